// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/clock_skew.h"

#include <algorithm>
#include <cstdio>
#include <string>

namespace rheo::files {
namespace {

std::string milliseconds(std::int64_t ns) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g ms", static_cast<double>(ns) / 1e6);
  return text;
}

}  // namespace

void ClockSkew::observe(const Contact& contact) {
  if (contact.from == contact.to || contact.from == 0 || contact.to == 0) return;
  std::int64_t behind = 0, ahead = 0;
  if (__builtin_sub_overflow(contact.sentNs, contact.takenNs, &behind)) return;
  const bool wasCall = contact.backNs != 0;
  if (wasCall && __builtin_sub_overflow(contact.answeredNs, contact.backNs, &ahead)) return;
  // An answer that takes longer than the caller waited is no matter of clocks.
  if (wasCall && contact.answeredNs - contact.takenNs > contact.backNs - contact.sentNs) return;
  if (behind < kLeastNs && ahead < kLeastNs) return;
  const std::uint64_t key = (std::uint64_t{contact.from} << 32) | contact.to;
  if (m_pairs.size() >= kMostPairs && m_pairs.find(key) == m_pairs.end()) return;
  Pair& pair = m_pairs[key];
  if (pair.count++ == 0) {
    pair.from = contact.from;
    pair.to = contact.to;
    pair.firstNs = contact.takenNs;
    pair.eventId = contact.eventId;
  }
  pair.behindNs = std::max(pair.behindNs, behind);
  pair.aheadNs = std::max(pair.aheadNs, ahead);
}

std::uint64_t ClockSkew::skewedPairs() const {
  return m_pairs.size();
}

std::vector<Problem> ClockSkew::problems(const NameCache& names) const {
  std::vector<Problem> problems;
  for (const auto& [key, pair] : m_pairs) {
    Problem& problem = problems.emplace_back();
    problem.kind = ProblemKind::ClockSkew;
    problem.severity = severityOf(problem.kind);
    problem.timeNs = pair.firstNs;
    problem.count = pair.count;
    problem.service = names.text(pair.to);
    const bool behind = pair.behindNs >= pair.aheadNs;
    problem.detail = milliseconds(behind ? pair.behindNs : pair.aheadNs) +
                     (behind ? " or more behind " : " or more ahead of ");
    problem.detail += names.text(pair.from);
    problem.eventId = pair.eventId;
  }
  std::sort(problems.begin(), problems.end(),
            [](const Problem& a, const Problem& b) { return a.timeNs < b.timeNs; });
  return problems;
}

}  // namespace rheo::files
