// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace rheo::demo {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kS = 1'000'000'000;

/// Unix time, for what is stamped on messages.
std::int64_t wallNs();
/// Monotonic time, for schedules.
std::int64_t steadyNs();
/// Sleeps until steadyNs() reaches the time.
void sleepUntil(std::int64_t steady);

}  // namespace rheo::demo
