// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/ids.h"

namespace rheo::store {

/// Bloom filters over the ids of chunks (event, trace and causation ids alike): 20 bits an id and 6
/// probes, so that one look-up in a thousand opens a chunk in vain. A filter has slices of one
/// size, and an id is in one of them: the same slices of many chunks lie side by side in the file,
/// and a look-up reads nothing else.
constexpr std::size_t kFilterSlices = 64;

/// The filter of one chunk: its slices, one after the other.
std::string makeIdFilter(std::span<const Id128> ids);

/// Where an id would be.
class IdProbe {
 public:
  explicit IdProbe(Id128 id);
  [[nodiscard]] std::size_t slice() const { return m_slice; }
  /// False only if the id is certainly not in a filter with this slice.
  [[nodiscard]] bool mayBeIn(std::string_view slice) const;
  /// The same of a whole filter. A malformed one rules nothing out.
  [[nodiscard]] bool mayBeInAll(std::string_view filter) const;
  /// The same of a filter of formats 1 to 3, which is one piece.
  [[nodiscard]] bool mayBeInPlain(std::string_view filter) const;

 private:
  friend std::string makeIdFilter(std::span<const Id128> ids);
  template <class Each>
  bool everyBit(std::size_t bits, Each each) const;

  std::uint64_t m_hash;
  std::uint32_t m_stride;
  std::size_t m_slice;
};

/// The filter of a chunk, by its first row.
struct ChunkFilter {
  std::uint64_t firstRow = 0;
  std::string filter;
};

/// One slice of many chunks: their number; of each the first row (from the one before) and its
/// bytes; then the slices.
std::string joinSlices(std::span<const ChunkFilter> chunks, std::size_t slice);
/// One chunk's part of what joinSlices() made.
struct ChunkSlice {
  std::uint64_t firstRow = 0;
  std::string_view bytes;
};
/// Takes it apart; false if it is malformed.
[[nodiscard]] bool splitSlices(std::string_view joined, std::vector<ChunkSlice>& to);

}  // namespace rheo::store
