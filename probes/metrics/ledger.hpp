// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "probes/metrics/cells.hpp"
#include "probes/metrics/series_table.hpp"

namespace rheo::probe_metrics {

/// All that was counted. The counting side of a MeteredProbe: atomic additions, nothing of
/// Prometheus.
class Ledger {
 public:
  Ledger(std::vector<std::int64_t> boundsNs, std::size_t most);

  void published(std::uint32_t topic, std::uint32_t type, std::size_t bytes) noexcept;
  /// `delayNs` since it was published; negative when nobody knows. Null when memory is out.
  HandleSeries* received(std::uint32_t topic, std::uint32_t type, std::int64_t delayNs) noexcept;
  static void retried(HandleSeries& series) noexcept;
  void ended(HandleSeries& series, Outcome outcome, std::int64_t durationNs) const noexcept;

  [[nodiscard]] const SeriesTable<PublishSeries>& publishing() const noexcept {
    return m_publishing;
  }
  [[nodiscard]] const SeriesTable<HandleSeries>& handling() const noexcept { return m_handling; }

 private:
  void observe(Buckets& buckets, std::int64_t ns) const noexcept;

  const std::vector<std::int64_t> m_boundsNs;
  SeriesTable<PublishSeries> m_publishing;
  SeriesTable<HandleSeries> m_handling;
};

}  // namespace rheo::probe_metrics
