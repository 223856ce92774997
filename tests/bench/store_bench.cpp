// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "model/store/store.h"
#include "tests/bench/scratch_file.h"
#include "tests/bench/store_load.h"
#include "tests/bench/store_rows.h"

// Writing a recording against a table of rows with three indexes in the same run. RHEO_BENCH_EVENTS
// sets how many sightings a recording holds (default 2,000,000). Questions: bench_store_questions.
namespace {

using namespace rheo;

constexpr std::size_t kPerCommit = 20'000;

std::size_t eventCount() {
  const char* asked = std::getenv("RHEO_BENCH_EVENTS");
  return asked == nullptr ? 2'000'000 : std::strtoull(asked, nullptr, 10);
}

void check(bool ok, const std::string& why) {
  if (ok) return;
  std::fprintf(stderr, "bench_store: %s\n", why.c_str());
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  check(result.ok(), result.ok() ? "" : result.error().text());
  return std::move(result).value();
}

void commit(store::StoreWriter& writer, EventBatch& batch) {
  const auto done = writer.commit({{&batch, 1}, {}, {}, {}});
  check(done.ok(), done.ok() ? "" : done.error().text());
}

/// Each commit is made right before it is written, as the pipeline does: its sightings are warm.
void writeChunks(benchmark::State& state) {
  const auto perCommit = static_cast<std::size_t>(state.range(0));
  // Small commits are slow: fewer of them tell as much.
  const std::size_t wanted = std::min(eventCount(), perCommit * 500);
  for (auto _ : state) {
    state.PauseTiming();
    const bench::ScratchFile file("rheo-bench-chunks");
    auto writer = must(store::openWriter(file.path(), {}));
    bench::ShopLoad load(writer->names());
    std::size_t total = 0;
    while (total < wanted) {
      EventBatch batch = load.next(perCommit);
      total += batch.events.size();
      state.ResumeTiming();
      commit(*writer, batch);
      state.PauseTiming();
    }
    state.ResumeTiming();
    check(writer->close().ok(), "close failed");
    state.PauseTiming();
    state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(total));
    state.counters["B/event"] = file.size() / static_cast<double>(total);
    state.ResumeTiming();
  }
}
BENCHMARK(writeChunks)->Arg(1000)->Arg(kPerCommit)->Unit(benchmark::kMillisecond)->UseRealTime();

void writeRows(benchmark::State& state) {
  const std::size_t wanted = std::min<std::size_t>(eventCount(), 400'000);
  for (auto _ : state) {
    state.PauseTiming();
    const bench::ScratchFile file("rheo-bench-rows");
    NameTable names;
    bench::ShopLoad load(names);
    std::vector<EventBatch> batches;
    std::size_t total = 0;
    while (total < wanted) total += batches.emplace_back(load.next(kPerCommit)).events.size();
    {
      bench::RowTable table(file.path());
      state.ResumeTiming();
      for (const EventBatch& batch : batches) table.add({&batch, 1});
      state.PauseTiming();
    }
    state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(total));
    state.counters["B/event"] = file.size() / static_cast<double>(total);
    state.ResumeTiming();
  }
}
BENCHMARK(writeRows)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
