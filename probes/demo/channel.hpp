// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rheo/probe.hpp"

namespace rheo::demo {

/// A kind of message on a topic, with the probe's handles for both. Defined once per scenario as
/// constants.
struct Channel {
  Channel(const char* onTopic, const char* ofType, EventKind kind = EventKind::Event,
          std::uint16_t version = 1)
      : topic(onTopic), type(ofType, version, kind), topicName(onTopic), typeName(ofType) {}
  Topic topic;
  EventType type;
  const char* topicName;
  const char* typeName;
};

}  // namespace rheo::demo
