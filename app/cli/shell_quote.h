// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace rheo::cli {

/// The text as one word of a POSIX shell: what we print can be pasted, whatever it holds.
inline std::string shellQuote(std::string_view text) {
  std::string word = "'";
  for (const char c : text) c == '\'' ? word += "'\\''" : word += c;
  return word + '\'';
}

}  // namespace rheo::cli
