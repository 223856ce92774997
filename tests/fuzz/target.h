// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What each fuzz_*.cpp defines: libFuzzer's entry, and inputs to start from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
std::vector<std::string> fuzzSeeds();

/// Ends the process, so that any driver sees a broken promise as a crash.
void fuzzRequire(bool held, const char* promise);
