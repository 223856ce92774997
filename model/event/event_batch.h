// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/event/gap.h"
#include "model/event/trace_event.h"

namespace rheo {

/// What one source hands over at once: sightings of one thread stream of one session, the losses
/// found between them, and the position that may be acknowledged once all of it is committed. Owns
/// its bytes. Move-only.
struct EventBatch {
  EventBatch() = default;
  EventBatch(EventBatch&&) = default;
  EventBatch& operator=(EventBatch&&) = default;
  EventBatch(const EventBatch&) = delete;
  EventBatch& operator=(const EventBatch&) = delete;

  std::uint32_t session = 0;
  std::uint32_t stream = 0;
  std::uint64_t lastPosition = 0;  ///< highest position contained; 0 = none (imports)
  std::uint64_t lastSeq = 0;  ///< highest emit attempt accounted for, recorded or counted in `gaps`
  TimeNs ingestedNs = 0;      ///< when the collector took it
  std::vector<TraceEvent> events;
  std::vector<Gap> gaps;
  std::deque<std::string> bytes;  ///< frames that the views of `events` point into
  /// What else they point into, shared with other batches.
  std::vector<std::shared_ptr<const void>> owners;

  /// Keeps a copy of the text alive as long as the batch.
  std::string_view keep(std::string_view text) { return bytes.emplace_back(text); }
};

}  // namespace rheo
