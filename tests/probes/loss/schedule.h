// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "probes/src/conversation.hpp"
#include "tests/probes/loss/fake_link.h"
#include "tests/probes/loss/recording.h"

namespace loss {

/// What really happened to the emits of one stream: true = accepted, by seq - 1.
using Truth = std::map<std::uint32_t, std::vector<bool>>;

struct Outcome {
  std::vector<std::string> violations;
  std::uint64_t emitted = 0, recorded = 0, lost = 0, resent = 0, restarts = 0, cuts = 0;
};

/// One short life of a probe and its collectors, decided by a seed: emits from a few threads, cuts,
/// lost and doubled frames, full rings, collectors that crash, come back with their recording, with
/// an older one or with none. Then the weather clears, and the books must balance.
class Schedule {
 public:
  explicit Schedule(std::uint64_t seed);
  ~Schedule();
  Outcome run();

 private:
  void emit();
  void turn();
  void step(std::int64_t ns);
  void readFrames();
  void startCollector(Recording& recording);
  void killCollector();
  void disturb();
  bool settle();

  Dice m_dice;
  FakeLink m_link;
  rheo::probe::Core m_core;
  rheo::probe::Conversation m_conversation;
  std::vector<rheo::probe::Stream*> m_streams;
  std::vector<std::unique_ptr<Recording>> m_recordings;
  Recording* m_recording = nullptr;
  std::unique_ptr<rheo::sources::ProbeProtocol> m_collector;
  Truth m_truth;
  Outcome m_outcome;
  std::int64_t m_nowNs = 1'700'000'000'000'000'000;
  unsigned m_chatter = 0;  ///< percent of sends during which somebody emits
  bool m_committing = true;
};

/// Compares the books of all recordings with the truth; `last` is the one that was open at the end.
void audit(const Truth& truth, const std::vector<std::unique_ptr<Recording>>& recordings,
           const Recording& last, std::uint64_t overwritten, std::uint64_t abandoned,
           Outcome& outcome);

}  // namespace loss
