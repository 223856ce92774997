// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/base/ids.h"
#include "model/base/time.h"

namespace rheo {

/// An event type that a service lets others inject, as declared by its probe.
struct Injectable {
  std::string topic;
  std::string type;
  std::string example;  ///< JSON payload to start from; may be empty
};

enum class SessionState : std::uint8_t { Live = 0, Ended = 1, Vanished = 2 };

/// One run of one probe.
struct SessionInfo {
  std::uint32_t row = 0;  ///< key in the recording; 0 until stored
  Id128 id;
  std::string service;
  std::string instance;
  std::string version;
  std::string host;
  std::uint64_t pid = 0;
  TimeNs startedNs = 0;
  TimeNs lastSeenNs = 0;
  std::int64_t clockOffsetNs = 0;        ///< collector clock - probe clock
  std::int64_t clockUncertaintyNs = -1;  ///< of the offset, either way; -1 = not measured
  std::uint64_t emitted = 0;             ///< as last said by the probe, all streams
  std::uint64_t dropped = 0;             ///< as last said by the probe, all streams
  std::uint64_t leftOut = 0;  ///< beside those: not wanted under the limits then in force
  std::string limits;         ///< in force now: ProbeLimits::text()
  SessionState state = SessionState::Live;
  std::vector<Injectable> injectables;
};

/// What of one thread stream is committed. The probe resends from `position` + 1.
struct StreamPosition {
  std::uint32_t session = 0;
  std::uint32_t stream = 0;
  std::uint64_t position = 0;
  std::uint64_t seq = 0;  ///< emits accounted for: recorded + counted as lost
};

}  // namespace rheo
