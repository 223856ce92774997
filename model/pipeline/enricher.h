// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/event/event_batch.h"
#include "model/event/problem.h"
#include "model/event/saga.h"

namespace rheo {

/// What enriching a stretch of the stream has found.
struct Findings {
  std::vector<Saga> sagas;        ///< changed, with all their steps
  std::vector<Problem> problems;  ///< new
};

/// Stands between draining and committing: completes sightings in place and finds sagas and
/// problems. A seam, so that the recorder knows no analysis. Used by the recorder's thread only.
class Enricher {
 public:
  virtual ~Enricher() = default;
  virtual void fold(EventBatch& batch) = 0;
  /// Lets time-driven findings ripen.
  virtual void tick(TimeNs nowNs) = 0;
  virtual Findings take() = 0;
};

}  // namespace rheo
