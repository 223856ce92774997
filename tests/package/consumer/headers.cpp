// SPDX-License-Identifier: Apache-2.0
// Every public header at once, in C++17, and something of each that is more than a declaration.
#include <rheo/probe.h>
#include <rheo/propagation.h>
#include <rheo/baggage.hpp>
#include <rheo/cloud_events.hpp>
#include <rheo/context.hpp>
#include <rheo/opentelemetry.hpp>
#include <rheo/probe.hpp>
#include <rheo/propagation.hpp>

bool headersWork() {
  std::string written;
  rheo::Carried carried = rheo::extract([](std::string_view name) {
    return name == "baggage" ? std::string("tenant=acme") : std::string();
  });
  rheo::inject(carried, [&](std::string_view, std::string_view value) { written += value; });
  rheo::CloudEvent event;
  return written == "tenant=acme" && rheo_name("x", 1) == rheo::Topic("x").code() &&
         !rheo::extract(
             rheo::CloudEventsBinding::Http, [](std::string_view) { return ""; }, event);
}
