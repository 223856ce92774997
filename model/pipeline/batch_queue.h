// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "model/event/event_batch.h"

namespace rheo {

/// Where batches wait for the recorder: bounded by number and by bytes. Thread-safe.
class BatchQueue {
 public:
  struct Limits {
    std::size_t batches = 4096;
    std::size_t bytes = 96u << 20;
  };
  /// How much one drain may gather, and how long it may wait for it.
  struct Gather {
    std::chrono::milliseconds idle{50};    ///< longest wait for the first batch
    std::chrono::milliseconds window{40};  ///< longest wait for more, from the first on
    /// Enough to commit at once: what is decoded is folded and written while it is in the cache.
    std::size_t events = 16'384;
    std::size_t bytes = 24u << 20;  ///< likewise
  };

  explicit BatchQueue(Limits limits) : m_limits(limits) {}

  /// False when full or closed; the batch is then untouched. An empty queue takes any one batch.
  [[nodiscard]] bool tryPush(EventBatch&& batch);
  /// Takes what came; empty when nothing did.
  std::vector<EventBatch> drain(const Gather& gather);
  /// Takes no more; what is inside can still be drained.
  void close();
  [[nodiscard]] bool drained() const;
  [[nodiscard]] std::size_t size() const;

  /// Memory that a batch holds, about.
  static std::size_t weigh(const EventBatch& batch);

 private:
  const Limits m_limits;
  mutable std::mutex m_mutex;
  std::condition_variable m_ready;
  std::deque<EventBatch> m_batches;
  std::size_t m_bytes = 0;
  std::size_t m_events = 0;
  bool m_closed = false;
};

}  // namespace rheo
