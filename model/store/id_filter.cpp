// SPDX-License-Identifier: Apache-2.0
#include "model/store/id_filter.h"

#include <algorithm>

namespace rheo::store {
namespace {

constexpr int kProbes = 6;
constexpr std::size_t kBitsPerId = 12;

// Ids from outside need not be random: both halves go through a finaliser.
std::uint64_t hashOf(Id128 id) {
  std::uint64_t h = id.hi * 0x9E37'79B9'7F4A'7C15ull ^ id.lo;
  h = (h ^ (h >> 31)) * 0xBF58'476D'1CE4'E5B9ull;
  h = (h ^ (h >> 27)) * 0x94D0'49BB'1331'11EBull;
  return h ^ (h >> 31);
}

template <class Probe>
bool everyProbe(std::size_t bits, Id128 id, Probe probe) {
  std::uint64_t h = hashOf(id);
  const std::uint64_t stride = (h >> 32) | 1;
  for (int i = 0; i < kProbes; ++i, h += stride) {
    // A remainder of 32 bits is several times cheaper than one of 64.
    if (!probe(static_cast<std::uint32_t>(h) % static_cast<std::uint32_t>(bits))) return false;
  }
  return true;
}

}  // namespace

std::string makeIdFilter(std::span<const Id128> ids) {
  std::string filter(std::max<std::size_t>(8, ids.size() * kBitsPerId / 8), '\0');
  for (const Id128& id : ids) {
    everyProbe(filter.size() * 8, id, [&](std::size_t bit) {
      filter[bit / 8] = static_cast<char>(filter[bit / 8] | (1 << (bit % 8)));
      return true;
    });
  }
  return filter;
}

bool mayContain(std::string_view filter, Id128 id) {
  if (filter.empty()) return true;
  return everyProbe(filter.size() * 8, id,
                    [&](std::size_t bit) { return (filter[bit / 8] >> (bit % 8) & 1) != 0; });
}

}  // namespace rheo::store
