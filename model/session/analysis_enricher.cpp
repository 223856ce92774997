// SPDX-License-Identifier: Apache-2.0
#include "model/session/analysis_enricher.h"

namespace rheo {
namespace {

constexpr std::uint64_t kMostRelearned = 200'000;
constexpr std::int64_t kRelearnedNs = 60 * kSecond;

}  // namespace

Result<void> AnalysisEnricher::resume(store::StoreWriter& writer, store::StoreReader& reader) {
  Result<std::vector<Saga>> open = writer.openSagas();
  if (!open) return open.error();
  m_analysis.restore(std::move(open).value());
  const Result<TimeRange> extent = reader.extent();
  if (!extent) return extent.error();
  const TimeNs since = extent.value().to - kRelearnedNs;
  const std::uint64_t last = reader.lastRow();
  const std::uint64_t first = last > kMostRelearned ? last - kMostRelearned + 1 : 1;
  if (last == 0) return {};
  return reader.scan(
      first, false,
      [this, since](std::uint64_t, const TraceEvent& event) {
        if (event.timeNs >= since) m_analysis.relearn(event);
        return true;
      },
      CancelToken());
}

Findings AnalysisEnricher::take() {
  analysis::Output output = m_analysis.take();
  return {std::move(output.sagas), std::move(output.problems)};
}

}  // namespace rheo
