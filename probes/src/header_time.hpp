// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rheo::probe {

/// RFC 3339 in UTC, to the nanosecond: 2024-02-29T12:00:00.000000001Z.
std::string headerTime(std::int64_t unixNs);
/// Unix ns of an RFC 3339 time with any offset; 0 when it is none or beyond what nanoseconds reach.
std::int64_t parseHeaderTime(std::string_view text) noexcept;

}  // namespace rheo::probe
