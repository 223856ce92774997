// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/base/name_table.h"
#include "model/event/session_info.h"

namespace rheo::sources {

/// What the collector knows of one thread stream. Received runs ahead of committed by what waits in
/// the pipeline; only committed is ever told to the probe.
struct ProbeStream {
  std::uint64_t position = 0;           ///< received, without holes
  std::uint64_t seq = 0;                ///< emits accounted for: received or counted as lost
  std::uint64_t committedPosition = 0;  ///< in the file
  std::uint64_t committedSeq = 0;
  std::uint64_t saidPosition = 0;  ///< by the newest heartbeat or batch
  std::uint64_t saidSeq = 0;
  TimeNs lastTimeNs = 0;        ///< of the newest sighting received in this run
  int holes = 0;                ///< HELLOs since which the same positions are still missing
  std::uint64_t holeEpoch = 0;  ///< the last of those
};

/// In ProbeSession::dictionary: a code that was never defined.
constexpr Name kUndefinedName = 0xFFFF'FFFF;

/// One run of one probe, as the collector follows it.
struct ProbeSession {
  SessionInfo info;
  Name service = 0;
  Name instance = 0;
  std::string identity;          ///< of its present connection
  bool expected = false;         ///< was live when the recorder ended, and may come back
  bool greeted = false;          ///< HELLO seen since the start, or since its last malformed frame
  std::uint64_t epoch = 0;       ///< HELLOs seen
  bool awaitingHello = false;    ///< RESYNC sent, and HELLO is the answer to it
  TimeNs resyncNs = 0;           ///< when the last RESYNC was sent
  TimeNs heardNs = 0;            ///< when the last frame came, collector's clock
  TimeNs byeNs = 0;              ///< when BYE came; 0 = not yet
  int beatsUnheeded = 0;         ///< heartbeats that named other limits than those asked for
  std::vector<Name> dictionary;  ///< the probe's codes -> the recording's
  std::unordered_map<std::string, Name> producers;
  std::string lastProducer;  ///< one is often named again and again
  Name lastProducerName = 0;
  std::unordered_map<std::uint32_t, ProbeStream> streams;
};

}  // namespace rheo::sources
