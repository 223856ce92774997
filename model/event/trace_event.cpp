// SPDX-License-Identifier: Apache-2.0
#include "model/event/trace_event.h"

#include <algorithm>

namespace rheo {

HopParts hopParts(const TraceEvent& done) {
  HopParts parts;
  const TimeNs handed = done.timeNs - done.durationNs;
  const auto between = [](TimeNs from, TimeNs to) { return std::max<std::int64_t>(0, to - from); };
  if (done.stage == Stage::Processed || done.stage == Stage::Failed)
    parts.processingNs = done.durationNs;
  if (done.publishedNs == 0) return parts;
  parts.totalNs = between(done.publishedNs, done.timeNs);
  if (done.brokerNs != 0) {
    parts.publishNs = between(done.publishedNs, done.brokerNs);
    parts.waitNs = between(done.brokerNs, handed);
  } else {
    parts.waitNs = between(done.publishedNs, handed);
  }
  return parts;
}

}  // namespace rheo
