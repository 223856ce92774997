// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/span_index.h"

namespace rheo::files {
namespace {

std::uint64_t hashOf(const Id128& trace, std::uint64_t span) {
  std::uint64_t hash =
      (trace.lo ^ (trace.hi * 0x9E3779B97F4A7C15ull) ^ span) * 0xD6E8FEB86659FD93ull;
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ull;
  return hash ^ (hash >> 29);
}

}  // namespace

bool SpanIndex::add(const IndexedSpan& span) {
  if (find(span.traceId, span.spanId) != nullptr) return false;
  m_lastId = 0;
  m_spans.add(hashOf(span.traceId, span.spanId), span);
  return true;
}

void SpanIndex::addLink(const IndexedSpan& span, const SpanLink& link) {
  m_links.add(hashOf(span.traceId, span.spanId), {{span.traceId, span.spanId}, link});
}

SpanLink SpanIndex::linkOf(const IndexedSpan& span) {
  if (!span.hasLink) return {};
  const Linked* linked = m_links.find(hashOf(span.traceId, span.spanId), [&](const Linked& each) {
    return each.from.spanId == span.spanId && each.from.traceId == span.traceId;
  });
  return linked == nullptr ? SpanLink{} : linked->to;
}

void SpanIndex::prefetch(const Id128& trace, std::uint64_t span) const {
  m_spans.prefetch(hashOf(trace, span));
}

void SpanIndex::prefetchEntry(const Id128& trace, std::uint64_t span) const {
  m_spans.prefetchEntry(hashOf(trace, span));
}

IndexedSpan* SpanIndex::find(const Id128& trace, std::uint64_t span) {
  if (span == 0) return nullptr;
  if (span == m_lastId && trace == m_lastTrace) return m_last;
  m_lastTrace = trace;
  m_lastId = span;
  m_last = m_spans.find(hashOf(trace, span), [&](const IndexedSpan& each) {
    return each.spanId == span && each.traceId == trace;
  });
  return m_last;
}

}  // namespace rheo::files
