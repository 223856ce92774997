// SPDX-License-Identifier: Apache-2.0
// A service that emits on a few threads for a while, then hands over what is left. How much each
// thread has emitted is kept in a shared file, so that it is known even if the process is killed.
//   fault_host COUNTS_FILE THREADS MILLISECONDS EMITS_PER_SECOND overwrite|drop
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "rheo/probe.hpp"
#include "tests/faults/counts.h"

namespace {

using Clock = std::chrono::steady_clock;

/// Every thread has a topic of its own, and says the number of each emit.
void emit(rheo::Probe& probe, int thread, Clock::duration howLong, double perSecond,
          std::atomic<std::uint64_t>& count) {
  const rheo::Topic topic("t" + std::to_string(thread));
  const rheo::EventType type("Counted", 1);
  const auto begin = Clock::now();
  std::uint64_t n = 0;
  while (Clock::now() - begin < howLong) {
    const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    for (const auto due = static_cast<std::uint64_t>(seconds * perSecond); n < due;) {
      char text[24];
      const int size =
          std::snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(++n));
      probe.published(topic, type, {text, static_cast<std::size_t>(size)});
      count.store(n, std::memory_order_relaxed);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  faults::Counts* counts = faults::mapCounts(argv[1]);
  if (counts == nullptr) return 3;
  const int threads = std::atoi(argv[2]);
  const auto howLong = std::chrono::milliseconds(std::atoi(argv[3]));
  rheo::Config config = rheo::Config::fromEnvironment("faulty");
  config.exitDeadlineMs = 20'000;
  if (std::strcmp(argv[5], "overwrite") == 0) config.fullPolicy = rheo::FullPolicy::OverwriteOldest;
  rheo::Probe probe(config);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i)
    all.emplace_back([&, i] { emit(probe, i, howLong, std::atof(argv[4]), counts->emitted[i]); });
  for (auto& thread : all) thread.join();
  return 0;  // the destructor waits for the collector
}
