// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include "probes/src/chunk_pool.hpp"
#include "probes/src/record.hpp"

namespace rheo::probe {

/// One single-producer, single-consumer ring made of pool chunks, written by one thread at a time
/// and read by the sender. When a thread ends its stream is adopted by the next new one, so there
/// are as many streams as there ever were threads at once. Position n is the n-th accepted record.
/// Unacknowledged records stay: `tail` <= `read` <= accepted.
class alignas(64) Stream {
 public:
  Stream(ChunkPool& pool, std::uint32_t id, bool overwrite) noexcept
      : m_pool(pool), m_id(id), m_overwrite(overwrite) {}

  // --- the owning thread ---
  bool adopt() noexcept {
    bool expected = false;
    return !m_owned.load(std::memory_order_relaxed) &&
           m_owned.compare_exchange_strong(expected, true, std::memory_order_acquire);
  }
  void release() noexcept { m_owned.store(false, std::memory_order_release); }

  /// Appends, or counts a drop.
  bool append(const Sighting& s) noexcept;
  /// The same for who writes the record himself, if it fits the room() of the chunk: at end(), with
  /// nextSeq(), then commit().
  [[nodiscard]] std::size_t room() const noexcept { return static_cast<std::size_t>(m_end - m_at); }
  [[nodiscard]] char* end() const noexcept { return m_at; }
  [[nodiscard]] std::uint64_t nextSeq() const noexcept {
    return m_accepted.load(std::memory_order_relaxed) + m_dropped.load(std::memory_order_relaxed) +
           1;
  }
  [[gnu::always_inline]] void commit(char* end) noexcept {
    ++m_chunkRecords;
    m_at = end;
    publish();
  }
  void countDrops(std::uint64_t count) noexcept {
    m_dropped.store(m_dropped.load(std::memory_order_relaxed) + count, std::memory_order_release);
  }

