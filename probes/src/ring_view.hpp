// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "probes/src/chunk_pool.hpp"
#include "probes/src/stream.hpp"

namespace rheo::probe {

/// Walks over what a stream holds and changes nothing. Whoever holds the stream's lock sees every
/// record; without it (the process is crashing) some may be torn or missing, but nothing is read
/// outside of the pool and the walk ends. Allocates nothing.
class RingView {
 public:
  RingView(const ChunkPool& pool, const Stream::Held& held) noexcept;

  /// Copies the next record, whole and checked for readRecord(), to `into`. False at the end, or
  /// when the bytes are no record.
  bool next(char* into, std::size_t room) noexcept;
  /// Of the record last copied.
  [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }

 private:
  bool enter(std::uint32_t index) noexcept;
  bool enterNext() noexcept;
  bool copy(char* into, std::size_t bytes) noexcept;
  [[nodiscard]] const char* chunkBytes() const noexcept;

  const ChunkPool& m_pool;
  const std::size_t m_end;  ///< where records of a chunk end
  std::uint64_t m_position;
  const std::uint64_t m_last;
  std::uint32_t m_chunk = 0;
  std::uint32_t m_chunksLeft;  ///< no walk visits more than there are
  std::size_t m_offset = 0;
};

/// True if the sizes that a record names fit its length.
bool isRecord(const char* record, std::size_t bytes) noexcept;

}  // namespace rheo::probe
