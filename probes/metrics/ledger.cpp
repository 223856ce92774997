// SPDX-License-Identifier: Apache-2.0
#include "probes/metrics/ledger.hpp"

#include <algorithm>

namespace rheo::probe_metrics {

std::size_t stripeOfThread() noexcept {
  static std::atomic<std::size_t> next{0};
  static thread_local constinit std::size_t mine = 0;  // one more than it is; 0 = none yet
  if (mine == 0) [[unlikely]]
    mine = 1 + next.fetch_add(1, std::memory_order_relaxed) % kStripes;
  return mine - 1;
}

Ledger::Ledger(std::vector<std::int64_t> boundsNs, std::size_t most)
    : m_boundsNs(std::move(boundsNs)), m_publishing(most), m_handling(most) {}

void Ledger::published(std::uint32_t topic, std::uint32_t type, std::size_t bytes) noexcept {
  PublishSeries* series = m_publishing.find(m_publishing.keyOf(topic, type));
  if (series == nullptr) return;
  auto& stripe = series->stripes[stripeOfThread()];
  add(stripe.events, 1);
  add(stripe.bytes, bytes);
}

HandleSeries* Ledger::received(std::uint32_t topic, std::uint32_t type,
                               std::int64_t delayNs) noexcept {
  HandleSeries* series = m_handling.find(m_handling.keyOf(topic, type));
  if (series == nullptr) return nullptr;
  auto& stripe = series->stripes[stripeOfThread()];
  add(stripe.received, 1);
  if (delayNs >= 0) observe(stripe.delivery, delayNs);
  return series;
}

void Ledger::retried(HandleSeries& series) noexcept {
  add(series.stripes[stripeOfThread()].retried, 1);
}

void Ledger::ended(HandleSeries& series, Outcome outcome, std::int64_t durationNs) const noexcept {
  auto& stripe = series.stripes[stripeOfThread()];
  observe(stripe.durations[static_cast<std::size_t>(outcome)],
          std::max<std::int64_t>(durationNs, 0));
}

void Ledger::observe(Buckets& buckets, std::int64_t ns) const noexcept {
  const auto bound = std::lower_bound(m_boundsNs.begin(), m_boundsNs.end(), ns);
  add(buckets.counts[static_cast<std::size_t>(bound - m_boundsNs.begin())], 1);
  add(buckets.sumNs, static_cast<std::uint64_t>(ns));
}

}  // namespace rheo::probe_metrics
