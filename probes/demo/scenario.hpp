// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "probes/demo/host.hpp"

namespace rheo::demo {

/// A service of the demo: what it does is installed into a Host.
struct ServiceInfo {
  const char* scenario;
  const char* name;
  int instances;
  void (*install)(Host& host);
};

std::span<const ServiceInfo> services();
const ServiceInfo* findService(std::string_view scenario, std::string_view name);

/// Handling time in ms of a consumer that falls behind: `slow` over the arrival interval for nine
/// seconds of fourteen, after three good ones; almost nothing in between and when the demo ends.
double slowMs(const Host& host, const Knob& slow, double arrivalsPerSecond);

/// "ord-000017".
std::string numbered(const char* prefix, std::uint64_t number);

}  // namespace rheo::demo