  void leaveOut() noexcept {
    m_leftOut.store(m_leftOut.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }

  // --- any thread ---
  [[nodiscard]] std::uint32_t id() const noexcept { return m_id; }
  [[nodiscard]] std::uint64_t accepted() const noexcept {
    return m_accepted.load(std::memory_order_acquire);
  }
  [[nodiscard]] std::uint64_t dropped() const noexcept {
    return m_dropped.load(std::memory_order_acquire);
  }
  /// Emits that a collector did not want; in neither of those.
  [[nodiscard]] std::uint64_t leftOut() const noexcept {
    return m_leftOut.load(std::memory_order_acquire);
  }
  [[nodiscard]] std::uint64_t ackedPosition() const noexcept {
    return m_acked.load(std::memory_order_acquire);
  }
  [[nodiscard]] std::uint64_t overwritten() const noexcept {
    return m_overwritten.load(std::memory_order_acquire);
  }
  /// Sent once, never acknowledged, and overwritten: whether a collector has them is not known.
  /// They keep their positions.
  [[nodiscard]] std::uint64_t abandoned() const noexcept {
    return m_abandoned.load(std::memory_order_acquire);
  }
  /// Emits that a collector accounted for, or that were abandoned.
  [[nodiscard]] std::uint64_t ackedSeq() const noexcept {
    return m_ackedSeq.load(std::memory_order_relaxed);
  }
  /// What a collector said itself; less than acked once something was abandoned.
  [[nodiscard]] wire::StreamState confirmed() const noexcept {
    return {m_id, m_confirmedPosition, m_confirmedSeq};
  }
  /// Position and emit count together: the drops are read first, so that an emit in progress never
  /// shows up as lost.
  [[nodiscard]] wire::StreamState state() const noexcept;

  // --- the sender ---
  /// The next unread record, contiguous (`scratch` holds one that spans chunks); null if none.
  const char* peek(std::string& scratch) noexcept;
  void advance() noexcept;
  [[nodiscard]] std::uint64_t readPosition() const noexcept { return m_readPosition; }
  [[nodiscard]] std::uint64_t unread() const noexcept;
  /// Frees everything sent up to `position`, and skips what of it is unread. `seq`: accounted for.
  /// Ignored for positions that were never sent.
  void acknowledge(std::uint64_t position, std::uint64_t seq) noexcept;
  /// Reads again from `position` + 1, but never below what is acknowledged.
  void rewind(std::uint64_t position) noexcept;
  /// Held by the sender while it reads, by a dump, and by a producer while it overwrites: producers
  /// never wait for it.
  bool tryLock() noexcept { return !m_lock.exchange(true, std::memory_order_acquire); }
  /// For the sender: a producer holds it for a few instructions, a dump while it writes.
  void lock() noexcept {
    for (int tries = 0; !tryLock(); ++tries) {
      if (tries < kYields)
        std::this_thread::yield();
      else
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
  }
  void unlock() noexcept { m_lock.store(false, std::memory_order_release); }

  /// Where the records begin that are still here, and what the last of them is.
  struct Held {
    std::uint32_t chunk;     ///< 0 = none
    std::uint64_t position;  ///< before the chunk's first record
    std::uint64_t last;      ///< position of the newest record
    std::uint64_t lastSeq;   ///< emits up to now
  };
  /// For who holds the lock.
  [[nodiscard]] Held held() const noexcept;

  Stream* nextStream = nullptr;  ///< registry list; set before the stream is public

 private:
  static constexpr int kYields = 64;

  void publish() noexcept {
    m_accepted.store(m_accepted.load(std::memory_order_relaxed) + 1, std::memory_order_release);
  }
  char* writeHead(char* at, const Sighting& s, std::size_t bytes) noexcept;
  [[nodiscard]] std::size_t capacity() const noexcept {
    return m_pool.chunkBytes() - sizeof(Chunk) - sizeof(std::uint64_t);
  }
  char* makeRoom() noexcept;
  bool appendLong(const Sighting& s, std::size_t bytes) noexcept;
  void enter(std::uint32_t index) noexcept;
  void spill(std::string_view bytes, const std::uint32_t*& chunks) noexcept;
  std::uint32_t takeChunk() noexcept;
  std::uint32_t overwriteOldest() noexcept;
  void giveUpTail() noexcept;
  const char* locate() noexcept;
  void enterRead(std::uint32_t index) noexcept;
  void freeTail(std::uint64_t position) noexcept;
  [[nodiscard]] Chunk* chunk(std::uint32_t index) const noexcept { return m_pool.chunk(index); }

  // Producer's own line.
  char* m_at = nullptr;
  char* m_end = nullptr;  ///< the last word of a chunk is kept for the end mark
  std::uint32_t m_chunkRecords = 0;
  std::uint32_t m_writeChunk = 0;
  std::uint32_t m_taken = 0;
  // Written by the producer, read by the sender.
  alignas(64) std::atomic<std::uint64_t> m_accepted{0};
  std::atomic<std::uint64_t> m_dropped{0};
  std::atomic<std::uint64_t> m_leftOut{0};
  std::atomic<std::uint64_t> m_overwritten{0};
  std::atomic<std::uint64_t> m_abandoned{0};
  std::atomic<std::uint32_t> m_firstChunk{0};
  // The sender's.
  alignas(64) std::atomic<std::uint64_t> m_acked{0};
  std::atomic<std::uint64_t> m_ackedSeq{0};
  std::atomic<std::uint32_t> m_given{0};
  std::uint64_t m_readPosition = 0;  ///< last position read
  std::uint64_t m_sentPosition = 0;  ///< last position ever read
  std::uint64_t m_seenPosition = 0;  ///< last position known to be accepted
  std::uint64_t m_confirmedPosition = 0;
  std::uint64_t m_confirmedSeq = 0;
  std::uint64_t m_tailPosition = 0;  ///< last position before the tail chunk's first record
  std::uint32_t m_tailChunk = 0;
  std::uint32_t m_readChunk = 0;
  std::size_t m_readOffset = 0;
  // Rarely written.
  alignas(64) std::atomic<bool> m_owned{false};
  std::atomic<bool> m_lock{false};
  ChunkPool& m_pool;
  const std::uint32_t m_id;
  const bool m_overwrite;
};

}  // namespace rheo::probe
