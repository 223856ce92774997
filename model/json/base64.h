// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rheo {

/// RFC 4648, with padding.
std::string toBase64(std::string_view bytes);
/// Nothing when a character is none of the alphabet; padding is optional, spaces are not allowed.
std::optional<std::string> fromBase64(std::string_view text);

}  // namespace rheo
