// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/topic_watch.h"

#include <algorithm>
#include <limits>

namespace rheo::analysis {
namespace {

/// Seconds of one topic that wait at once; beyond it the newest takes the counts along.
constexpr std::size_t kMaxSeconds = 64;

}  // namespace

void TopicWatch::fold(const TraceEvent& event) {
  if (event.topic == 0 || isSagaStage(event.stage)) return;
  if (event.topic >= m_topics.size()) m_topics.resize(event.topic + 1);
  Topic& topic = m_topics[event.topic];
  if (topic.consumed) return;
  if (event.stage == Stage::Published) return wait(event);
  topic = {true, {}};
  std::erase(m_waiting, event.topic);
}

void TopicWatch::wait(const TraceEvent& event) {
  auto& waiting = m_topics[event.topic].waiting;
  const auto same = std::find_if(waiting.rbegin(), waiting.rend(), [&](const Second& s) {
    return s.firstNs / kSecond == event.timeNs / kSecond;
  });
  if (same != waiting.rend()) {
    ++same->count;
    return;
  }
  if (waiting.size() >= kMaxSeconds) {
    ++waiting.back().count;
    return;
  }
  if (waiting.empty()) m_waiting.push_back(event.topic);
  waiting.push_back({event.timeNs, 1, event.eventId});
  const TimeNs ripeNs = event.timeNs + m_afterNs + kSecond;
  m_nextNs = m_waiting.size() == 1 && waiting.size() == 1 ? ripeNs : std::min(m_nextNs, ripeNs);
}

void TopicWatch::ripen(TimeNs nowNs) {
  if (m_waiting.empty() || nowNs < m_nextNs) return;
  m_nextNs = std::numeric_limits<TimeNs>::max();
  for (const Name code : m_waiting) ripen(code, nowNs);
  std::erase_if(m_waiting, [&](Name code) { return m_topics[code].waiting.empty(); });
}

/// A second waits a second longer than it must, so that all of it is counted by then.
void TopicWatch::ripen(Name code, TimeNs nowNs) {
  std::erase_if(m_topics[code].waiting, [&](const Second& second) {
    const TimeNs ripeNs = second.firstNs + m_afterNs + kSecond;
    if (nowNs < ripeNs) {
      m_nextNs = std::min(m_nextNs, ripeNs);
      return false;
    }
    m_problems.add(ProblemKind::Unconsumed, second.firstNs, {0, code, 0, 0}, {}, second.eventId,
                   second.count);
    return true;
  });
}

}  // namespace rheo::analysis
