// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/event/problem.h"
#include "model/sources/files/name_cache.h"

namespace rheo::files {

/// Finds clocks that disagree: nobody takes a message before it was sent, and a call is answered
/// while the caller waits. Each pair of spans limits how far one clock can be from the other; where
/// "not at all" is outside the limits, the clocks are apart by at least what is missing.
class ClockSkew {
 public:
  static constexpr std::int64_t kLeastNs = kMillisecond;  ///< less is rounding
  static constexpr std::size_t kMostPairs = 10'000;

  /// Who was seen to do what at which time; `backNs` is when the answer was there, 0 for messages.
  struct Contact {
    Name from = 0;
    Name to = 0;
    TimeNs sentNs = 0;
    TimeNs takenNs = 0;
    TimeNs answeredNs = 0;
    TimeNs backNs = 0;
    Id128 eventId;
  };
  void observe(const Contact& contact);

  /// Pairs whose clocks disagree.
  [[nodiscard]] std::uint64_t skewedPairs() const;
  /// One for each such pair.
  [[nodiscard]] std::vector<Problem> problems(const NameCache& names) const;

 private:
  struct Pair {
    Name from = 0;
    Name to = 0;
    std::uint64_t count = 0;    ///< contacts that cannot be
    std::int64_t behindNs = 0;  ///< clock of `to`, at least
    std::int64_t aheadNs = 0;
    TimeNs firstNs = 0;
    Id128 eventId;
  };
  std::unordered_map<std::uint64_t, Pair> m_pairs;
};

}  // namespace rheo::files
