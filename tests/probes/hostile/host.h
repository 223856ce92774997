// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "rheo/probe.hpp"

/// What the misbehaving programs share: one program holds a few cases, chosen by name. A case says
/// what it emitted; whoever started it compares that with what arrived. No exceptions, no RTTI.
namespace hostile {

struct Case {
  const char* name;
  int (*run)();
};

inline const rheo::Topic kTopic("orders.placed");
inline const rheo::EventType kType("OrderPlaced", 2);

inline rheo::Config config() {
  return rheo::Config::fromEnvironment("hostile");
}

inline void emit(rheo::Probe& probe, int count, const char* payload = "payload") {
  for (int i = 0; i < count; ++i) probe.published(kTopic, kType, payload);
}

/// Counted by the driver over all processes of a case.
inline void report(const rheo::Probe& probe) {
  const rheo::ProbeStats stats = probe.stats();
  char line[128];
  const int size = std::snprintf(line, sizeof line, "emitted=%llu dropped=%llu\n",
                                 static_cast<unsigned long long>(stats.emitted),
                                 static_cast<unsigned long long>(stats.dropped));
  if (::write(STDOUT_FILENO, line, static_cast<std::size_t>(size)) != size) std::_Exit(99);
}

/// Everything committed, then told.
inline int finish(rheo::Probe& probe) {
  const bool done = probe.flush(20'000);
  report(probe);
  return done ? 0 : 10;
}

inline int fail(const char* what) {
  std::fprintf(stderr, "wrong: %s\n", what);
  return 20;
}

/// Resident memory of this process.
inline long residentKiB() {
  long size = 0, resident = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  if (std::fscanf(file, "%ld %ld", &size, &resident) != 2) resident = 0;
  std::fclose(file);
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

template <std::size_t N>
int choose(int argc, char** argv, const Case (&cases)[N]) {
  for (const Case& each : cases)
    if (argc == 2 && std::strcmp(argv[1], each.name) == 0) return each.run();
  std::fprintf(stderr, "no such case\n");
  return 98;
}

}  // namespace hostile
