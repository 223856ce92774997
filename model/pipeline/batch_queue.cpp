// SPDX-License-Identifier: Apache-2.0
#include "model/pipeline/batch_queue.h"

#include <iterator>

namespace rheo {

std::size_t BatchQueue::weigh(const EventBatch& batch) {
  std::size_t bytes = sizeof batch + batch.events.capacity() * sizeof(TraceEvent) +
                      batch.gaps.capacity() * sizeof(Gap);
  for (const std::string& frame : batch.bytes) bytes += frame.capacity();
  return bytes;
}

bool BatchQueue::tryPush(EventBatch&& batch) {
  const std::size_t bytes = weigh(batch);
  {
    const std::lock_guard lock(m_mutex);
    if (m_closed) return false;
    const bool full = m_batches.size() >= m_limits.batches || m_bytes + bytes > m_limits.bytes;
    if (full && !m_batches.empty()) return false;
    m_bytes += bytes;
    m_events += batch.events.size();
    m_batches.push_back(std::move(batch));
  }
  m_ready.notify_one();
  return true;
}

std::vector<EventBatch> BatchQueue::drain(const Gather& gather) {
  std::unique_lock lock(m_mutex);
  m_ready.wait_for(lock, gather.idle, [this] { return m_closed || !m_batches.empty(); });
  if (m_batches.empty()) return {};
  m_ready.wait_for(lock, gather.window, [this, &gather] {
    return m_closed || m_events >= gather.events || m_bytes >= gather.bytes ||
           m_batches.size() >= m_limits.batches;
  });
  std::vector<EventBatch> taken(std::make_move_iterator(m_batches.begin()),
                                std::make_move_iterator(m_batches.end()));
  m_batches.clear();
  m_bytes = m_events = 0;
  return taken;
}

void BatchQueue::close() {
  {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
  }
  m_ready.notify_all();
}

bool BatchQueue::drained() const {
  const std::lock_guard lock(m_mutex);
  return m_closed && m_batches.empty();
}

std::size_t BatchQueue::size() const {
  const std::lock_guard lock(m_mutex);
  return m_batches.size();
}

}  // namespace rheo
