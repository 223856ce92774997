// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace rheo::bench {

/// How long the peers took, in seconds a million sightings; below 0 = not asked.
struct PeerTimes {
  double rows = -1;
  double duck = -1;
};

template <class Work>
double seconds(Work work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Prints one line a question: the best of a few times, the goal, and how many times as long the
/// peers would take for as many sightings.
class QuestionTable {
 public:
  void head(std::uint64_t events, std::uint64_t peerEvents, bool duck);
  /// goalMs 0 = none is set. `events`: how many the answer is over.
  void add(const std::string& name, double goalMs, std::uint64_t events,
           const std::function<void()>& ask, const PeerTimes& peers = {});
  /// A question whose time does not depend on how many there are.
  void addOnce(const std::string& name, double goalMs, const std::function<void()>& ask);
  /// What the process holds in memory now.
  void sayMemory(const std::string& when, double goalMiB);
};

}  // namespace rheo::bench
