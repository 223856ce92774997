// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "model/base/generations.h"
#include "model/base/ids.h"
#include "model/base/name_table.h"
#include "model/base/time.h"
#include "model/sources/files/span.h"
#include "model/sources/files/span_facts.h"

namespace rheo::files {

/// What is remembered of a span to tell what others are to it: one cache line, as there are
/// millions.
struct alignas(64) IndexedSpan {
  Id128 traceId;
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  TimeNs startNs = 0;
  TimeNs endNs = 0;
  Name service = 0;
  Name topic = 0;
  Name type = 0;
  Role role = Role::Local;
  bool isRooted = false;  ///< its ancestors were walked and are a tree
  bool hasLink = false;   ///< see SpanIndex::linkOf()
};
static_assert(sizeof(IndexedSpan) == 64);

/// The spans of an import by id, the newest few million of them.
class SpanIndex {
 public:
  static constexpr std::size_t kMostSpans = 1u << 20;  ///< of one generation; there are two

  SpanIndex() : m_spans(kMostSpans), m_links(kMostSpans) {}
  /// False when the span is there already (it then stays as it is).
  bool add(const IndexedSpan& span);
  /// Remembers the first link of a span that was added.
  void addLink(const IndexedSpan& span, const SpanLink& link);
  [[nodiscard]] SpanLink linkOf(const IndexedSpan& span);
  /// Before a find() to come: see Generations.
  void prefetch(const Id128& trace, std::uint64_t span) const;
  void prefetchEntry(const Id128& trace, std::uint64_t span) const;
  /// Valid until the next add.
  IndexedSpan* find(const Id128& trace, std::uint64_t span);

 private:
  struct Linked {
    SpanLink from, to;
  };
  Generations<IndexedSpan> m_spans;
  Generations<Linked> m_links;  ///< few spans have one
  /// What was asked for last: the kin of one span ask for the same one several times.
  Id128 m_lastTrace;
  std::uint64_t m_lastId = 0;
  IndexedSpan* m_last = nullptr;
};

/// Keys that stand beside a span's own: who answers a call, that a trace has a root.
constexpr std::uint64_t kAnswerMark = 0xA5A5'0000'0000'0001ull;
constexpr std::uint64_t kRootMark = 0x5A5A'0000'0000'0002ull;
constexpr std::uint64_t kSharedMark = 0x3C3C'0000'0000'0004ull;

}  // namespace rheo::files
