// SPDX-License-Identifier: Apache-2.0
#include "app/views/throughput/series_stack.h"

#include <algorithm>

namespace rheo::ui {
namespace {

struct Buckets {
  const store::Throughput& data;
  TimeRange window;  // shown and recorded

  [[nodiscard]] TimeRange range(std::size_t i) const {
    const auto from = data.originNs + static_cast<TimeNs>(i) * data.bucketNs;
    return {from, from + data.bucketNs};
  }
  [[nodiscard]] std::int64_t usableNs(std::size_t i) const {
    const auto r = range(i);
    return std::min(r.to, window.to) - std::max(r.from, window.from);
  }
};

// A sliver of a bucket says little about a rate: borrow the neighbour's, the counts stay exact.
constexpr double kSliver = 0.25;

void fillRates(SeriesStack::Series& series, const store::ThroughputSeries& from,
               const Buckets& buckets) {
  const auto count = buckets.data.buckets;
  series.ratePerS.assign(count, 0);
  std::vector<bool> sliver(count, false);
  for (std::size_t i = 0; i < count; ++i) {
    const auto usable = buckets.usableNs(i);
    sliver[i] =
        usable < static_cast<std::int64_t>(kSliver * static_cast<double>(buckets.data.bucketNs));
    if (usable > 0 && !sliver[i])
      series.ratePerS[i] = static_cast<double>(from.counts[i]) * 1e9 / static_cast<double>(usable);
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!sliver[i] || buckets.usableNs(i) <= 0) continue;
    const bool hasLeft = i > 0 && !sliver[i - 1];
    const bool hasRight = i + 1 < count && !sliver[i + 1];
    if (hasLeft || hasRight) {
      series.ratePerS[i] = series.ratePerS[hasLeft ? i - 1 : i + 1];
    } else {
      series.ratePerS[i] = static_cast<double>(from.counts[i]) * 1e9 /
                           static_cast<double>(std::max<std::int64_t>(buckets.usableNs(i), 1));
    }
  }
}

bool inGap(const store::Throughput& data, TimeRange bucket) {
  return std::any_of(data.gaps.begin(), data.gaps.end(), [&](const store::GapBand& gap) {
    return gap.fromNs < bucket.to && std::max(gap.toNs, gap.fromNs + 1) > bucket.from;
  });
}

void markMissing(SeriesStack& stack, const Buckets& buckets) {
  stack.present.assign(buckets.data.buckets, true);
  for (std::size_t i = 0; i < buckets.data.buckets; ++i) {
    std::uint64_t total = 0;
    for (const auto& series : buckets.data.series) total += series.counts[i];
    if (total > 0) continue;
    stack.present[i] = buckets.usableNs(i) > 0 && !inGap(buckets.data, buckets.range(i));
  }
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> SeriesStack::runs() const {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < present.size(); ++i) {
    if (!present[i]) continue;
    if (out.empty() || out.back().second != i) out.emplace_back(i, i);
    out.back().second = i + 1;
  }
  return out;
}

store::Throughput foldRest(const store::Throughput& throughput, std::size_t keep,
                           const std::string& alsoKeep) {
  store::Throughput out = throughput;
  if (throughput.series.size() <= keep + 1) return out;
  out.series.clear();
  store::ThroughputSeries rest;
  rest.counts.assign(throughput.buckets, 0);
  rest.errors = rest.bytes = rest.counts;
  for (std::size_t s = 0; s < throughput.series.size(); ++s) {
    const auto& series = throughput.series[s];
    if (s < keep || (!alsoKeep.empty() && series.name == alsoKeep)) {
      out.series.push_back(series);
      continue;
    }
    for (std::size_t i = 0; i < throughput.buckets; ++i) {
      rest.counts[i] += series.counts[i];
      rest.errors[i] += series.errors[i];
      rest.bytes[i] += series.bytes[i];
    }
  }
  out.series.push_back(std::move(rest));
  return out;
}

SeriesStack stackSeries(const store::Throughput& throughput, TimeRange shown, TimeRange recorded) {
  const Buckets buckets{throughput,
                        {std::max(shown.from, recorded.from), std::min(shown.to, recorded.to)}};
  SeriesStack stack;
  stack.errors.assign(throughput.buckets, 0);
  std::vector<double> base(throughput.buckets, 0);
  for (const auto& from : throughput.series) {
    auto& series = stack.series.emplace_back();
    fillRates(series, from, buckets);
    for (std::size_t i = 0; i < throughput.buckets; ++i) {
      series.total += from.counts[i];
      series.errors += from.errors[i];
      series.bytes += from.bytes[i];
      stack.errors[i] += from.errors[i];
      base[i] += series.ratePerS[i];
      series.peakPerS = std::max(series.peakPerS, series.ratePerS[i]);
    }
    series.topPerS = base;
    stack.maxSinglePerS = std::max(stack.maxSinglePerS, series.peakPerS);
  }
  for (std::size_t i = 0; i < throughput.buckets; ++i) {
    stack.maxStackedPerS = std::max(stack.maxStackedPerS, base[i]);
    stack.maxErrors = std::max(stack.maxErrors, stack.errors[i]);
  }
  markMissing(stack, buckets);
  return stack;
}

}  // namespace rheo::ui
