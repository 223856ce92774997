// SPDX-License-Identifier: Apache-2.0
#include "model/base/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "model/base/varint.h"

namespace rheo {
namespace {

constexpr std::uint64_t kSub = 1u << Histogram::kSubBits;
constexpr std::uint64_t kMaxIndex = Histogram::kBuckets;
constexpr std::uint64_t kMaxValue = (std::uint64_t{1} << 47) - 1;

}  // namespace

std::uint16_t Histogram::indexOf(std::uint64_t valueNs) {
  const std::uint64_t v = std::min(valueNs, kMaxValue);
  if (v < kSub) return static_cast<std::uint16_t>(v);
  const int shift = std::bit_width(v) - 1 - kSubBits;
  return static_cast<std::uint16_t>((static_cast<std::uint64_t>(shift + 1) << kSubBits) +
                                    (v >> shift) - kSub);
}

std::uint64_t Histogram::lowerBound(std::uint16_t index) {
  if (index < kSub) return index;
  const int shift = (index >> kSubBits) - 1;
  return ((index & (kSub - 1)) + kSub) << shift;
}

std::uint64_t Histogram::upperBound(std::uint16_t index) {
  return lowerBound(static_cast<std::uint16_t>(index + 1));
}

void Histogram::record(std::uint64_t valueNs, std::uint64_t count) {
  if (count == 0) return;
  const auto index = indexOf(valueNs);
  const auto at =
      std::lower_bound(m_buckets.begin(), m_buckets.end(), index,
                       [](const auto& bucket, std::uint16_t i) { return bucket.first < i; });
  if (at != m_buckets.end() && at->first == index) {
    at->second += count;
  } else {
    m_buckets.insert(at, {index, count});
  }
  m_count += count;
}

void Histogram::merge(const Histogram& other) {
  if (other.isEmpty()) return;
  std::vector<std::pair<std::uint16_t, std::uint64_t>> merged;
  merged.reserve(m_buckets.size() + other.m_buckets.size());
  auto a = m_buckets.begin();
  auto b = other.m_buckets.begin();
  while (a != m_buckets.end() || b != other.m_buckets.end()) {
    if (b == other.m_buckets.end() || (a != m_buckets.end() && a->first < b->first)) {
      merged.push_back(*a++);
    } else if (a == m_buckets.end() || b->first < a->first) {
      merged.push_back(*b++);
    } else {
      merged.emplace_back(a->first, a->second + b->second);
      ++a;
      ++b;
    }
  }
  m_buckets = std::move(merged);
  m_count += other.m_count;
}

std::uint64_t Histogram::quantile(double q) const {
  if (m_count == 0) return 0;
  const auto rank =
      static_cast<std::uint64_t>(std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count)));
  std::uint64_t seen = 0;
  for (const auto& [index, count] : m_buckets) {
    seen += count;
    if (seen >= std::max<std::uint64_t>(rank, 1))
      return (lowerBound(index) + upperBound(index) - 1) / 2;
  }
  return max();
}

double Histogram::mean() const {
  if (m_count == 0) return 0;
  double sum = 0;
  for (const auto& [index, count] : m_buckets) {
    const std::uint64_t middle = (lowerBound(index) + upperBound(index) - 1) / 2;
    sum += static_cast<double>(middle) * static_cast<double>(count);
  }
  return sum / static_cast<double>(m_count);
}

std::uint64_t Histogram::min() const {
  return m_count == 0 ? 0 : lowerBound(m_buckets.front().first);
}
std::uint64_t Histogram::max() const {
  return m_count == 0 ? 0 : upperBound(m_buckets.back().first) - 1;
}

void Histogram::encode(std::string& out) const {
  putVarint(out, m_buckets.size());
  constexpr std::size_t kMostBytes = 2 + kMaxVarintBytes;
  const std::size_t before = out.size();
  out.resize(before + m_buckets.size() * kMostBytes);
  char* at = out.data() + before;
  std::uint16_t previous = 0;
  for (const auto& [index, count] : m_buckets) {
    at = putVarint(at, static_cast<std::uint64_t>(index - previous));
    at = putVarint(at, count);
    previous = index;
  }
  out.resize(static_cast<std::size_t>(at - out.data()));
}

bool Histogram::decode(std::string_view& bytes) {
  *this = {};
  std::uint64_t size = 0;
  if (!takeVarint(bytes, size) || size > kMaxIndex) return false;
  std::uint64_t index = 0;
  for (std::uint64_t i = 0; i < size; ++i) {
    std::uint64_t delta = 0;
    std::uint64_t count = 0;
    const bool read = takeVarint(bytes, delta) && takeVarint(bytes, count);
    index += delta;
    // A delta is bounded on its own, so that the sum cannot run over; so is the count of all.
    if (!read || delta >= kMaxIndex || index >= kMaxIndex || count == 0 || (i > 0 && delta == 0) ||
        __builtin_add_overflow(m_count, count, &m_count)) {
      *this = {};
      return false;
    }
    m_buckets.emplace_back(static_cast<std::uint16_t>(index), count);
  }
  return true;
}

void HistogramTally::grow(std::uint16_t index) {
  m_used.resize(index / kWord + 1);
  m_counts.resize(m_used.size() * kWord);
}

void HistogramTally::add(const Histogram& histogram) {
  for (const auto& [index, count] : histogram.buckets()) add(index, count);
}

Histogram HistogramTally::take() {
  Histogram sum;
  moveTo(sum);
  return sum;
}

void HistogramTally::moveTo(Histogram& sum) {
  add(sum);
  sum.m_buckets.clear();
  sum.m_count = 0;
  for (std::size_t word = 0; word < m_used.size(); ++word) {
    for (std::uint64_t left = m_used[word]; left != 0; left &= left - 1) {
      const std::size_t index = word * kWord + static_cast<std::size_t>(std::countr_zero(left));
      sum.m_count += m_counts[index];
      sum.m_buckets.emplace_back(static_cast<std::uint16_t>(index),
                                 std::exchange(m_counts[index], 0));
    }
    m_used[word] = 0;
  }
}

}  // namespace rheo
