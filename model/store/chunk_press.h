// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <thread>

#include "model/store/chunk_codec.h"
#include "model/store/columns.h"

namespace rheo::store {

/// Encodes full chunks on a thread of its own, in the order they come, while their writer gathers
/// the next and writes those before. Holds a few at once and keeps their memory. One thread puts
/// and takes; the thread of its own starts with the first chunk.
class ChunkPress {
 public:
  struct Chunk {
    std::uint64_t firstRow = 0;
    EncodedChunk encoded;
  };

  ChunkPress() = default;
  ~ChunkPress();
  ChunkPress(const ChunkPress&) = delete;
  ChunkPress& operator=(const ChunkPress&) = delete;

  [[nodiscard]] bool isEmpty() const { return m_put == m_taken; }
  /// One has to be taken before the next is put.
  [[nodiscard]] bool isFull() const { return m_put - m_taken == kRoom; }
  /// Takes all rows; `rows` is empty afterwards, with the memory of a chunk before.
  void put(std::uint64_t firstRow, Columns& rows);
  /// The oldest one; waits until it is encoded. There has to be one, and it stays until pop().
  const Chunk& oldest();
  void pop() { ++m_taken; }
  /// Forgets what was put.
  void clear();

 private:
  static constexpr std::size_t kRoom = 3;
  struct Place {
    Columns rows;
    Chunk chunk;
  };

  Place& place(std::uint64_t number) { return m_places[number % kRoom]; }
  void run();

  std::array<Place, kRoom> m_places;
  std::uint64_t m_put = 0;  ///< as m_taken, of the thread that puts and takes
  std::uint64_t m_taken = 0;

  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::uint64_t m_ready = 0;    ///< may be encoded, up to here
  std::uint64_t m_encoded = 0;  ///< is, up to here
  bool m_closing = false;
  std::thread m_thread;
};

}  // namespace rheo::store
