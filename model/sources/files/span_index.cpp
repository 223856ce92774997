// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/span_index.h"

namespace rheo::files {
namespace {

std::size_t hashOf(const Id128& trace, std::uint64_t span) {
  std::uint64_t hash =
      (trace.lo ^ (trace.hi * 0x9E3779B97F4A7C15ull) ^ span) * 0xD6E8FEB86659FD93ull;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ull;
  return hash ^ (hash >> 29);
}

}  // namespace

IndexedSpan* SpanIndex::Generation::find(const Id128& trace, std::uint64_t span) {
  if (slots.empty()) return nullptr;
  const std::size_t mask = slots.size() - 1;
  for (std::size_t at = hashOf(trace, span) & mask; slots[at] != 0; at = (at + 1) & mask) {
    IndexedSpan& candidate = spans[slots[at] - 1];
    if (candidate.spanId == span && candidate.traceId == trace) return &candidate;
  }
  return nullptr;
}

void SpanIndex::Generation::place(std::uint32_t index) {
  const std::size_t mask = slots.size() - 1;
  std::size_t at = hashOf(spans[index].traceId, spans[index].spanId) & mask;
  while (slots[at] != 0) at = (at + 1) & mask;
  slots[at] = index + 1;
}

void SpanIndex::Generation::grow() {
  slots.assign(slots.empty() ? 1024 : slots.size() * 2, 0);
  for (std::uint32_t i = 0; i < spans.size(); ++i) place(i);
}

void SpanIndex::Generation::add(const IndexedSpan& span) {
  spans.push_back(span);
  // At most two thirds full.
  if (spans.size() * 3 > slots.size() * 2) {
    grow();
  } else {
    place(static_cast<std::uint32_t>(spans.size() - 1));
  }
}

bool SpanIndex::add(const IndexedSpan& span) {
  if (find(span.traceId, span.spanId) != nullptr) return false;
  if (m_generations[m_current].spans.size() >= kMostSpans) {
    m_current = 1 - m_current;
    m_generations[m_current].spans.clear();
    m_generations[m_current].slots.assign(m_generations[m_current].slots.size(), 0);
  }
  m_generations[m_current].add(span);
  return true;
}

IndexedSpan* SpanIndex::find(const Id128& trace, std::uint64_t span) {
  if (IndexedSpan* found = m_generations[m_current].find(trace, span)) return found;
  return m_generations[1 - m_current].find(trace, span);
}

}  // namespace rheo::files
