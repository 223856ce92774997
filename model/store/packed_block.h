// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rheo::store {

/// Largest block that is ever inflated: what a hostile file can make us allocate at once.
constexpr std::size_t kMaxBlockBytes = std::size_t{192} << 20;

/// LZ4 with a checksum in front: u64 checksum of what follows, u32 raw size (top bit: stored
/// as it is), bytes; little endian. `haste` is LZ4's acceleration: more of it finds less.
void packBlock(std::string_view raw, std::string& out, int haste = 1);
/// False when the block is damaged or claims more than kMaxBlockBytes.
[[nodiscard]] bool unpackBlock(std::string_view packed, std::string& raw);

}  // namespace rheo::store
