// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

/// A service that says the same secret in everything it says. Apart from the test, which knows the
/// model's names.
namespace test {

inline const std::string kCanary = "canary-4111-1111-1111-1111";
constexpr std::uint64_t kCanaryEvents = 2000;

/// Runs to its end; `redact`: only the field "order" may leave. Returns what was not delivered.
std::uint64_t canaryHost(const std::string& endpoint, bool redact);

}  // namespace test
