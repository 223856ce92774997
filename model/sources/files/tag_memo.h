// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/sources/files/span.h"

namespace rheo::files {

/// Tags as they stood in the file, and what was made of them: exporters write the same few again
/// and again, and finding one here costs a fraction of reading it. Those that come a few times
/// only, such as ids, never get a place.
class TagMemo {
 public:
  TagMemo() : m_slots(kSlots) {}

  /// What is found from here on stays valid until the next call.
  void nextSpan() { ++m_span; }
  /// The tag with these bytes; null if it is not known.
  const Attribute* find(std::string_view bytes);
  /// Says how the bytes that were not found were read.
  void keep(std::string_view bytes, const Attribute& tag);

 private:
  static constexpr std::size_t kSlots = 1u << 9;
  static constexpr std::uint32_t kTimes = 16;  ///< it has to come for a place
  static constexpr std::size_t kFewestBytes = 16, kMostBytes = 96;

  struct Slot {
    std::uint64_t hash = 0;
    std::uint64_t seen = 0;   ///< hash of what was last asked for, and not known
    std::uint32_t times = 0;  ///< that it was
    std::uint64_t span = 0;   ///< that used it last
    std::size_t size = 0;
    std::array<char, kMostBytes> bytes;
    std::string texts;  ///< of what follows
    KnownTag known;
    Attribute tag;
  };
  static bool fits(std::string_view bytes) {
    return bytes.size() >= kFewestBytes && bytes.size() <= kMostBytes;
  }
  static std::uint64_t hashOf(std::string_view bytes);
  static void fill(Slot& slot, const Attribute& tag);

  std::vector<Slot> m_slots;  ///< each tag has one place
  std::uint64_t m_span = 0;
};

}  // namespace rheo::files
