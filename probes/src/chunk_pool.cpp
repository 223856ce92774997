// SPDX-License-Identifier: Apache-2.0
#include "probes/src/chunk_pool.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <new>

namespace rheo::probe {
namespace {
constexpr std::size_t kMinChunk = 1u << 10;
constexpr std::size_t kMaxChunk = 16u << 10;
constexpr std::size_t kMinBytes = 8u << 10;
constexpr std::size_t kMaxBytes = std::size_t{1} << 34;
}  // namespace

ChunkPool::~ChunkPool() {
  if (m_memory != nullptr) munmap(m_memory, m_bytes);
}

bool ChunkPool::open(std::size_t bytes) noexcept {
  bytes = std::clamp(bytes, kMinBytes, kMaxBytes);
  m_chunkBytes = std::clamp(std::bit_floor(bytes / 32), kMinChunk, kMaxChunk);
  m_count = static_cast<std::uint32_t>(bytes / m_chunkBytes);
  m_bytes = m_count * m_chunkBytes;
  m_next.reset(new (std::nothrow) std::atomic<std::uint32_t>[m_count + 1]());
  void* memory = mmap(nullptr, m_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED || !m_next) {
    if (memory != MAP_FAILED) munmap(memory, m_bytes);
    m_count = 0;
    return false;
  }
  m_memory = static_cast<char*>(memory);
  m_free.store(static_cast<std::int32_t>(m_count), std::memory_order_relaxed);
  return true;
}

std::uint32_t ChunkPool::pop() noexcept {
  std::uint64_t head = m_head.load(std::memory_order_acquire);
  while (static_cast<std::uint32_t>(head) != 0) {
    const auto index = static_cast<std::uint32_t>(head);
    const std::uint64_t next =
        ((head >> 32) + 1) << 32 | m_next[index].load(std::memory_order_relaxed);
    if (m_head.compare_exchange_weak(head, next, std::memory_order_acq_rel)) return index;
  }
  if (m_fresh.load(std::memory_order_relaxed) > m_count) return 0;
  const std::uint32_t fresh = m_fresh.fetch_add(1, std::memory_order_relaxed);
  return fresh <= m_count ? fresh : 0;
}

std::uint32_t ChunkPool::take(bool frugal) noexcept {
  if (!frugal && available() <= m_count / 8) return 0;
  const std::uint32_t index = pop();
  if (index == 0) return 0;
  m_free.fetch_sub(1, std::memory_order_relaxed);
  Chunk* head = chunk(index);
  head->next.store(0, std::memory_order_relaxed);
  head->records = 0;
  head->firstOffset = sizeof(Chunk);
  return index;
}

void ChunkPool::give(std::uint32_t index) noexcept {
  std::uint64_t head = m_head.load(std::memory_order_relaxed);
  std::uint64_t next = 0;
  do {
    m_next[index].store(static_cast<std::uint32_t>(head), std::memory_order_relaxed);
    next = ((head >> 32) + 1) << 32 | index;
  } while (!m_head.compare_exchange_weak(head, next, std::memory_order_acq_rel,
                                         std::memory_order_relaxed));
  m_free.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace rheo::probe
