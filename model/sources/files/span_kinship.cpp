// SPDX-License-Identifier: Apache-2.0
// Who is related to whom: publishers, causes, and what is wrong with a tree.
#include <array>

#include "model/sources/files/span_meaning.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {

void SpanMeaning::learn(SpanNote& note) {
  IndexedSpan span;
  span.traceId = note.traceId;
  span.spanId = note.spanId;
  span.parentSpanId = note.parentSpanId;
  span.hasLink = !note.links.empty() && note.links.front().spanId != 0;
  span.startNs = note.startNs;
  span.endNs = note.endNs;
  span.service = note.service;
  span.topic = note.topic;
  span.type = note.type;
  span.role = note.role;
  const bool isNew = m_index.add(span);
  if (!isNew) note.faults |= kTwice;
  if (isNew && span.hasLink) m_index.addLink(span, note.links.front());
  if (note.role == Role::Server && note.parentSpanId != 0) {
    span.spanId = note.parentSpanId ^ kAnswerMark;
    (void)m_index.add(span);
  }
  if (note.parentSpanId == 0 && isNew) {
    span.spanId = kRootMark;
    if (!m_index.add(span)) note.faults |= kOtherRoot;
  }
  if (note.role != Role::Publish || note.messageKey == 0) return;
  const auto same = [&](const Message& each) { return each.key == note.messageKey; };
  if (m_messages.find(note.messageKey, same) == nullptr)
    m_messages.add(note.messageKey, {note.messageKey, {note.traceId, note.spanId}});
}

SpanLink SpanMeaning::published(const SpanNote& note) {
  const SpanLink above = publishedAbove(note.traceId, note.parentSpanId, note.service);
  if (above.spanId != 0) return above;
  const auto same = [&](const Message& each) { return each.key == note.messageKey; };
  const Message* message = note.messageKey == 0 ? nullptr : m_messages.find(note.messageKey, same);
  return message != nullptr ? message->publisher : SpanLink{note.traceId, note.spanId};
}

/// Up from a consumer: the publisher, or the consumer above that knows it. A parent that is in no
/// file is taken for the publisher: its own file would name the event the same.
SpanLink SpanMeaning::publishedAbove(const Id128& trace, std::uint64_t parent, Name service) {
  for (int steps = 0; steps < kMostSteps && parent != 0; ++steps) {
    const IndexedSpan* above = m_index.find(trace, parent);
    if (above == nullptr) return steps == 0 ? SpanLink{trace, parent} : SpanLink{};
    if (above->role == Role::Publish) return {trace, parent};
    if (above->service != service) return {};
    const bool consumes = above->role == Role::Receive || above->role == Role::Process;
    if (consumes && above->hasLink) return m_index.linkOf(*above);
    parent = above->parentSpanId;
  }
  return {};
}

Id128 SpanMeaning::eventOf(const IndexedSpan& span) {
  switch (span.role) {
    case Role::Publish:
    case Role::Client:
      return eventOfSpan(span.traceId, span.spanId);
    case Role::Server: {
      const IndexedSpan* caller = m_index.find(span.traceId, span.parentSpanId);
      const bool called =
          span.parentSpanId != 0 && (caller == nullptr || caller->role == Role::Client);
      return eventOfSpan(span.traceId, called ? span.parentSpanId : span.spanId);
    }
    case Role::Receive:
    case Role::Process: {
      const SpanLink from = span.hasLink
                                ? m_index.linkOf(span)
                                : publishedAbove(span.traceId, span.parentSpanId, span.service);
      return from.spanId != 0 ? eventOfSpan(from.traceId, from.spanId)
                              : eventOfSpan(span.traceId, span.spanId);
    }
    case Role::Local:
      break;
  }
  return {};
}

Id128 SpanMeaning::cause(const SpanNote& note) {
  std::uint64_t parent = note.parentSpanId;
  for (int steps = 0; steps < kMostSteps && parent != 0; ++steps) {
    const IndexedSpan* above = m_index.find(note.traceId, parent);
    if (above == nullptr) return {};
    if (above->role != Role::Local) return eventOf(*above);
    parent = above->parentSpanId;
  }
  return {};
}

/// Walks up once: everything on a way that ends well need not be walked again.
void SpanMeaning::inspect(const SpanNote& note) {
  if (note.faults != 0 || note.cutTags != 0) inspectFaults(note);
  std::array<IndexedSpan*, kMostSteps> way;
  std::size_t length = 0;
  std::uint64_t parent = note.parentSpanId;
  bool isTree = false;
  while (length < way.size()) {
    if (parent == 0) {
      isTree = true;
      break;
    }
    IndexedSpan* const above = m_index.find(note.traceId, parent);
    if (above == nullptr && length == 0) {
      ++m_counts.orphans;
      complain(note, "a span's parent is missing", Severity::Note);
    }
    if (above == nullptr || above->isRooted) {
      isTree = true;
      break;
    }
    if (parent == note.spanId) break;
    way[length++] = above;
    parent = above->parentSpanId;
  }
  if (!isTree && length < way.size()) {
    ++m_counts.cycles;
    complain(note, "a span is its own ancestor", Severity::Warning);
    return;
  }
  for (std::size_t i = 0; isTree && i < length; ++i) way[i]->isRooted = true;
}

/// What was wrong with the span itself, or known when it came.
void SpanMeaning::inspectFaults(const SpanNote& note) {
  struct Fault {
    std::string_view what;
    std::uint64_t ImportCounts::*count;
    std::uint8_t bit;
    Severity severity;
  };
  static constexpr Fault kFaults[] = {
      {"a span without a start", &ImportCounts::untimed, kUntimed, Severity::Warning},
      {"a span ends before it starts", &ImportCounts::backwards, kBackwards, Severity::Warning},
      {"a span takes no time", &ImportCounts::timeless, kTimeless, Severity::Chat},
      {"two spans with one id", &ImportCounts::duplicates, kTwice, Severity::Warning},
      {"a trace has several roots", &ImportCounts::otherRoots, kOtherRoot, Severity::Note},
  };
  for (const Fault& fault : kFaults) {
    if ((note.faults & fault.bit) == 0) continue;
    ++(m_counts.*fault.count);
    complain(note, fault.what, fault.severity);
  }
  if (note.cutTags != 0) complain(note, "tags of a span were cut: too long", Severity::Warning);
}

void SpanMeaning::complain(const SpanNote& note, std::string_view fault, Severity severity) {
  std::string key(m_names.text(note.service));
  key += '\n';
  key += fault;
  Problem& problem = m_problems[key];
  if (problem.service.empty() && problem.detail.empty()) {
    problem.kind = ProblemKind::TraceFault;
    problem.severity = severity;
    problem.timeNs = note.startNs;
    problem.count = 0;
    problem.service = m_names.text(note.service);
    problem.detail = fault;
    problem.eventId = eventOfSpan(note.traceId, note.spanId);
  }
  ++problem.count;
}

std::vector<Problem> SpanMeaning::takeProblems(bool atEnd) {
  std::vector<Problem> problems;
  if (atEnd) {
    m_counts.skewed = m_clocks.skewedPairs();
    problems = m_clocks.problems(m_names);
  }
  problems.reserve(problems.size() + m_problems.size());
  for (auto& [key, problem] : m_problems) problems.push_back(std::move(problem));
  m_problems.clear();
  return problems;
}

}  // namespace rheo::files
