// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/question_table.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>

namespace rheo::bench {
namespace {

constexpr int kTries = 3;

double best(const std::function<void()>& ask) {
  double least = seconds(ask);
  for (int i = 1; i < kTries; ++i) least = std::min(least, seconds(ask));
  return least;
}

std::string ratio(double peerPerMillion, double events, double ours) {
  if (peerPerMillion < 0) return "-";
  char text[32];
  const double times = peerPerMillion * events / 1e6 / ours;
  std::snprintf(text, sizeof text, "%.*fx", times < 10 ? 2 : times < 100 ? 1 : 0, times);
  return text;
}

std::string verdict(double value, double goal) {
  if (goal <= 0) return "";
  char text[64];
  std::snprintf(text, sizeof text, "goal %.0f: %s", goal, value <= goal ? "reached" : "MISSED");
  return text;
}

}  // namespace

void QuestionTable::head(std::uint64_t events, std::uint64_t peerEvents, bool duck) {
  std::printf("%llu sightings; peers over %llu, scaled; DuckDB %s\n",
              static_cast<unsigned long long>(events), static_cast<unsigned long long>(peerEvents),
              duck ? "is here" : "is not here (RHEO_DUCKDB=/path/to/libduckdb.so)");
  std::printf("%-42s %12s %12s %10s %10s\n", "", "first ms", "best ms", "rows", "DuckDB");
}

void QuestionTable::add(const std::string& name, double goalMs, std::uint64_t events,
                        const std::function<void()>& ask, const PeerTimes& peers) {
  const double first = seconds(ask);
  const double ours = best(ask);
  const auto count = static_cast<double>(events);
  std::printf("%-42s %12.2f %12.2f %10s %10s  %s\n", name.c_str(), first * 1e3, ours * 1e3,
              ratio(peers.rows, count, ours).c_str(), ratio(peers.duck, count, ours).c_str(),
              verdict(ours * 1e3, goalMs).c_str());
  std::fflush(stdout);
}

void QuestionTable::addOnce(const std::string& name, double goalMs,
                            const std::function<void()>& ask) {
  add(name, goalMs, 0, ask);
}

void QuestionTable::sayMemory(const std::string& when, double goalMiB) {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  const double mib =
      static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
  std::printf("%s: %.0f MiB resident  %s\n", when.c_str(), mib, verdict(mib, goalMiB).c_str());
}

}  // namespace rheo::bench
