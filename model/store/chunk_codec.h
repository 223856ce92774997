// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/store/byte_buffer.h"
#include "model/store/columns.h"
#include "model/store/id_dictionary.h"

namespace rheo::store {

/// Events of a full chunk, and the text bytes that close one earlier.
constexpr std::size_t kChunkEvents = 4096;
constexpr std::size_t kChunkTextBytes = std::size_t{4} << 20;
/// In front of a hot block of format 2; those of format 1 begin with 0 or 1.
constexpr std::string_view kPlanesMark("\2", 1);
/// What a reader accepts.
constexpr std::size_t kMaxChunkEvents = 65'536;

/// One chunk as it is stored; see README.md for the bytes.
struct EncodedChunk {
  std::size_t count = 0;
  TimeNs fromNs = 0;  ///< earliest and latest time, both included
  TimeNs toNs = 0;
  std::string cells;                  ///< distinct cells, ascending, varint deltas
  std::string filter;                 ///< of all its ids
  std::array<std::string, 4> groups;  ///< hot, ids, text, payload
};

/// Turns a run of rows into a chunk; keeps its scratch memory between calls. One thread.
class ChunkEncoder {
 public:
  void encode(const Columns& columns, std::size_t from, std::size_t to, EncodedChunk& out);

 private:
  void putIds(const Columns& columns, std::size_t from, std::size_t to, std::string& filter);
  void listCells(std::span<const std::uint32_t> cells, std::string& out);

  ByteBuffer m_raw;
  std::vector<std::int64_t> m_scratch;
  std::vector<bool> m_present;  ///< by cell
  IdDictionary<Id128> m_ids;
  IdDictionary<std::uint64_t> m_spans;
};

/// Decodes one group (a single bit of Group) into `out`. False when the bytes are damaged; `out` is
/// then without that group. Cells are checked against `cellCount`, kinds and stages are not.
[[nodiscard]] bool decodeGroup(Group group, std::string_view packed, std::size_t count,
                               std::uint32_t cellCount, Columns& out);
/// Whether the ids of a chunk have one among them: several times cheaper than decoding them. True
/// when the bytes are damaged, so that decoding them says so.
[[nodiscard]] bool idGroupHolds(std::string_view packed, std::size_t count, Id128 id);
[[nodiscard]] bool decodeCellList(std::string_view bytes, std::uint32_t cellCount,
                                  std::vector<std::uint32_t>& out);

}  // namespace rheo::store
