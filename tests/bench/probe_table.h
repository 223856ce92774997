// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>
#include <string>

namespace rheo::bench {

/// Prints what was measured in one run side by side: ours against the floor and against what people
/// use otherwise, each with its goal.
class ProbeTable : public benchmark::ConsoleReporter {
 public:
  ProbeTable() : ConsoleReporter(OO_Tabular) {}

  void ReportRuns(const std::vector<Run>& runs) override {
    ConsoleReporter::ReportRuns(runs);
    for (const Run& run : runs) {
      const auto counter = [&](const char* name) {
        const auto found = run.counters.find(name);
        return found == run.counters.end() ? 0.0 : found->second.value;
      };
      const std::string name = run.benchmark_name();
      const bool numbered = name.rfind("threads/", 0) == 0;
      m_rows[numbered ? name.substr(0, name.find('/', 8)) : name.substr(0, name.find('/'))] = {
          counter("p50_ns"), counter("p99_ns"), counter("mean_ns"), counter("allocs")};
    }
  }

  void print() const {
    if (m_rows.count("emitPublished") == 0) return;
    const Row ours = row("emitPublished");
    std::printf("\n%-28s %8s %8s %8s %7s\n", "one event, 128 B payload", "p50 ns", "p99 ns",
                "mean ns", "allocs");
    line("emitPublished", "rheo, sender draining");
    line("emitWithKeyAndSaga", "  with key and saga");
    line("floorCopy", "floor: copy into the ring");
    line("lttngTracepoint", "LTTng-UST");
    line("spdlogAsync", "spdlog async");
    line("prometheusMetrics", "prometheus-cpp c+h");
    line("emitDropping", "rheo, flooding (drops)");
    line("disabled", "rheo, off");
    line("meteredPublished", "metrics alone, published");
    line("meteredProcessing", "metrics alone, handled");
    line("plainProcessing", "  the same, not counted");
    for (const char* count : {"1", "2", "4", "8"})
      line("threads/" + std::string(count), "rheo, threads: " + std::string(count));
    std::printf("\n");
    goal("p50", ours.p50, 25, "ns");
    goal("p99", ours.p99, 200, "ns");
    goal("allocations", ours.allocations, 0, "");
    against("p50 / floor", ours.p50, "floorCopy", 1.5);
    against("p50 / LTTng-UST", ours.p50, "lttngTracepoint", 0.2);
    against("p50 / spdlog async", ours.p50, "spdlogAsync", 0.07);
    const Row flood = row("emitDropping");
    if (flood.p50 > 0) goal("flooding, mean / median", flood.mean / flood.p50, 3, "");
    if (m_rows.count("disabled") != 0) goal("off", row("disabled").p50, 5, "ns");
    against("2 threads / 1 (mean)", row("threads/2").mean, "threads/1", 1.5, true);
  }

 private:
  struct Row {
    double p50 = 0, p99 = 0, mean = 0, allocations = 0;
  };

  [[nodiscard]] Row row(const std::string& name) const {
    const auto found = m_rows.find(name);
    return found == m_rows.end() ? Row{} : found->second;
  }
  void line(const std::string& name, const std::string& label) const {
    if (m_rows.count(name) == 0) return;
    const Row r = row(name);
    std::printf("%-28s %8.1f %8.1f %8.1f %7.0f\n", label.c_str(), r.p50, r.p99, r.mean,
                r.allocations);
  }
  static void goal(const char* what, double value, double most, const char* unit) {
    std::printf("%-28s %8.3f %-2s (goal %g) %s\n", what, value, unit, most,
                value <= most ? "met" : "MISSED");
  }
  void against(const char* what, double ours, const char* theirs, double most,
               bool means = false) const {
    const double other = means ? row(theirs).mean : row(theirs).p50;
    if (other > 0) goal(what, ours / other, most, "");
  }

  std::map<std::string, Row> m_rows;
};

}  // namespace rheo::bench
