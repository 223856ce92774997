// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <string>

namespace rheo::bench {

/// Prints what was measured in one run side by side: ours against the floor and against what people
/// use otherwise.
class ProbeTable : public benchmark::ConsoleReporter {
 public:
  ProbeTable() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      Row& row = m_rows[run.benchmark_name().substr(0, run.benchmark_name().find('/'))];
      const auto counter = [&](const char* name) {
        const auto found = run.counters.find(name);
        return found == run.counters.end() ? 0.0 : found->second.value;
      };
      row = {counter("p50_ns"), counter("p99_ns"), counter("mean_ns"), counter("allocs")};
    }
  }

  void print() const {
    const auto ours = m_rows.find("emitPublished");
    if (ours == m_rows.end()) return;
    std::printf("\n%-26s %9s %9s %9s %8s %22s\n", "one event, 128 B payload", "p50 ns", "p99 ns",
                "mean ns", "allocs", "ours / theirs (p50)");
    const auto line = [&](const char* name, const char* label, double target) {
      const auto found = m_rows.find(name);
      if (found == m_rows.end()) return;
      const Row& row = found->second;
      std::printf("%-26s %9.1f %9.1f %9.1f %8.0f", label, row.p50, row.p99, row.mean,
                  row.allocations);
      if (target > 0 && row.p50 > 0) {
        const double ratio = ours->second.p50 / row.p50;
        std::printf("  %7.3f (goal %.2f) %s", ratio, target, ratio <= target ? "met" : "MISSED");
      }
      std::printf("\n");
    };
    line("emitPublished", "rheo, sender draining", 0);
    line("floorCopy", "floor: copy into the ring", 1.5);
    line("lttngTracepoint", "LTTng-UST", 0.2);
    line("spdlogAsync", "spdlog async", 0.07);
    line("prometheusMetrics", "prometheus-cpp c+h", 0);
    line("emitDropping", "rheo, flooding (drops)", 0);
    line("disabled", "rheo, off", 0);
  }

 private:
  struct Row {
    double p50 = 0, p99 = 0, mean = 0, allocations = 0;
  };
  std::map<std::string, Row> m_rows;
};

}  // namespace rheo::bench
