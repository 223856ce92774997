// SPDX-License-Identifier: Apache-2.0
// From emit to commit: processes with probes -> ZeroMQ over ipc -> decoded -> hops, rollups, sagas,
// problems -> committed, everything on this machine; then the same load into less.
//
//   bench_store_ingest [--seconds N] [--processes N] [--rate SIGHTINGS_PER_S] [--only PATH]
//
// Without --rate the load goes as fast as it is acknowledged, so the path sets the pace; with it,
// the load does not wait, and what the rings cannot hold is dropped and counted.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/ingest_load.h"
#include "tests/bench/ingest_path.h"
#include "tests/bench/scratch_file.h"

namespace {

using namespace rheo::bench;
using Clock = std::chrono::steady_clock;

struct Options {
  double seconds = 6;
  int processes = 2;
  double rate = 0;
  std::string only;
};

/// A load process and the end of the pipe that tells how it went.
struct Child {
  pid_t pid = 0;
  std::FILE* said = nullptr;
};

struct Outcome {
  unsigned long long emitted = 0, dropped = 0;
  IngestPath::Account account;
  double wallS = 0, loadCpuS = 0, collectorCpuS = 0, bytes = 0;
};

double ownCpu() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

Child startLoad(const Options& options, const std::string& endpoint, int number) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) std::exit(1);
  const std::string name = "load-" + std::to_string(number);
  const std::string seconds = std::to_string(options.seconds);
  const std::string rate = std::to_string(options.rate / options.processes);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::execl("/proc/self/exe", "bench_store_ingest", "--load", endpoint.c_str(), name.c_str(),
            seconds.c_str(), rate.c_str(), static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(ends[1]);
  return {pid, ::fdopen(ends[0], "r")};
}

void await(const Child& child, Outcome& outcome) {
  unsigned long long emitted = 0, dropped = 0;
  double cpuS = 0;
  if (std::fscanf(child.said, "%llu %llu %lf", &emitted, &dropped, &cpuS) != 3) {
    std::fprintf(stderr, "ingest: a load process failed\n");
    std::exit(1);
  }
  std::fclose(child.said);
  ::waitpid(child.pid, nullptr, 0);
  outcome.emitted += emitted;
  outcome.dropped += dropped;
  outcome.loadCpuS += cpuS;
}

/// Returns when the last sighting is committed, or nothing more comes.
void awaitCommits(const IngestPath& path, Outcome& outcome) {
  for (int still = 0; still < 200; ++still) {
    const IngestPath::Account account = path.account();
    if (account.events != outcome.account.events) still = 0;
    outcome.account = account;
    if (account.events + outcome.dropped >= outcome.emitted) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

Outcome measure(PathKind kind, const Options& options) {
  Outcome outcome;
  const ScratchFile file("rheo-bench-ingest");
  const std::string endpoint = "ipc://" + file.path() + ".d/c.ipc";
  const double cpu = ownCpu();
  {
    const auto path = startPath(kind, endpoint, file.path());
    std::vector<Child> children;
    const auto start = Clock::now();
    for (int i = 0; i < options.processes; ++i) children.push_back(startLoad(options, endpoint, i));
    for (const Child& child : children) await(child, outcome);
    awaitCommits(*path, outcome);
    outcome.wallS = std::chrono::duration<double>(Clock::now() - start).count();
    path->stop();
    outcome.account = {outcome.account.events, path->account().lost, path->account().commits};
  }
  outcome.collectorCpuS = ownCpu() - cpu;
  if (kind != PathKind::StoreOff) outcome.bytes = file.size();
  std::filesystem::remove_all(file.path() + ".d");
  return outcome;
}

void print(PathKind kind, const Outcome& o, double whole) {
  const auto events = static_cast<double>(o.account.events);
  const double rate = events / o.wallS;
  std::printf(
      "%-16s %8.3fM/s %6.2fx  %9llu emitted %6lld lost  %5.0f ns load + %5.0f ns collector "
      "CPU an event  %6.1f B\n",
      pathName(kind), rate / 1e6, whole / rate, o.emitted,
      static_cast<long long>(o.emitted - o.account.events), o.loadCpuS / events * 1e9,
      o.collectorCpuS / events * 1e9, o.bytes / events);
  if (o.emitted != o.account.events + o.account.lost) {
    std::printf("  %lld of them neither recorded nor counted as lost\n",
                static_cast<long long>(o.emitted - o.account.events - o.account.lost));
  }
  std::fflush(stdout);
}

void compare(const Options& options) {
  std::printf(
      "%d load processes for %.0f s on %ld processors; 'x' = recorded / this; goal: recorded "
      ">= 1M/s, 0 lost, <= 80 B\n",
      options.processes, options.seconds, ::sysconf(_SC_NPROCESSORS_ONLN));
  double whole = 0;
  for (const PathKind kind :
       {PathKind::Whole, PathKind::StoreOff, PathKind::Bare, PathKind::Rows}) {
    if (!options.only.empty() && options.only != pathName(kind)) continue;
    const Outcome outcome = measure(kind, options);
    if (kind == PathKind::Whole) {
      whole = static_cast<double>(outcome.account.events) / outcome.wallS;
    }
    print(kind, outcome, whole);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 6 && std::strcmp(argv[1], "--load") == 0) {
    return runLoad({argv[2], argv[3], std::atof(argv[4]), std::atof(argv[5])});
  }
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--seconds") options.seconds = std::atof(argv[i + 1]);
    if (name == "--processes") options.processes = std::max(1, std::atoi(argv[i + 1]));
    if (name == "--rate") options.rate = std::atof(argv[i + 1]);
    if (name == "--only") options.only = argv[i + 1];
  }
  compare(options);
  return 0;
}
