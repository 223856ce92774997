// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace rheo::probe {

/// The names of the process: dense codes from 1, never forgotten, at most kMaxNames; one more and
/// everything new is called "(too many names)". Lives for ever, so that static destructors may use
/// it.
class NameTable {
 public:
  static constexpr std::uint32_t kMaxNames = 1u << 16;
  static constexpr std::size_t kMaxNameBytes = 256;

  static NameTable& instance() noexcept;

  /// Code of a name, made if it is new. Takes a lock. 0 for an empty name, or out of memory.
  std::uint32_t code(std::string_view text) noexcept;
  /// Lock-free; empty for an unknown code.
  [[nodiscard]] std::string_view text(std::uint32_t code) const noexcept;
  /// Codes 1..count() exist. Read after the events that use them.
  [[nodiscard]] std::uint32_t count() const noexcept {
    return m_count.load(std::memory_order_acquire);
  }

  /// Held across fork(), so that the child finds it unlocked.
  std::mutex& mutex() noexcept { return m_mutex; }

 private:
  static constexpr std::uint32_t kBlock = 1024;
  using Block = std::string_view[kBlock];

  std::uint32_t add(std::string_view text);

  std::mutex m_mutex;
  std::unordered_map<std::string_view, std::uint32_t> m_codes;
  std::atomic<std::string_view*> m_blocks[kMaxNames / kBlock + 1] = {};
  std::atomic<std::uint32_t> m_count{0};
};

/// Code of a name that may differ from call to call: a small cache of this thread in front of the
/// table.
std::uint32_t cachedCode(std::string_view text) noexcept;

}  // namespace rheo::probe
