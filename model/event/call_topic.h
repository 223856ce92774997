// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace rheo {

/// Services that call services do so on "call:<the one called>", and what a service does for itself
/// stands on "local:<service>": every sighting has a topic, though nobody made these. Lists of
/// topics leave them out; calls are shown as calls.
constexpr std::string_view kCallPrefix = "call:";
constexpr std::string_view kLocalPrefix = "local:";

constexpr bool isCallTopic(std::string_view topic) {
  return topic.starts_with(kCallPrefix);
}
constexpr bool isLocalTopic(std::string_view topic) {
  return topic.starts_with(kLocalPrefix);
}
/// True for a topic that somebody publishes to.
constexpr bool isRealTopic(std::string_view topic) {
  return !isCallTopic(topic) && !isLocalTopic(topic);
}
/// Who is called there; empty if it is no call.
constexpr std::string_view calledOn(std::string_view topic) {
  return isCallTopic(topic) ? topic.substr(kCallPrefix.size()) : std::string_view();
}

}  // namespace rheo
