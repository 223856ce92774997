// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rheo::query {

/// A compiled RE2 pattern: linear time whatever the pattern, bounded memory. Thread-safe.
class Regex {
 public:
  explicit Regex(std::string_view pattern);
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  [[nodiscard]] bool ok() const;
  /// Why the pattern is refused; empty when ok().
  [[nodiscard]] std::string error() const;
  /// True if the pattern is found anywhere in the text; false when not ok().
  [[nodiscard]] bool matches(std::string_view text) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

/// What SQL calls `regexp_match(pattern, text)`: the same as Regex(pattern).matches(text), with the
/// last patterns of the thread kept compiled. A malformed pattern matches nothing.
bool regexMatches(std::string_view pattern, std::string_view text);

}  // namespace rheo::query
