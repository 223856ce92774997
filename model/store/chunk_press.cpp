// SPDX-License-Identifier: Apache-2.0
#include "model/store/chunk_press.h"

#include <utility>

namespace rheo::store {

ChunkPress::~ChunkPress() {
  if (!m_thread.joinable()) return;
  {
    const std::lock_guard lock(m_mutex);
    m_closing = true;
  }
  m_changed.notify_all();
  m_thread.join();
}

void ChunkPress::put(std::uint64_t firstRow, Columns& rows) {
  Place& free = place(m_put);
  free.chunk.firstRow = firstRow;
  std::swap(free.rows, rows);
  rows.clear();
  ++m_put;
  {
    const std::lock_guard lock(m_mutex);
    m_ready = m_put;
  }
  m_changed.notify_all();
  if (!m_thread.joinable()) m_thread = std::thread([this] { run(); });
}

const ChunkPress::Chunk& ChunkPress::oldest() {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_encoded > m_taken; });
  return place(m_taken).chunk;
}

void ChunkPress::clear() {
  while (!isEmpty()) {
    (void)oldest();
    pop();
  }
}

void ChunkPress::run() {
  ChunkEncoder encoder;
  std::unique_lock lock(m_mutex);
  while (true) {
    m_changed.wait(lock, [this] { return m_closing || m_ready > m_encoded; });
    if (m_closing) return;
    Place& next = place(m_encoded);
    lock.unlock();
    encoder.encode(next.rows, 0, next.rows.size(), next.chunk.encoded);
    lock.lock();
    ++m_encoded;
    m_changed.notify_all();
  }
}

}  // namespace rheo::store
