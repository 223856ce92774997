// SPDX-License-Identifier: Apache-2.0
#include "model/analysis/problem_log.h"

#include <algorithm>

namespace rheo::analysis {
namespace {

/// Entries of one take; beyond it only kinds are told apart, so that counts stay right.
constexpr std::size_t kMaxEntries = 10'000;

std::int64_t secondOf(TimeNs timeNs) {
  return timeNs / kSecond - (timeNs % kSecond < 0 ? 1 : 0);
}

}  // namespace

Place placeOf(const TraceEvent& event) {
  return {event.service, event.topic, event.subscription, event.type};
}

void ProblemLog::add(ProblemKind kind, TimeNs timeNs, const Place& place, std::string_view detail,
                     const Id128& eventId, std::uint64_t count) {
  if (m_muted) return;
  Digest digest =
      mix(static_cast<std::uint64_t>(secondOf(timeNs)), static_cast<std::uint64_t>(kind));
  digest = mix(digest, std::uint64_t{place.service} << 32 | place.topic);
  digest = mix(digest, std::uint64_t{place.subscription} << 32 | place.type);
  digest = mix(digest, digestOf(detail));
  const bool crowded = m_problems.size() >= kMaxEntries && m_index.find(digest) == nullptr;
  if (crowded) digest = mix(0, static_cast<std::uint64_t>(kind));
  const auto [index, made] = m_index.obtain(digest);
  if (!made) {
    Problem& known = m_problems[*index];
    known.count += count;
    known.timeNs = std::min(known.timeNs, timeNs);
    return;
  }
  *index = static_cast<std::uint32_t>(m_problems.size());
  Problem& problem = m_problems.emplace_back();
  problem.kind = kind;
  problem.severity = severityOf(kind);
  problem.timeNs = timeNs;
  problem.count = count;
  problem.eventId = eventId;
  problem.detail = crowded ? std::string_view("more than could be told apart") : detail;
  if (crowded) return;
  problem.service = m_names.text(place.service);
  problem.topic = m_names.text(place.topic);
  problem.subscription = m_names.text(place.subscription);
  problem.type = m_names.text(place.type);
}

std::vector<Problem> ProblemLog::take() {
  m_index = {};
  return std::exchange(m_problems, {});
}

}  // namespace rheo::analysis
