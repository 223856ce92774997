// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "model/event/event_batch.h"

namespace rheo {

/// Memory of batches that are committed, for those to come: a quarter of a megabyte each that would
/// otherwise go back to the system and come again page by page, hundreds of times a second.
/// Bounded. Thread-safe.
class BatchMemory {
 public:
  /// An empty batch, with room if there is some.
  EventBatch batch();
  /// An empty string, likewise.
  std::string frame();
  /// Empties the batches and keeps what they held.
  void giveBack(std::vector<EventBatch>& batches);

 private:
  void keep(EventBatch& batch);

  std::mutex m_mutex;
  std::vector<std::vector<TraceEvent>> m_events;
  std::vector<std::string> m_frames;
};

}  // namespace rheo
