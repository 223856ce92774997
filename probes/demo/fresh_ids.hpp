// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace rheo::demo {

/// Business ids for injected inputs: the given one if it is new here, otherwise a fresh one, so
/// that every injection starts a saga of its own.
class FreshIds {
 public:
  explicit FreshIds(const char* prefix) : m_prefix(prefix) {}

  /// Ids of this form and below the number are taken by the generator: "ord-000017".
  std::string choose(std::string_view given) {
    std::string id(given.substr(0, kMaxId));
    if (id.empty()) id = m_prefix + "-i" + std::to_string(++m_next);
    const bool generated = id.size() > m_prefix.size() && id.starts_with(m_prefix + "-") &&
                           id.find_first_not_of("0123456789", m_prefix.size() + 1) == id.npos;
    if (generated || m_used.contains(id)) id += "-r" + std::to_string(++m_next);
    if (m_used.size() < kMaxUsed) m_used.insert(id);
    return id;
  }

 private:
  static constexpr std::size_t kMaxId = 40;
  static constexpr std::size_t kMaxUsed = 100'000;
  std::string m_prefix;
  std::unordered_set<std::string> m_used;
  unsigned m_next = 0;
};

}  // namespace rheo::demo
