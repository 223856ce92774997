// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace rheo::probe {

/// Head of a chunk. Written by the thread that fills it; read by the sender once `next` says that
/// the chunk is closed (or a record in it is accepted).
struct Chunk {
  std::atomic<std::uint32_t> next;  ///< the chunk that follows; 0 while this one is being filled
  std::uint32_t records;            ///< records that begin here; valid once closed
  std::uint32_t firstOffset;        ///< where the first of them begins
  std::uint32_t unused;
};

/// All ring memory of a probe: one mapping, cut into chunks that threads take and the sender gives
/// back. So the whole is bounded, one busy thread may use nearly all of it, and untouched chunks
/// cost nothing. Indices are from 1; 0 = none. Lock-free; take and give are ~20 ns, once per chunk
/// of events.
class ChunkPool {
 public:
  ChunkPool() = default;
  ~ChunkPool();
  ChunkPool(const ChunkPool&) = delete;
  ChunkPool& operator=(const ChunkPool&) = delete;

  /// Maps `bytes`; false when the system refuses.
  bool open(std::size_t bytes) noexcept;
  /// The last eighth is kept for threads that hold little (`frugal`), so that a flooding thread
  /// does not silence the quiet ones.
  std::uint32_t take(bool frugal) noexcept;
  void give(std::uint32_t index) noexcept;

  [[nodiscard]] Chunk* chunk(std::uint32_t index) const noexcept {
    return reinterpret_cast<Chunk*>(m_memory + (index - 1) * m_chunkBytes);
  }
  [[nodiscard]] std::size_t chunkBytes() const noexcept { return m_chunkBytes; }
  [[nodiscard]] std::uint32_t count() const noexcept { return m_count; }
  [[nodiscard]] std::uint32_t available() const noexcept {
    const std::int32_t free = m_free.load(std::memory_order_relaxed);
    return free > 0 ? static_cast<std::uint32_t>(free) : 0;
  }

 private:
  std::uint32_t pop() noexcept;

  char* m_memory = nullptr;
  std::size_t m_bytes = 0;
  std::size_t m_chunkBytes = 0;
  std::uint32_t m_count = 0;
  std::unique_ptr<std::atomic<std::uint32_t>[]> m_next;
  alignas(64) std::atomic<std::uint64_t> m_head{0};  ///< tag << 32 | index: no ABA
  std::atomic<std::int32_t> m_free{0};
  std::atomic<std::uint32_t> m_fresh{1};  ///< chunks from here were never used
};

}  // namespace rheo::probe
