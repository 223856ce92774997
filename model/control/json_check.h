// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rheo::control {

/// Where a text stops being JSON.
struct JsonFault {
  std::size_t offset = 0;
  std::string what;
};

/// Strict RFC 8259, at most 64 levels deep; never recurses without bound. True when the text is one
/// JSON value.
bool isJson(std::string_view text, JsonFault* fault = nullptr);
bool isJsonObject(std::string_view text, JsonFault* fault = nullptr);
/// The text as a JSON string with its quotes.
std::string jsonString(std::string_view text);

}  // namespace rheo::control
