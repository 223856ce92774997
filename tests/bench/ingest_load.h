// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace rheo::bench {

/// What one load process does.
struct LoadOptions {
  std::string endpoint;
  std::string name = "load-0";
  double seconds = 10;
  /// Sightings per second, whatever becomes of them; 0 = as many as are acknowledged: the process
  /// pauses while its ring is nearly full, so nothing is dropped and the path sets the pace.
  double rate = 0;
};

/// A service with a probe, cheap to run: an event in three sightings (published, received,
/// processed), keys, JSON payloads of 128 bytes made beforehand; some fail, some belong to sagas.
/// Prints "EMITTED DROPPED CPU_SECONDS" once everything is acknowledged; returns the exit code.
int runLoad(const LoadOptions& options);

}  // namespace rheo::bench
