// SPDX-License-Identifier: Apache-2.0
#include "model/store/commit_order.h"

#include <algorithm>

namespace rheo::store {
namespace {

bool earlier(const CommitOrder::Entry& a, const CommitOrder::Entry& b) {
  return a.timeNs < b.timeNs;
}

}  // namespace

std::span<const CommitOrder::Entry> CommitOrder::of(std::span<const EventBatch> batches) {
  gather(batches);
  findRuns();
  while (m_runs.size() > 2) mergeRuns();
  return m_entries;
}

/// Batches of one stream side by side: together they are one run.
void CommitOrder::gather(std::span<const EventBatch> batches) {
  std::vector<const EventBatch*> byStream;
  std::size_t size = 0;
  for (const EventBatch& batch : batches) {
    byStream.push_back(&batch);
    size += batch.events.size();
  }
  std::stable_sort(byStream.begin(), byStream.end(), [](const auto* a, const auto* b) {
    return a->session != b->session ? a->session < b->session : a->stream < b->stream;
  });
  m_entries.clear();
  m_entries.reserve(size);
  for (const EventBatch* batch : byStream) {
    for (const TraceEvent& event : batch->events) m_entries.push_back({event.timeNs, &event});
  }
}

void CommitOrder::findRuns() {
  m_runs.assign(1, 0);
  for (std::size_t i = 1; i < m_entries.size(); ++i) {
    if (earlier(m_entries[i], m_entries[i - 1])) m_runs.push_back(i);
  }
  m_runs.push_back(m_entries.size());
}

/// Every two neighbours become one.
void CommitOrder::mergeRuns() {
  m_merged.resize(m_entries.size());
  m_longer.assign(1, 0);
  const auto at = [](auto& list, std::size_t i) {
    return list.begin() + static_cast<std::ptrdiff_t>(i);
  };
  for (std::size_t run = 0; run + 1 < m_runs.size(); run += 2) {
    const std::size_t from = m_runs[run];
    const std::size_t middle = m_runs[run + 1];
    const std::size_t to = run + 2 < m_runs.size() ? m_runs[run + 2] : middle;
    std::merge(at(m_entries, from), at(m_entries, middle), at(m_entries, middle), at(m_entries, to),
               at(m_merged, from), earlier);
    m_longer.push_back(to);
  }
  m_entries.swap(m_merged);
  m_runs.swap(m_longer);
}

}  // namespace rheo::store
