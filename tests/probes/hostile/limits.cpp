// SPDX-License-Identifier: Apache-2.0
// Hosts that are short of everything: collectors, descriptors, threads, memory.
#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>

#include <ctime>

#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {

void limit(decltype(RLIMIT_NOFILE) what, rlim_t value) {
  const rlimit both{value, value};
  if (setrlimit(what, &both) != 0) std::_Exit(97);
}

/// An hour without a collector at 1,000 events a second, in as little time as it takes.
int noCollector() {
  rheo::Probe probe(config());
  emit(probe, 200'000);  // every ring page was touched once
  const long before = residentKiB();
  emit(probe, 3'400'000);
  const long grown = residentKiB() - before;
  const rheo::ProbeStats stats = probe.stats();
  report(probe);
  if (stats.emitted != 3'600'000 || stats.acked != 0) return fail("not every emit is counted");
  if (stats.dropped < 3'000'000) return fail("what cannot be kept is not counted");
  return grown < 4096 ? 0 : fail("memory grows without a collector");
}

/// It is there, took the connection, and answers nothing: stopped, or hung.
int collectorStandsStill() {
  rheo::Probe probe(config());
  emit(probe, 200'000);  // every ring page was touched once
  const timespec pause{0, 300'000'000};
  nanosleep(&pause, nullptr);
  const long before = residentKiB();
  emit(probe, 1'000'000);
  const long grown = residentKiB() - before;
  const rheo::ProbeStats stats = probe.stats();
  if (stats.emitted != 1'200'000 || stats.acked != 0) return fail("not every emit is counted");
  if (stats.dropped < 900'000) return fail("what cannot be kept is not counted");
  return grown < 4096 ? 0 : fail("memory grows while the collector stands still");
}

/// No file system at all: no /proc, no /etc, no socket to find.
int noFileSystem() {
  char empty[] = "/tmp/rheo-hostile-XXXXXX";
  if (mkdtemp(empty) == nullptr) return 97;
  if (geteuid() != 0 && unshare(CLONE_NEWUSER) != 0) return 97;
  if (chroot(empty) != 0 || chdir("/") != 0) return 97;
  rheo::Probe probe(config());
  emit(probe, 1000);
  const timespec pause{0, 100'000'000};
  nanosleep(&pause, nullptr);
  if (!probe.enabled()) return fail(probe.disabledReason());
  return probe.stats().emitted == 1000 ? 0 : fail("an emit is missing");
}

int isOff(const rheo::Probe& probe, const char* reason) {
  if (probe.enabled()) return fail("the probe is on");
  return std::strstr(probe.disabledReason(), reason) != nullptr ? 0 : fail(probe.disabledReason());
}

int noDescriptors() {
  limit(RLIMIT_NOFILE, 8);
  rheo::Probe probe(config());
  emit(probe, 1000);
  return isOff(probe, "file descriptors");
}

/// The host uses up what is left once the probe runs.
int descriptorsRunOut() {
  rheo::Probe probe(config());
  emit(probe, 10);
  if (!probe.flush(10'000)) return 10;  // connected
  limit(RLIMIT_NOFILE, 64);
  while (open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
  }
  emit(probe, 10);
  return finish(probe);
}

int descriptorsRunOutAlone() {
  rheo::Probe probe(config());
  limit(RLIMIT_NOFILE, 64);
  while (open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
  }
  for (int i = 0; i < 30; ++i) {  // time for some attempts to connect
    emit(probe, 10);
    const timespec pause{0, 20'000'000};
    nanosleep(&pause, nullptr);
  }
  report(probe);
  return probe.stats().emitted == 300 ? 0 : fail("an emit is missing");
}

int noThreads() {
  if (geteuid() == 0 && setuid(65534) != 0) return 97;  // root has no such limit
  limit(RLIMIT_NPROC, 1);
  rheo::Probe probe(config());
  emit(probe, 1000);
  return isOff(probe, "threads");
}

int noMemory() {
  limit(RLIMIT_AS, static_cast<rlim_t>(256) << 20);
  rheo::Config wanted = config();
  wanted.ringBytes = std::size_t{1} << 30;
  rheo::Probe probe(wanted);
  emit(probe, 1000);
  return isOff(probe, "memory");
}

int noEndpoint() {
  rheo::Config wanted = config();
  wanted.endpoint = "carrier-pigeon://roof";
  rheo::Probe probe(wanted);
  emit(probe, 1000);
  return isOff(probe, "endpoint");
}

/// What the destructor may take when nobody is there.
int exitAlone() {
  timespec from{}, to{};
  {
    rheo::Probe probe(config());
    emit(probe, 1000);
    clock_gettime(CLOCK_MONOTONIC, &from);
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  const long ms = (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1'000'000;
  std::printf("took=%ld\n", ms);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"noCollector", noCollector},
                        {"collectorStandsStill", collectorStandsStill},
                        {"noFileSystem", noFileSystem},
                        {"noDescriptors", noDescriptors},
                        {"descriptorsRunOut", descriptorsRunOut},
                        {"descriptorsRunOutAlone", descriptorsRunOutAlone},
                        {"noThreads", noThreads},
                        {"noMemory", noMemory},
                        {"noEndpoint", noEndpoint},
                        {"exitAlone", exitAlone}};
  return choose(argc, argv, cases);
}
