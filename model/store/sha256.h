// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace rheo::store {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits; chains the audit entries.
std::string sha256Hex(std::string_view message);

}  // namespace rheo::store
