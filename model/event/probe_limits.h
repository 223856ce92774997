// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/result.h"

namespace rheo {

/// What a collector asks of a probe while it is connected, so that a busy service is seen more
/// cheaply. The defaults ask for everything. As text: "pause", "sample=0.1" (of all traces),
/// "sample:TOPIC=0.5", "capture=1024" (bytes of a payload), with spaces between; empty = nothing
/// is asked.
struct ProbeLimits {
  static constexpr std::size_t kMaxTopics = 64;

  bool pause = false;
  std::uint32_t captureBytes = 0;  ///< 0 = the probe's own limit
  double sampling = 1.0;           ///< 0..1, of topics not listed
  std::vector<std::pair<std::string, double>> topics;

  bool operator==(const ProbeLimits&) const = default;
  /// Some traces are not wanted, of all topics or of one.
  [[nodiscard]] bool picksTraces() const { return sampling < 1 || !topics.empty(); }
  [[nodiscard]] std::string text() const;
  /// Says which word is wrong.
  static Result<ProbeLimits> parse(std::string_view text);
};

}  // namespace rheo
