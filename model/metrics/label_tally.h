// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

#include "model/base/name_table.h"

namespace rheo::metrics {

/// Labels of one time series, as codes of the recording.
using LabelKey = std::array<Name, 4>;

struct LabelKeyHash {
  std::size_t operator()(const LabelKey& key) const {
    std::uint64_t hash = 0xCBF29CE484222325ull;
    for (const Name name : key) hash = (hash ^ name) * 0x100000001B3ull;
    return hash;
  }
};

/// Bounded map from label sets to series: the first `most` get their own, the rest share one. Keeps
/// the last hit, because neighbours in a stream are mostly alike.
template <class Series>
class LabelTally {
 public:
  using Make = std::function<Series(const LabelKey* key)>;  ///< nullptr: the shared one
  LabelTally(std::size_t most, Make make) : m_most(most), m_make(std::move(make)) {}

  Series& at(const LabelKey& key) {
    if (m_last != nullptr && key == m_lastKey) return *m_last;
    const auto found = m_series.find(key);
    if (found != m_series.end()) {
      m_last = &found->second;
    } else if (m_series.size() < m_most) {
      m_last = &m_series.emplace(key, m_make(&key)).first->second;
    } else {
      if (m_other.empty()) m_other.push_back(m_make(nullptr));
      m_last = &m_other.front();
    }
    m_lastKey = key;
    return *m_last;
  }

  template <class Each>
  void forEach(const Each& each) {
    for (auto& [key, series] : m_series) each(series);
    for (Series& series : m_other) each(series);
  }

 private:
  const std::size_t m_most;
  const Make m_make;
  std::unordered_map<LabelKey, Series, LabelKeyHash> m_series;
  std::vector<Series> m_other;
  LabelKey m_lastKey{};
  Series* m_last = nullptr;
};

}  // namespace rheo::metrics
