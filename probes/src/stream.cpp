// SPDX-License-Identifier: Apache-2.0
#include "probes/src/stream.hpp"

#include <algorithm>
#include <cstddef>
#include <new>

namespace rheo::probe {
namespace {

constexpr std::size_t kMaxSpan = 128;       // chunks of one record
constexpr std::uint32_t kFrugalChunks = 4;  // a thread that holds fewer may use the pool's reserve

std::uint32_t recordBytes(const char* at) noexcept {
  std::uint32_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

}  // namespace

wire::StreamState Stream::state() const noexcept {
  const std::uint64_t lost = dropped();
  const std::uint64_t gone = overwritten();
  const std::uint64_t taken = accepted();
  return {m_id, taken - gone, taken + lost};
}

Stream::Held Stream::held() const noexcept {
  const wire::StreamState now = state();  // first: what it counts is written
  const std::uint32_t first = m_firstChunk.load(std::memory_order_acquire);
  return {m_tailChunk != 0 ? m_tailChunk : first, m_tailPosition, now.lastPosition, now.lastSeq};
}

// --- the owning thread ---

void Stream::enter(std::uint32_t index) noexcept {
  if (m_writeChunk == 0) {
    m_firstChunk.store(index, std::memory_order_release);
  } else {
    std::memset(m_at, 0, sizeof(std::uint32_t));  // end mark
    Chunk* full = chunk(m_writeChunk);
    full->records = m_chunkRecords;
    full->next.store(index, std::memory_order_release);
  }
  m_writeChunk = index;
  m_chunkRecords = 0;
  m_at = reinterpret_cast<char*>(chunk(index)) + sizeof(Chunk);
  m_end = m_at + capacity();
}

std::uint32_t Stream::takeChunk() noexcept {
  const bool frugal = m_taken - m_given.load(std::memory_order_relaxed) < kFrugalChunks;
  std::uint32_t index = m_pool.take(frugal);
  if (index == 0 && m_overwrite) index = overwriteOldest();
  if (index != 0) ++m_taken;
  return index;
}

char* Stream::makeRoom() noexcept {
  const std::uint32_t index = takeChunk();
  if (index == 0) {
    countDrops(1);
    return nullptr;
  }
  enter(index);
  return m_at;
}

/// Continues in further chunks. In those nothing begins until the record ends; the first one is
/// left alone, as the sender may enter it meanwhile: it looks empty until the record is published.
void Stream::spill(std::string_view bytes, const std::uint32_t*& chunks) noexcept {
  while (!bytes.empty()) {
    if (m_at == m_end) {
      enter(*chunks++);
      chunk(m_writeChunk)->firstOffset =
          static_cast<std::uint32_t>(m_pool.chunkBytes() - sizeof(std::uint64_t));
    }
    const auto size = std::min(bytes.size(), static_cast<std::size_t>(m_end - m_at));
    m_at = put(m_at, bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
}

char* Stream::writeHead(char* at, const Sighting& s, std::size_t bytes) noexcept {
  RecordHead& head = *std::launder(reinterpret_cast<RecordHead*>(at));
  head.bytes = static_cast<std::uint32_t>(bytes);
  head.groups = s.groups;
  head.stage = static_cast<std::uint8_t>(s.stage);
  head.kind = s.kind;
  head.flags = s.flags;
  head.attempt = s.attempt;
  head.schemaVersion = s.schemaVersion;
  head.topic = s.topic;
  head.type = s.type;
  head.unused = 0;
  head.seq = nextSeq();
  head.timeNs = s.timeNs;
  head.eventId = s.eventId;
  head.traceId = s.traceId;
  head.spanId = s.spanId;
  at += sizeof head;
  if (s.groups & kHasCause) at = put(at, s.cause);
  if (s.groups & kHasRoles) at = put(at, s.roles);
  if (s.groups & kHasTimes) at = put(at, s.times);
  if (s.groups & kHasTexts)
    at = put(at, TextSizes{static_cast<std::uint32_t>(s.producer.size()),
                           static_cast<std::uint32_t>(s.key.size()),
                           static_cast<std::uint32_t>(s.sagaKey.size()),
                           static_cast<std::uint32_t>(s.attributes.size())});
  if (s.groups & kHasPayload)
    at = put(at, PayloadSizes{static_cast<std::uint32_t>(s.payload.size()), s.payloadSize});
  return at;
}

bool Stream::append(const Sighting& s) noexcept {
  std::size_t body = 0;
  if (s.groups & kHasTexts)
    body = s.producer.size() + s.key.size() + s.sagaKey.size() + s.attributes.size();
  if (s.groups & kHasPayload) body += s.payload.size();
  const std::size_t bytes = recordBytes(s.groups, body);
  if (bytes > capacity()) return appendLong(s, bytes);
  char* at = bytes <= room() ? m_at : makeRoom();
  if (at == nullptr) return false;
  char* rest = writeHead(at, s, bytes);
  if (s.groups & kHasTexts)
    for (const auto text : {s.producer, s.key, s.sagaKey, s.attributes}) rest = put(rest, text);
  if (s.groups & kHasPayload) put(rest, s.payload);
  commit(at + bytes);
  return true;
}

bool Stream::appendLong(const Sighting& s, std::size_t bytes) noexcept {
  std::uint32_t chunks[kMaxSpan];
  const std::size_t count = (bytes + capacity() - 1) / capacity();
  std::size_t taken = 0;
  while (count <= kMaxSpan && taken < count && (chunks[taken] = takeChunk()) != 0) ++taken;
  if (taken < count) {
    for (std::size_t i = 0; i < taken; ++i) m_pool.give(chunks[i]);
    m_taken -= static_cast<std::uint32_t>(taken);
    countDrops(1);
    return false;
  }
  enter(chunks[0]);
  const std::uint32_t* next = chunks + 1;
  m_at = writeHead(m_at, s, bytes);
  m_chunkRecords = 1;
  if (s.groups & kHasTexts)
    for (const auto text : {s.producer, s.key, s.sagaKey, s.attributes}) spill(text, next);
  if (s.groups & kHasPayload) spill(s.payload, next);
  const auto odd = reinterpret_cast<std::uintptr_t>(m_at) & 7;
  if (odd != 0) m_at += 8 - odd;
  Chunk* last = chunk(m_writeChunk);
  last->firstOffset = static_cast<std::uint32_t>(m_at - reinterpret_cast<char*>(last));
  publish();
  return true;
}

/// The records of the tail chunk make room. What was never sent gives its position to its
/// successor; what was sent, and taken back when the connection ended, may be committed: it keeps
/// its own.
void Stream::giveUpTail() noexcept {
  const std::uint64_t end = m_tailPosition + chunk(m_tailChunk)->records;
  const std::uint64_t kept = std::min(end, std::max(m_sentPosition, m_readPosition));
  m_abandoned.store(abandoned() + kept - m_readPosition, std::memory_order_release);
  m_overwritten.store(overwritten() + end - kept, std::memory_order_release);
  std::uint64_t seq = m_ackedSeq.load(std::memory_order_relaxed);
  while (m_readPosition < kept) {
    std::memcpy(&seq, locate() + offsetof(RecordHead, seq), sizeof seq);
    advance();
  }
  m_ackedSeq.store(seq, std::memory_order_relaxed);
  m_acked.store(kept, std::memory_order_release);
  m_tailPosition = kept;
}

std::uint32_t Stream::overwriteOldest() noexcept {
  if (!tryLock()) return 0;
  std::uint32_t freed = 0;
  if (m_tailChunk == 0) enterRead(m_tailChunk = m_firstChunk.load(std::memory_order_acquire));
  // Nothing is on its way to a collector, and the chunk is closed.
  if (m_tailChunk != 0 && m_readPosition == m_acked.load(std::memory_order_relaxed)) {
    Chunk* oldest = chunk(m_tailChunk);
    const std::uint32_t next = oldest->next.load(std::memory_order_acquire);
    if (next != 0) {
      giveUpTail();
      freed = m_tailChunk;
      enterRead(m_tailChunk = next);
      oldest->next.store(0, std::memory_order_relaxed);
      oldest->records = 0;
      oldest->firstOffset = sizeof(Chunk);
      m_given.fetch_add(1, std::memory_order_relaxed);
    }
  }
  unlock();
  return freed;
}

// --- the sender ---

std::uint64_t Stream::unread() const noexcept {
  return accepted() - overwritten() - m_readPosition;
}

void Stream::enterRead(std::uint32_t index) noexcept {
  m_readChunk = index;
  m_readOffset = index != 0 ? chunk(index)->firstOffset : 0;
}

/// Where the next unread record begins; its head is in one piece.
const char* Stream::locate() noexcept {
  const char* at = reinterpret_cast<const char*>(chunk(m_readChunk)) + m_readOffset;
  while (recordBytes(at) == 0) {
    enterRead(chunk(m_readChunk)->next.load(std::memory_order_acquire));
    at = reinterpret_cast<const char*>(chunk(m_readChunk)) + m_readOffset;
  }
  return at;
}

const char* Stream::peek(std::string& scratch) noexcept {
  // Asked for seldom: the line is the producer's, who writes it with every emit.
  if (m_overwrite || m_readPosition >= m_seenPosition) m_seenPosition = accepted() - overwritten();
  if (m_readPosition >= m_seenPosition) return nullptr;
  if (m_readChunk == 0) enterRead(m_tailChunk = m_firstChunk.load(std::memory_order_acquire));
  const char* at = locate();
  const std::uint32_t bytes = recordBytes(at);
  const std::size_t end = m_pool.chunkBytes() - sizeof(std::uint64_t);
  if (bytes <= end - m_readOffset) return at;
  scratch.assign(at, end - m_readOffset);
  for (std::uint32_t index = m_readChunk; scratch.size() < bytes;) {
    index = chunk(index)->next.load(std::memory_order_acquire);
    const auto size = std::min<std::size_t>(bytes - scratch.size(), capacity());
    scratch.append(reinterpret_cast<const char*>(chunk(index)) + sizeof(Chunk), size);
  }
  return scratch.data();
}

void Stream::advance() noexcept {
  const std::size_t end = m_pool.chunkBytes() - sizeof(std::uint64_t);
  const std::size_t bytes =
      recordBytes(reinterpret_cast<const char*>(chunk(m_readChunk)) + m_readOffset);
  m_sentPosition = std::max(m_sentPosition, ++m_readPosition);
  if (bytes <= end - m_readOffset) {
    m_readOffset += bytes;
    return;
  }
  std::size_t left = bytes - (end - m_readOffset);
  for (;; left -= capacity()) {
    enterRead(chunk(m_readChunk)->next.load(std::memory_order_acquire));
    if (left <= capacity()) return;
  }
}

void Stream::acknowledge(std::uint64_t position, std::uint64_t seq) noexcept {
  // Nobody can have what was never sent, whatever they say.
  position = std::min(position, m_sentPosition);
  seq = std::min(seq, state().lastSeq);
  m_ackedSeq.store(std::max(ackedSeq(), seq), std::memory_order_relaxed);
  m_confirmedPosition = std::max(m_confirmedPosition, position);
  m_confirmedSeq = std::max(m_confirmedSeq, seq);
  // What a collector has already need not be read again after going back.
  std::string scratch;
  while (m_readPosition < position && peek(scratch) != nullptr) advance();
  if (position <= m_acked.load(std::memory_order_relaxed)) return;
  m_acked.store(position, std::memory_order_release);
  freeTail(position);
}

void Stream::freeTail(std::uint64_t position) noexcept {
  while (m_tailChunk != 0) {
    const Chunk* tail = chunk(m_tailChunk);
    const std::uint32_t next = tail->next.load(std::memory_order_acquire);
    if (next == 0 || m_tailPosition + tail->records > position) return;
    m_tailPosition += tail->records;
    if (m_readChunk == m_tailChunk) enterRead(next);
    m_pool.give(m_tailChunk);
    m_given.fetch_add(1, std::memory_order_relaxed);
    m_tailChunk = next;
  }
}

void Stream::rewind(std::uint64_t position) noexcept {
  position = std::max(position, m_acked.load(std::memory_order_relaxed));
  if (m_tailChunk == 0 || m_readPosition <= position) return;
  enterRead(m_tailChunk);
  m_readPosition = m_tailPosition;
  std::string scratch;
  while (m_readPosition < position && peek(scratch) != nullptr) advance();
}

}  // namespace rheo::probe
