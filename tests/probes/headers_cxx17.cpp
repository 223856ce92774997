// SPDX-License-Identifier: Apache-2.0
// Built as C++17, without a line of ours around: every public header stands alone in an older host.
#include "rheo/baggage.hpp"
#include "rheo/cloud_events.hpp"
#include "rheo/context.hpp"
#include "rheo/export.h"
#include "rheo/opentelemetry.hpp"
#include "rheo/probe.h"
#include "rheo/probe.hpp"
#include "rheo/propagation.h"
#include "rheo/propagation.hpp"

static_assert(__cplusplus < 202002L, "this is about C++17");

namespace {

/// The templates and inline functions of the headers are compiled as well.
[[maybe_unused]] rheo::Context carry(rheo::Probe& probe) {
  static const rheo::Topic topic{"orders"};
  static const rheo::EventType type{"OrderPlaced", 1};
  rheo::Carried carried = rheo::extract([](std::string_view) { return std::string_view(); });
  carried.context = probe.published(topic, type, "{}", {}, carried.context);
  rheo::inject(carried, [](std::string_view, std::string_view) {});
  return carried.context;
}

}  // namespace
