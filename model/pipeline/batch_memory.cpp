// SPDX-License-Identifier: Apache-2.0
#include "model/pipeline/batch_memory.h"

#include <utility>

namespace rheo {
namespace {

constexpr std::size_t kMost = 48;               ///< of each; a commit has about sixteen
constexpr std::size_t kMostBytes = 512u << 10;  ///< in one: larger ones are rare
constexpr std::size_t kFewestBytes = 16u << 10;

bool isWorthKeeping(std::size_t bytes) {
  return bytes >= kFewestBytes && bytes <= kMostBytes;
}

template <class T>
T takeLast(std::vector<T>& kept) {
  if (kept.empty()) return {};
  T last = std::move(kept.back());
  kept.pop_back();
  return last;
}

}  // namespace

EventBatch BatchMemory::batch() {
  EventBatch batch;
  const std::lock_guard lock(m_mutex);
  batch.events = takeLast(m_events);
  return batch;
}

std::string BatchMemory::frame() {
  const std::lock_guard lock(m_mutex);
  return takeLast(m_frames);
}

void BatchMemory::giveBack(std::vector<EventBatch>& batches) {
  {
    const std::lock_guard lock(m_mutex);
    for (EventBatch& batch : batches) keep(batch);
  }
  batches.clear();
}

void BatchMemory::keep(EventBatch& batch) {
  if (m_events.size() < kMost && isWorthKeeping(batch.events.capacity() * sizeof(TraceEvent))) {
    batch.events.clear();
    m_events.push_back(std::move(batch.events));
  }
  for (std::string& frame : batch.bytes) {
    if (m_frames.size() >= kMost) break;
    if (!isWorthKeeping(frame.capacity())) continue;
    frame.clear();
    m_frames.push_back(std::move(frame));
  }
}

}  // namespace rheo
