// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/base/ids.h"
#include "model/base/name_table.h"
#include "model/base/time.h"
#include "model/sources/files/span.h"
#include "model/sources/files/span_facts.h"

namespace rheo::files {

/// What is remembered of a span to tell what others are to it.
struct IndexedSpan {
  Id128 traceId;
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  SpanLink link;  ///< the first one
  TimeNs startNs = 0;
  Name service = 0;
  Name topic = 0;
  Name type = 0;
  Role role = Role::Local;
  bool isRooted = false;  ///< its ancestors were walked and are a tree
};

/// The spans of an import by id, the newest few million of them: what falls out is the oldest half,
/// so that memory is bounded whatever is read.
class SpanIndex {
 public:
  static constexpr std::size_t kMostSpans = 1u << 20;  ///< of one generation; there are two

  /// False when the span is there already (it then stays as it is).
  bool add(const IndexedSpan& span);
  /// Valid until the next add.
  IndexedSpan* find(const Id128& trace, std::uint64_t span);

 private:
  struct Generation {
    std::vector<IndexedSpan> spans;
    std::vector<std::uint32_t> slots;  ///< index + 1 into spans; 0 = free
    IndexedSpan* find(const Id128& trace, std::uint64_t span);
    void add(const IndexedSpan& span);
    void grow();
    void place(std::uint32_t index);
  };
  std::array<Generation, 2> m_generations;
  std::size_t m_current = 0;
};

/// Keys that stand beside a span's own: who answers a call, that a received message is processed.
constexpr std::uint64_t kAnswerMark = 0xA5A5'0000'0000'0001ull;
constexpr std::uint64_t kProcessMark = 0x5A5A'0000'0000'0002ull;
constexpr std::uint64_t kSharedMark = 0x3C3C'0000'0000'0004ull;

}  // namespace rheo::files
