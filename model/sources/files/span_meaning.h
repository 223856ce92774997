// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>
#include <vector>

#include "model/base/generations.h"
#include "model/event/trace_event.h"
#include "model/sources/files/clock_skew.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/name_cache.h"
#include "model/sources/files/span_index.h"
#include "model/sources/files/span_note.h"

namespace rheo::files {

/// Turns spans into sightings, once their relatives are known (README.md, "What a span becomes").
/// Finds what is wrong with their trees: nothing is refused, everything is counted.
class SpanMeaning {
 public:
  SpanMeaning(NameCache& names, ImportCounts& counts) : m_names(names), m_counts(counts) {}

  /// Remembers a span that was read, for others to find; notes its faults.
  void learn(SpanNote& note);
  /// Starts to fetch what learn() will look at.
  void expect(const SpanNote& note) const {
    m_index.prefetch(note.traceId, note.spanId);
    if (note.role == Role::Server) m_index.prefetch(note.traceId, note.parentSpanId ^ kAnswerMark);
    if (note.parentSpanId == 0) m_index.prefetch(note.traceId, kRootMark);
  }
  /// Starts to fetch what tell() will look at: first far ahead, then near.
  void expectFar(const SpanNote& note) const {
    m_index.prefetch(note.traceId, note.parentSpanId);
    if (note.role == Role::Client) m_index.prefetch(note.traceId, note.spanId ^ kAnswerMark);
  }
  void expectNear(const SpanNote& note) const {
    m_index.prefetchEntry(note.traceId, note.parentSpanId);
  }
  /// Appends the span's sightings.
  void tell(const SpanNote& note, std::vector<TraceEvent>& to);
  /// What is wrong, one entry a service and kind of fault; at the end also whose clocks disagree.
  std::vector<Problem> takeProblems(bool atEnd);

 private:
  /// Longest walk up a tree.
  static constexpr int kMostSteps = 256;
  static constexpr std::size_t kMostLinks = 1024;
  static constexpr std::size_t kMostMessages = 1u << 20;

  void publish(const SpanNote& note, std::vector<TraceEvent>& to);
  void consume(const SpanNote& note, std::vector<TraceEvent>& to);
  void consumeOne(const SpanNote& note, const SpanLink& published, std::vector<TraceEvent>& to);
  void call(const SpanNote& note, std::vector<TraceEvent>& to);
  void answer(const SpanNote& note, std::vector<TraceEvent>& to);
  void local(const SpanNote& note, std::vector<TraceEvent>& to);
  [[nodiscard]] TraceEvent sighting(const SpanNote& note, Stage stage, TimeNs timeNs) const;
  void end(TraceEvent& event, const SpanNote& note) const;

  /// The span that published what this one consumes.
  SpanLink published(const SpanNote& note);
  SpanLink publishedAbove(const Id128& trace, std::uint64_t parent, Name service);
  /// The event in whose handling a span was made; null if none is known.
  Id128 cause(const SpanNote& note);
  Id128 eventOf(const IndexedSpan& span);
  bool isProcessedAlready(const SpanNote& note);
  void inspect(const SpanNote& note);
  void inspectFaults(const SpanNote& note);
  void complain(const SpanNote& note, std::string_view fault, Severity severity);

  NameCache& m_names;
  ImportCounts& m_counts;
  SpanIndex m_index;
  struct Message {
    std::uint64_t key = 0;
    SpanLink publisher;
  };
  Generations<Message> m_messages{kMostMessages};
  ClockSkew m_clocks;
  std::unordered_map<std::string, Problem> m_problems;
};

}  // namespace rheo::files
