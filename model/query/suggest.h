// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rheo::query {

/// Edits (insert, remove, replace, swap neighbours; case ignored) that turn one word into the
/// other.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate that was most likely meant by `word`, or empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace rheo::query
