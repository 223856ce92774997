// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace faults {

enum class Fault : std::uint8_t {
  KillRecorder,  ///< SIGKILL; another one goes on with the file
  StopRecorder,  ///< SIGSTOP, later SIGCONT
  StopHost,
  KillHost,  ///< SIGKILL: the end of the schedule
  Cut,       ///< every connection ends
  Swallow,   ///< nothing gets through the proxy, and nobody is told
  Drop       ///< the kernel drops packets (a network namespace of our own)
};
std::string name(Fault fault);

struct Step {
  int afterMs = 0;  ///< since the step before
  Fault fault = Fault::Cut;
  int forMs = 0;  ///< of those that end
};

/// One schedule: all of it follows from the seed.
struct Plan {
  int threads = 1;
  int emitMs = 0;
  int emitsPerSecond = 0;  ///< of each thread
  int ringBytes = 0;
  bool overwrite = false;
  std::vector<Step> steps;
  [[nodiscard]] std::string text() const;
};

/// `canDrop`: steps may have the kernel drop packets.
Plan makePlan(std::uint64_t seed, bool canDrop);

}  // namespace faults
