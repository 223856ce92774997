// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/ids.h"
#include "model/base/result.h"
#include "model/base/time.h"
#include "model/store/store.h"

namespace rheo::control {

/// One event to hand to a service that declared its type injectable.
struct InjectRequest {
  std::string service;
  std::string topic;
  std::string type;
  std::string key;
  std::string payload;     ///< JSON
  std::string attributes;  ///< JSON object, may be empty
  Id128 replayOf;          ///< original event; null for a plain inject
};

/// Accepted, processed and refused are different things. Processed is shown only when a consumer
/// said so.
enum class InjectState : std::uint8_t {
  Sent = 0,
  Accepted = 1,
  Processed = 2,
  Refused = 3,
  TimedOut = 4
};
std::string_view injectStateName(InjectState state);

struct InjectStatus {
  std::uint64_t id = 0;  ///< of the request
  InjectState state = InjectState::Sent;
  Id128 eventId;  ///< of the event that the service published for it; null until known
  Id128 traceId;
  std::string reason;  ///< when refused or timed out
  TimeNs timeNs = 0;
};

/// Sends requests to live probes. Thread-safe; listeners are told on the source's I/O thread.
class Injector {
 public:
  using Listener = std::function<void(const InjectStatus&)>;
  virtual ~Injector() = default;
  /// Fails when no live session declares (topic, type) injectable, or the payload is not JSON or
  /// over 1 MiB.
  virtual Result<std::uint64_t> inject(const InjectRequest& request, Listener listener) = 0;
  /// Keeps a control action for the record; done by inject() itself for plain injects. `detail` is
  /// JSON.
  virtual void audit(const std::string& action, const std::string& detail,
                     const std::string& outcome) {
    static_cast<void>(action), static_cast<void>(detail), static_cast<void>(outcome);
  }
};

struct ReplayPlan {
  store::Query query;           ///< published sightings that match are replayed
  std::string targetService;    ///< empty = whichever declared the type injectable
  double speed = 1.0;           ///< 0.1 .. 100; 0 = as fast as the rate cap allows
  double maxRatePerS = 10'000;  ///< rate cap
};

struct ReplayEstimate {
  std::uint64_t events = 0;
  std::uint64_t sendable =
      0;  ///< a live service declared their type injectable and the payload is whole
  std::int64_t durationNs = 0;  ///< at the plan's speed
  double peakRatePerS = 0;
  std::vector<std::string>
      obstacles;  ///< "214 events of OrderShipped: no live service takes them", ...
};

struct ReplayProgress {
  std::uint64_t total = 0, sent = 0, accepted = 0, refused = 0, processed = 0;
  double medianGapErrorNs = 0;  ///< |sent gap - planned gap|
  bool dryRun = false, done = false, cancelled = false;
  std::string error;
};

/// Estimate -> dry run -> run. Blocking: call from a worker thread. Inter-event gaps are kept
/// (divided by speed).
Result<ReplayEstimate> estimateReplay(store::StoreReader& reader, const ReplayPlan& plan,
                                      const std::vector<SessionInfo>& sessions, CancelToken cancel);
Result<ReplayProgress> runReplay(store::StoreReader& reader, const ReplayPlan& plan, bool dryRun,
                                 const std::vector<SessionInfo>& sessions, Injector& injector,
                                 const std::function<void(const ReplayProgress&)>& onProgress,
                                 CancelToken cancel);

}  // namespace rheo::control
