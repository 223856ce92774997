// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

namespace rheo::probe_metrics {

/// Series by topic and type: bounded, and without a lock, so that a child forked at the wrong
/// moment finds none taken. Entries are made on first use and never move. What comes when it is
/// full shares one series, "other", whose key is 0. Threads that race for the last places may get a
/// few more than there should be, never more than there are slots.
template <typename Series>
class SeriesTable {
 public:
  explicit SeriesTable(std::size_t most) : m_most(most), m_slots(slotsFor(most)) {}
  ~SeriesTable() {
    forEach([](const Series& series) { delete &series; });
  }
  SeriesTable(const SeriesTable&) = delete;
  SeriesTable& operator=(const SeriesTable&) = delete;

  static constexpr std::uint64_t keyOf(std::uint32_t topic, std::uint32_t type) noexcept {
    return std::uint64_t{topic} << 32 | type;
  }

  /// Null when memory is out.
  Series* find(std::uint64_t key) noexcept {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = (key * 0x9E3779B97F4A7C15ull) >> 32 & mask;
    for (std::size_t tried = 0; key != 0 && tried <= mask; ++tried, at = (at + 1) & mask) {
      Series* series = m_slots[at].load(std::memory_order_acquire);
      if (series == nullptr && m_count.load(std::memory_order_relaxed) < m_most)
        series = make(m_slots[at], key);
      if (series == nullptr) break;
      if (series->key == key) return series;
    }
    Series* other = m_other.load(std::memory_order_acquire);
    return other != nullptr ? other : make(m_other, 0);
  }

  template <typename Each>
  void forEach(const Each& each) const {
    for (const auto& slot : m_slots)
      if (const Series* series = slot.load(std::memory_order_acquire)) each(*series);
    if (const Series* other = m_other.load(std::memory_order_acquire)) each(*other);
  }

 private:
  using Slot = std::atomic<Series*>;

  /// At most half full, so that a look-up ends soon.
  static std::size_t slotsFor(std::size_t most) noexcept {
    std::size_t slots = 8;
    while (slots < 2 * most) slots *= 2;
    return slots;
  }

  /// The slot's series: made here, or by who was faster. Null when memory is out.
  Series* make(Slot& slot, std::uint64_t key) noexcept {
    std::unique_ptr<Series> made(new (std::nothrow) Series);
    Series* there = nullptr;
    if (made == nullptr) return slot.load(std::memory_order_acquire);
    made->key = key;
    if (!slot.compare_exchange_strong(there, made.get(), std::memory_order_acq_rel)) return there;
    m_count.fetch_add(1, std::memory_order_relaxed);
    return made.release();
  }

  const std::size_t m_most;
  std::atomic<std::size_t> m_count{0};
  std::vector<Slot> m_slots;
  Slot m_other{nullptr};
};

}  // namespace rheo::probe_metrics
