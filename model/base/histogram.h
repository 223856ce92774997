// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rheo {

/// Log-linear latency histogram after HdrHistogram: 64 linear sub-buckets per power of two, so that
/// any reported value is within 0.8 % of the recorded one. Values are nanoseconds, 0 .. 2^47-1
/// (clamped). Sparse, mergeable, exact in counts. Not thread-safe.
class Histogram {
 public:
  static constexpr int kSubBits = 6;
  static constexpr std::size_t kBuckets = 48u << kSubBits;

  void record(std::uint64_t valueNs, std::uint64_t count = 1);
  void merge(const Histogram& other);
  [[nodiscard]] std::uint64_t count() const { return m_count; }
  [[nodiscard]] bool isEmpty() const { return m_count == 0; }
  /// Value at quantile q in [0, 1]; 0 when empty.
  [[nodiscard]] std::uint64_t quantile(double q) const;
  [[nodiscard]] double mean() const;
  [[nodiscard]] std::uint64_t min() const;
  [[nodiscard]] std::uint64_t max() const;

  /// (bucket index, count), ascending; bounds through lowerBound()/upperBound().
  [[nodiscard]] const std::vector<std::pair<std::uint16_t, std::uint64_t>>& buckets() const {
    return m_buckets;
  }
  static std::uint16_t indexOf(std::uint64_t valueNs);
  static std::uint64_t lowerBound(std::uint16_t index);
  static std::uint64_t upperBound(std::uint16_t index);

  /// Varint pairs of index delta and count; appended to out.
  void encode(std::string& out) const;
  /// Reads what encode() wrote and advances bytes past it; false when malformed (the histogram is
  /// then empty).
  bool decode(std::string_view& bytes);

  friend bool operator==(const Histogram&, const Histogram&) = default;

 private:
  friend class HistogramTally;
  std::vector<std::pair<std::uint16_t, std::uint64_t>> m_buckets;
  std::uint64_t m_count = 0;
};

/// Counts in a table with a place for every bucket, where adding is a single increment; a Histogram
/// is what remains. For many samples, or many histograms, at once. Not thread-safe.
class HistogramTally {
 public:
  void record(std::uint64_t valueNs) { add(Histogram::indexOf(valueNs), 1); }
  void add(const Histogram& histogram);
  /// So many values of one bucket.
  void add(std::uint16_t index, std::uint64_t count) {
    if (index >= m_counts.size()) grow(index);
    m_counts[index] += count;
    m_used[index / kWord] |= std::uint64_t{1} << (index % kWord);
  }
  /// What was counted since the last take.
  [[nodiscard]] Histogram take();
  /// Adds it to a histogram instead.
  void moveTo(Histogram& sum);

 private:
  static constexpr std::size_t kWord = 64;  // bits

  void grow(std::uint16_t index);

  std::vector<std::uint64_t> m_counts;
  std::vector<std::uint64_t> m_used;  ///< a bit for every place that is not 0
};

}  // namespace rheo
