// SPDX-License-Identifier: Apache-2.0
#include "probes/src/ring_view.hpp"

#include <algorithm>
#include <cstring>

namespace rheo::probe {
namespace {

template <typename T>
T valueAt(const char* at) noexcept {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

}  // namespace

RingView::RingView(const ChunkPool& pool, const Stream::Held& held) noexcept
    : m_pool(pool),
      m_end(pool.chunkBytes() - sizeof(std::uint64_t)),
      m_position(held.position),
      m_last(held.last),
      m_chunksLeft(pool.count()) {
  enter(held.chunk);
}

const char* RingView::chunkBytes() const noexcept {
  return reinterpret_cast<const char*>(m_pool.chunk(m_chunk));
}

bool RingView::enter(std::uint32_t index) noexcept {
  m_chunk = 0;
  if (index == 0 || index > m_pool.count() || m_chunksLeft == 0) return false;
  --m_chunksLeft;
  m_chunk = index;
  m_offset = m_pool.chunk(index)->firstOffset;
  return m_offset >= sizeof(Chunk) && m_offset <= m_end && m_offset % 8 == 0;
}

bool RingView::enterNext() noexcept {
  return enter(m_pool.chunk(m_chunk)->next.load(std::memory_order_acquire));
}

bool RingView::next(char* into, std::size_t room) noexcept {
  if (m_chunk == 0 || m_position >= m_last) return false;
  std::uint32_t bytes = 0;
  while ((bytes = valueAt<std::uint32_t>(chunkBytes() + m_offset)) == 0) {
    if (!enterNext()) return false;
  }
  if (bytes % 8 != 0 || bytes > room || !copy(into, bytes) || !isRecord(into, bytes)) {
    m_chunk = 0;
    return false;
  }
  ++m_position;
  return true;
}

bool RingView::copy(char* into, std::size_t bytes) noexcept {
  const std::size_t here = std::min(bytes, m_end - m_offset);
  std::memcpy(into, chunkBytes() + m_offset, here);
  m_offset += here;
  // A long record goes on in chunks of its own; the last one says where the next record begins.
  for (std::size_t done = here; done < bytes;) {
    if (!enterNext()) return false;
    const std::size_t more = std::min(bytes - done, m_end - sizeof(Chunk));
    std::memcpy(into + done, chunkBytes() + sizeof(Chunk), more);
    done += more;
  }
  return true;
}

bool isRecord(const char* record, std::size_t bytes) noexcept {
  if (bytes < sizeof(RecordHead)) return false;
  const auto head = valueAt<RecordHead>(record);
  std::size_t whole = sizeof(RecordHead) + groupBytes(head.groups);
  if (head.groups > 31 || whole > bytes) return false;
  const char* at = record + whole;
  if (head.groups & kHasPayload) {
    at -= sizeof(PayloadSizes);
    whole += valueAt<PayloadSizes>(at).captured;
  }
  if (head.groups & kHasTexts) {
    const auto sizes = valueAt<TextSizes>(at - sizeof(TextSizes));
    whole += std::size_t{sizes.producer} + sizes.key + sizes.sagaKey + sizes.attributes;
  }
  return whole <= bytes;
}

}  // namespace rheo::probe
