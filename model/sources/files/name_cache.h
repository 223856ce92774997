// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/base/name_table.h"
#include "model/event/call_topic.h"

namespace rheo::files {

/// One thread's front of a NameTable: known names cost neither its lock nor its hash. It also sees
/// to it that a file cannot fill the table, which lives as long as the recording: what comes after
/// too many names is "(other)".
class NameCache {
 public:
  static constexpr Name kMostNames = 1u << 20;

  explicit NameCache(NameTable& names) : m_names(names), m_slots(kSlots) {}

  Name code(std::string_view text);
  [[nodiscard]] std::string_view text(Name code) const { return m_names.text(code); }
  /// The topics of calls of a service, and of its own work; for names that recur.
  Name calls(Name service) { return prefixed(m_calls, kCallPrefix, service); }
  Name locals(Name service) { return prefixed(m_locals, kLocalPrefix, service); }
  /// Names that became "(other)", counted each time.
  [[nodiscard]] std::uint64_t others() const { return m_others; }

 private:
  static constexpr std::size_t kSlots = 1u << 12;
  struct Slot {
    std::uint64_t hash = 0;
    std::string_view text;  ///< in the table, which keeps it
    Name code = 0;
  };
  Name intern(std::string_view text);
  Name prefixed(std::vector<Name>& known, std::string_view prefix, Name service);

  NameTable& m_names;
  std::vector<Slot> m_slots;  ///< each name has one place, and takes it from who has it
  std::vector<Name> m_calls;
  std::vector<Name> m_locals;
  std::uint64_t m_others = 0;
};

}  // namespace rheo::files
