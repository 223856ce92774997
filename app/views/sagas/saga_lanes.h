// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/event/saga.h"

/// One saga as lanes of bars: what the timeline draws, without a window. Plain C++.
namespace rheo::ui {

struct SagaBar {
  int step = 0;  ///< index into Saga::steps
  int lane = 0;
  int row = 0;  ///< inside the lane; bars that overlap in time have rows of their own
  TimeNs from = 0;
  TimeNs to = 0;
  TimeNs waitFrom = 0;  ///< since when its event waited; 0 = not known or not at all
  bool open = false;    ///< still runs: `to` is as far as the picture goes
  bool compensation = false;
  bool retried = false;  ///< no end was seen, but a later attempt began: drawn up to there
};

struct SagaLink {
  enum class Kind { Cause, Failure, Compensation };
  int from = 0;  ///< bars
  int to = 0;
  TimeNs leaves = 0;  ///< when the cause sent it
  Kind kind = Kind::Cause;
};

struct SagaUndo {
  int compensation = 0;  ///< bars
  int undone = 0;
};

struct SagaLane {
  std::string service;
  int rows = 1;
};

/// The saga has not moved since `from`; the picture may end before now.
struct SagaStall {
  int lane = 0;
  int row = 0;
  TimeNs from = 0;
  TimeNs to = 0;
  std::int64_t forNs = 0;  ///< how long by now
};

struct SagaLanes {
  std::vector<SagaLane> lanes;  ///< by first appearance
  std::vector<SagaBar> bars;    ///< by start
  std::vector<SagaLink> links;
  std::vector<SagaUndo> undos;
  std::optional<SagaStall> stall;
  TimeNs origin = 0;  ///< 0 of the axis
  TimeNs end = 0;
  TimeNs cutAt = 0;  ///< from here on time is not to scale; 0 = all of it is
};

/// `now` ends what is still open. What waits much longer than everything else took is cut, so that
/// the steps stay legible.
SagaLanes laySagaOut(const Saga& saga, TimeNs now);

/// Distances of an axis over `spanNs` with at most `most` ticks: 1, 2, 2.5 or 5 times a power of
/// ten, or whole minutes and hours.
std::int64_t tickStep(std::int64_t spanNs, int most);

/// Steps of a variant path ("a>b>!c>~b") that go forward, by name, each once.
int forwardSteps(const std::string& path);

}  // namespace rheo::ui
