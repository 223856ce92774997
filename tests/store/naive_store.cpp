// SPDX-License-Identifier: Apache-2.0
#include "naive_store.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace rheo::test {
namespace {

auto fieldsOf(const TraceEvent& e) {
  return std::tuple(e.stage, e.kind, e.flags, e.attempt, e.schemaVersion, e.service, e.instance,
                    e.topic, e.type, e.subscription, e.producer, e.errorType, e.deadLetterTopic,
                    e.sagaType, e.step, e.undoes, e.timeNs, e.publishedNs, e.brokerNs, e.durationNs,
                    e.eventId, e.traceId, e.causationId, e.spanId, e.parentSpanId, e.session,
                    e.stream, e.position, e.payloadSize, e.key, e.sagaKey, e.payload, e.attributes);
}

std::int64_t part(const TraceEvent& e, store::LatencyPart part) {
  const HopParts parts = hopParts(e);
  switch (part) {
    case store::LatencyPart::Total:
      return parts.totalNs;
    case store::LatencyPart::Publish:
      return parts.publishNs;
    case store::LatencyPart::Wait:
      return parts.waitNs;
    default:
      return parts.processingNs;
  }
}

}  // namespace

void NaiveStore::add(const TraceEvent& event) {
  TraceEvent& e = m_events.emplace_back(event);
  for (std::string_view* text : {&e.key, &e.sagaKey, &e.payload, &e.attributes}) {
    *text = m_texts.emplace_back(*text);
  }
}

void NaiveStore::committed() {
  std::stable_sort(m_events.begin() + static_cast<std::ptrdiff_t>(m_committed), m_events.end(),
                   [](const TraceEvent& a, const TraceEvent& b) { return a.timeNs < b.timeNs; });
  m_committed = m_events.size();
}

std::vector<std::uint64_t> NaiveStore::rows(const store::Query& query,
                                            const NameTable& names) const {
  query::Matcher matches(query.filter, names);
  std::vector<std::uint64_t> rows;
  for (std::size_t i = 0; i < m_events.size(); ++i) {
    if (query.range.contains(m_events[i].timeNs) && matches(m_events[i])) rows.push_back(i + 1);
  }
  return rows;
}

store::Summary NaiveStore::summary(const store::Query& query, const NameTable& names) const {
  store::Summary sum;
  std::set<std::string> services;
  std::set<std::string> topics;
  for (const auto row : rows(query, names)) {
    const TraceEvent& e = m_events[row - 1];
    sum.fromNs = sum.events == 0 ? e.timeNs : std::min(sum.fromNs, e.timeNs);
    sum.toNs = sum.events == 0 ? e.timeNs : std::max(sum.toNs, e.timeNs);
    ++sum.events;
    sum.published += e.stage == Stage::Published;
    sum.hops += endsHop(e.stage);
    sum.failed += isError(e.stage);
    sum.bytes += e.payloadSize;
    if (e.service != 0) services.emplace(names.text(e.service));
    if (e.topic != 0) topics.emplace(names.text(e.topic));
  }
  sum.services.assign(services.begin(), services.end());
  sum.topics.assign(topics.begin(), topics.end());
  return sum;
}

std::map<std::string, std::uint64_t> NaiveStore::counts(const store::Query& query,
                                                        store::GroupBy groupBy,
                                                        const NameTable& names) const {
  std::map<std::string, std::uint64_t> counts;
  for (const auto row : rows(query, names)) {
    const TraceEvent& e = m_events[row - 1];
    const std::string_view name = groupBy == store::GroupBy::Topic     ? names.text(e.topic)
                                  : groupBy == store::GroupBy::Service ? names.text(e.service)
                                  : groupBy == store::GroupBy::Type    ? names.text(e.type)
                                                                       : stageName(e.stage);
    ++counts[std::string(name)];
  }
  return counts;
}

Histogram NaiveStore::latency(const store::Query& query, store::LatencyPart asked,
                              const NameTable& names) const {
  Histogram histogram;
  for (const auto row : rows(query, names)) {
    const TraceEvent& e = m_events[row - 1];
    const std::int64_t ns = endsHop(e.stage) ? part(e, asked) : -1;
    if (ns >= 0) histogram.record(static_cast<std::uint64_t>(ns));
  }
  return histogram;
}

TraceEvent randomSighting(Random& random, NameTable& names, TimeNs originNs, std::int64_t spanNs) {
  TraceEvent e = randomEvent(random, names);
  const auto upTo = [&](std::int64_t ns) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(ns));
  };
  e.timeNs = originNs + upTo(spanNs);
  if (pick(random, 500) == 0) e.timeNs = upTo(originNs) * (pick(random, 2) == 0 ? 1 : -1);
  e.publishedNs = pick(random, 3) == 0 ? 0 : e.timeNs - upTo(kSecond) + 1000;
  e.brokerNs = pick(random, 3) == 0 ? 0 : e.timeNs - upTo(kMillisecond);
  e.durationNs = pick(random, 4) == 0 ? 0 : upTo(kSecond);
  e.spanId = pick(random, 3) == 0 ? 0 : random();
  e.position = random() >> pick(random, 64);
  e.stream = static_cast<std::uint32_t>(pick(random, 3));
  e.payloadSize = static_cast<std::uint32_t>(pick(random, 5000));
  return e;
}

bool sameSighting(const TraceEvent& a, const TraceEvent& b) {
  return fieldsOf(a) == fieldsOf(b);
}

}  // namespace rheo::test
