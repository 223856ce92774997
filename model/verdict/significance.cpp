// SPDX-License-Identifier: Apache-2.0
#include "model/verdict/significance.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rheo::verdict {
namespace {

constexpr double kZ = 3.29;  ///< two-sided, one in a thousand
/// Two intervals that each hold with this z and do not overlap differ at about kZ.
constexpr double kIntervalZ = 2.33;
constexpr std::size_t kLeastStretches = 8;

struct Interval {
  double low = 0;
  double high = 0;
};

/// Where the quantile lies, told from the order of the values alone: nothing is assumed of how they
/// are spread. Open at the top when there are too few.
Interval intervalOf(const Histogram& histogram, double q) {
  const auto n = static_cast<double>(histogram.count());
  const double spread = kIntervalZ * std::sqrt(q * (1 - q) / n);
  Interval interval;
  interval.low = q - spread > 0 ? static_cast<double>(histogram.quantile(q - spread)) : 0;
  interval.high = q + spread + 1 / n < 1 ? static_cast<double>(histogram.quantile(q + spread))
                                         : std::numeric_limits<double>::infinity();
  return interval;
}

}  // namespace

double dispersionOf(const std::vector<std::uint64_t>& counts) {
  if (counts.size() < kLeastStretches) return 1;
  const auto n = static_cast<double>(counts.size());
  const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / n;
  if (mean <= 0) return 1;
  double squares = 0;
  for (const std::uint64_t count : counts) {
    const double off = static_cast<double>(count) - mean;
    squares += off * off;
  }
  return std::max(1.0, squares / (n - 1) / mean);
}

bool ratesDiffer(const Counted& a, const Counted& b) {
  if (a.seconds <= 0 || b.seconds <= 0) return false;
  const double before = static_cast<double>(a.count) / a.seconds;
  const double after = static_cast<double>(b.count) / b.seconds;
  const double variance = before / a.seconds * a.dispersion + after / b.seconds * b.dispersion;
  return variance > 0 && std::abs(after - before) / std::sqrt(variance) > kZ;
}

bool sharesDiffer(std::uint64_t partA, std::uint64_t ofA, std::uint64_t partB, std::uint64_t ofB) {
  if (ofA == 0 || ofB == 0) return false;
  const auto an = static_cast<double>(ofA), bn = static_cast<double>(ofB);
  const double difference = static_cast<double>(partB) / bn - static_cast<double>(partA) / an;
  const double pooled = static_cast<double>(partA + partB) / (an + bn);
  const double variance = pooled * (1 - pooled) * (1 / an + 1 / bn);
  return variance > 0 && std::abs(difference) / std::sqrt(variance) > kZ;
}

bool quantilesDiffer(const Histogram& a, const Histogram& b, double q) {
  if (a.isEmpty() || b.isEmpty()) return false;
  const Interval before = intervalOf(a, q), after = intervalOf(b, q);
  return before.high < after.low || after.high < before.low;
}

}  // namespace rheo::verdict
