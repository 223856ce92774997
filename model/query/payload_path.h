// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rheo::query {

/// One step into a JSON value: a member's name, or an element's index.
struct PathStep {
  std::string name;
  std::int32_t index = -1;  ///< >= 0: element of an array
  friend bool operator==(const PathStep&, const PathStep&) = default;
};
using PayloadPath = std::vector<PathStep>;

constexpr std::size_t kMaxPathSteps = 16;
constexpr std::int32_t kMaxPathIndex = 1'000'000;

/// "items[0].sku"; names that are not plain words are quoted: a."b-c".
std::string printPath(const PayloadPath& path);
/// Reads what printPath() writes; empty when malformed.
std::optional<PayloadPath> parsePath(std::string_view text);

/// A scalar found in a payload. Objects, arrays, null and what is not there are Missing.
struct PayloadValue {
  enum class Kind : std::uint8_t { Missing, Bool, Integer, Real, Text };
  Kind kind = Kind::Missing;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;  ///< decoded
};

/// Follows the path through JSON without building a tree: one pass, no recursion, no allocation but
/// a found string. Reads only as far as needed, so that a value ahead of a cut or of damage is
/// still found. Of equal member names the first counts.
PayloadValue payloadAt(std::string_view json, const PayloadPath& path);

}  // namespace rheo::query
