// SPDX-License-Identifier: Apache-2.0
// How fast other tools' traces become a recording, against merely parsing the same bytes. Spans a
// second of CPU say more than of wall time on a shared machine; the ratio says most.
//   bench_import [--spans N] [--only otlp-json|otlp-proto] [--read-only]
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "model/json/json.h"
#include "model/session/file_import.h"
#include "tests/tools/trace_maker.h"

namespace {

using namespace rheo;
namespace fs = std::filesystem;

struct Cost {
  double wall = 0;
  double cpu = 0;     ///< of all threads
  double kernel = 0;  ///< of that, in the kernel
  long faults = 0;    ///< pages of memory touched for the first time
};

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

rusage usageNow() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage;
}

template <class Work>
Cost costOf(Work&& work) {
  const rusage before = usageNow();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const rusage after = usageNow();
  const double kernel = seconds(after.ru_stime) - seconds(before.ru_stime);
  return {wall.count(), seconds(after.ru_utime) - seconds(before.ru_utime) + kernel, kernel,
          after.ru_minflt - before.ru_minflt};
}

/// Peak memory of this process since the last call, in MiB.
double takePeak() {
  double peak = 0;
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) peak = std::strtod(line.c_str() + 6, nullptr) / 1024;
  }
  std::ofstream("/proc/self/clear_refs") << "5";
  return peak;
}

/// Takes what is read, and lets it go.
class Nowhere final : public files::Receiver {
 public:
  NameTable& names() override { return m_names; }
  std::uint32_t announce(const SessionInfo&) override { return 1; }
  Result<void> take(EventBatch&&, std::vector<Problem>&&) override { return {}; }

 private:
  NameTable m_names;
};

/// $RHEO_BENCH_WINDOW items wait for their relatives.
files::ImportOptions windowed() {
  files::ImportOptions options;
  if (const char* items = std::getenv("RHEO_BENCH_WINDOW"))
    options.windowItems = std::strtoull(items, nullptr, 10);
  return options;
}

void makeFile(const std::string& path, bool proto, std::uint64_t spans) {
  test::TraceMaker maker(1);
  std::ofstream out(path, std::ios::binary);
  std::string text;
  for (std::uint64_t made = 0; made < spans; made += 100 * test::TraceMaker::kSpansATrace) {
    text.clear();
    const auto batch = maker.next(100);
    proto ? appendOtlpProto(text, batch) : appendOtlpJson(text, batch);
    out << text;
  }
}

/// The floor: every line parsed, nothing looked at.
Cost parseOnly(const std::string& path) {
  JsonParser parser;
  return costOf([&] {
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      const std::size_t size = line.size();
      line.append(JsonParser::kPadding, ' ');
      if (!parser.parsePadded(std::string_view(line).substr(0, size)).exists()) std::exit(1);
    }
  });
}

Cost readOnly(const std::string& path, files::ImportCounts& counts) {
  Nowhere nowhere;
  return costOf([&] {
    files::Importer importer(nowhere, windowed());
    if (!importer.add(path) || !importer.finish()) std::exit(1);
    counts = importer.counts();
  });
}

Cost whole(const std::string& path, const std::string& recording, files::ImportCounts& counts) {
  FileImportOptions options;
  options.files = {path};
  options.path = recording;
  options.import = windowed();
  return costOf([&] {
    const auto outcome = importFiles(options);
    if (!outcome) {
      std::fprintf(stderr, "bench_import: %s\n", outcome.error().text().c_str());
      std::exit(1);
    }
    counts = outcome->counts;
  });
}

void print(const char* what, const Cost& cost, std::uint64_t spans, double megabytes,
           double floor) {
  const auto count = static_cast<double>(spans);
  std::printf("  %-22s %7.0f k/s wall %7.0f k/s CPU %6.0f MB/s", what, count / cost.wall / 1e3,
              count / cost.cpu / 1e3, megabytes / cost.wall);
  if (floor > 0) std::printf("  %5.1f x parsing only", cost.cpu / floor);
  std::printf("  peak %4.0f MiB, kernel %2.0f %%, %ld faults\n", takePeak(),
              100 * cost.kernel / cost.cpu, cost.faults);
}

void measure(const fs::path& folder, bool proto, std::uint64_t spans, bool skipStore) {
  const std::string path = (folder / (proto ? "in.pb" : "in.json")).string();
  const std::string recording = (folder / "out.rheo").string();
  makeFile(path, proto, spans);
  const double megabytes = static_cast<double>(fs::file_size(path)) / 1e6;
  files::ImportCounts counts;
  std::printf("%s, %.0f MB\n", proto ? "otlp-proto" : "otlp-json", megabytes);
  takePeak();
  double floor = 0;
  if (!proto) {
    const Cost cost = parseOnly(path);
    floor = cost.cpu;
    print("simdjson parses", cost, spans, megabytes, 0);
  }
  const Cost reading = readOnly(path, counts);
  print("read into sightings", reading, counts.spans, megabytes, floor);
  if (!skipStore) {
    const Cost importing = whole(path, recording, counts);
    print("imported", importing, counts.spans, megabytes, floor);
    std::printf("  %llu spans, %llu sightings, %llu broken; recording %.0f MB\n",
                static_cast<unsigned long long>(counts.spans),
                static_cast<unsigned long long>(counts.sightings),
                static_cast<unsigned long long>(counts.broken),
                static_cast<double>(fs::file_size(recording)) / 1e6);
  }
  fs::remove(path);
  for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(recording + suffix);
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t spans = 1'000'000;
  std::string only;
  bool skipStore = false;
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--read-only") == 0) skipStore = true;
    if (i + 1 >= count) break;
    if (std::strcmp(arguments[i], "--spans") == 0)
      spans = std::strtoull(arguments[i + 1], nullptr, 10);
    if (std::strcmp(arguments[i], "--only") == 0) only = arguments[i + 1];
  }
  const fs::path folder =
      fs::temp_directory_path() / ("rheo-bench-import-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  if (only.empty() || only == "otlp-json") measure(folder, false, spans, skipStore);
  if (only.empty() || only == "otlp-proto") measure(folder, true, spans, skipStore);
  fs::remove_all(folder);
  return 0;
}
