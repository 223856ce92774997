// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/probes/loss/schedule.h"

namespace loss {
namespace {

enum Mark : std::uint8_t { kNothing, kRecorded, kLost };

/// One recording's book of one stream, by seq - 1. Says what contradicts itself.
std::vector<Mark> book(const Recording::Stream& stream, std::size_t emits, const std::string& where,
                       Outcome& outcome) {
  std::vector<Mark> marks(emits, kNothing);
  const auto mark = [&](std::uint64_t seq, Mark as) {
    if (seq == 0 || seq > emits) {
      outcome.violations.push_back(where + "counts emit " + std::to_string(seq) +
                                   ", which never was");
    } else if (marks[seq - 1] != kNothing) {
      outcome.violations.push_back(where + "emit " + std::to_string(seq) + " is counted twice");
    } else {
      marks[seq - 1] = as;
    }
  };
  if (!std::is_sorted(stream.seqs.begin(), stream.seqs.end()))
    outcome.violations.push_back(where + "sightings are out of order");
  for (const std::uint64_t seq : stream.seqs) mark(seq, kRecorded);
  for (const auto& [first, count] : stream.gaps)
    for (std::uint64_t i = 0; i < std::min<std::uint64_t>(count, emits + 1); ++i)
      mark(first + i, kLost);
  // A recording may begin in the middle of a stream, but from there on it knows of every emit.
  const auto first = std::find_if(marks.begin(), marks.end(), [](Mark m) { return m != kNothing; });
  const auto end =
      marks.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(stream.at.seq, emits));
  if (first < end && std::find(first, end, kNothing) != end)
    outcome.violations.push_back(where + "an emit is neither recorded nor counted");
  return marks;
}

void auditStream(std::uint32_t number, const std::vector<bool>& truth,
                 const std::vector<std::unique_ptr<Recording>>& recordings, const Recording& last,
                 std::uint64_t& missing, Outcome& outcome) {
  const std::string where = "stream " + std::to_string(number) + ": ";
  std::vector<bool> recorded(truth.size()), known(truth.size());
  for (const auto& recording : recordings) {
    const auto found = recording->streams().find(number);
    if (found == recording->streams().end()) continue;
    const auto marks = book(found->second, truth.size(), where, outcome);
    for (std::size_t i = 0; i < truth.size(); ++i) {
      recorded[i] = recorded[i] || marks[i] == kRecorded;
      known[i] = known[i] || marks[i] != kNothing;
    }
    if (recording.get() == &last && found->second.at.seq != truth.size())
      outcome.violations.push_back(where + "the last recording accounts for " +
                                   std::to_string(found->second.at.seq) + " of " +
                                   std::to_string(truth.size()) + " emits");
  }
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const std::string emit = where + "emit " + std::to_string(i + 1);
    if (!known[i]) outcome.violations.push_back(emit + " is in no book");
    if (recorded[i] && !truth[i]) outcome.violations.push_back(emit + " was dropped, yet recorded");
    if (truth[i] && !recorded[i]) ++missing;
    ++(recorded[i] ? outcome.recorded : outcome.lost);
  }
  outcome.emitted += truth.size();
}

}  // namespace

void audit(const Truth& truth, const std::vector<std::unique_ptr<Recording>>& recordings,
           const Recording& last, std::uint64_t overwritten, std::uint64_t abandoned,
           Outcome& outcome) {
  std::uint64_t missing = 0;
  for (const auto& [number, emits] : truth)
    auditStream(number, emits, recordings, last, missing, outcome);
  // Whether a collector committed what was sent and then overwritten, the probe cannot know.
  if (missing < overwritten || missing > overwritten + abandoned)
    outcome.violations.push_back(std::to_string(missing) +
                                 " accepted emits are not recorded, but " +
                                 std::to_string(overwritten) + " were overwritten and " +
                                 std::to_string(abandoned) + " abandoned");
}

}  // namespace loss
