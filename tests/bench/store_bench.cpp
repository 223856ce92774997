// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "model/store/store.h"
#include "tests/bench/store_load.h"

// Writing a recording against a table of rows with three indexes in the same run, and questions to
// a recording. RHEO_BENCH_EVENTS sets how many sightings a recording holds (default 2,000,000).
namespace {

using namespace rheo;
namespace fs = std::filesystem;

constexpr std::size_t kPerCommit = 20'000;

std::size_t eventCount() {
  const char* asked = std::getenv("RHEO_BENCH_EVENTS");
  return asked == nullptr ? 2'000'000 : std::strtoull(asked, nullptr, 10);
}

/// A file of its own that is gone afterwards.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name)
      : m_path((fs::temp_directory_path() / (name + std::to_string(::getpid()))).string()) {
    remove();
  }
  ~ScratchFile() { remove(); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] double size() const { return static_cast<double>(fs::file_size(m_path)); }

 private:
  void remove() const {
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(m_path + suffix);
  }
  std::string m_path;
};

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

void writeChunks(benchmark::State& state) {
  const auto perCommit = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const ScratchFile file("rheo-bench-chunks");
    auto writer = must(store::openWriter(file.path(), {}));
    bench::ShopLoad load(writer->names());
    std::vector<EventBatch> batches;
    std::size_t total = 0;
    // Small commits are slow: fewer of them tell as much.
    const std::size_t wanted = std::min(eventCount(), perCommit * 500);
    while (total < wanted) total += batches.emplace_back(load.next(perCommit)).events.size();
    state.ResumeTiming();
    for (EventBatch& batch : batches) commit(*writer, batch);
    check(writer->close().ok(), "close failed");
    state.PauseTiming();
    state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(total));
    state.counters["B/event"] = file.size() / static_cast<double>(total);
    state.ResumeTiming();
  }
}
BENCHMARK(writeChunks)->Arg(1000)->Arg(kPerCommit)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What a recording would be without chunks: a row an event, three indexes.
void writeRows(benchmark::State& state) {
  const std::size_t wanted = std::min<std::size_t>(eventCount(), 400'000);
  for (auto _ : state) {
    state.PauseTiming();
    const ScratchFile file("rheo-bench-rows");
    NameTable names;
    bench::ShopLoad load(names);
    std::vector<EventBatch> batches;
    std::size_t total = 0;
    while (total < wanted) total += batches.emplace_back(load.next(kPerCommit)).events.size();
    sqlite3* db = nullptr;
    sqlite3_stmt* insert = nullptr;
    sqlite3_open(file.path().c_str(), &db);
    sqlite3_exec(db,
                 "PRAGMA page_size=16384; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                 "CREATE TABLE e(time, stage, service, topic, type, subscription, event BLOB, "
                 "trace BLOB, cause BLOB, span, published, broker, duration, key, payload);"
                 "CREATE INDEX a ON e(time); CREATE INDEX b ON e(event); CREATE INDEX c ON "
                 "e(trace);",
                 nullptr, nullptr, nullptr);
    sqlite3_prepare_v2(db, "INSERT INTO e VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", -1, &insert,
                       nullptr);
    state.ResumeTiming();
    for (const EventBatch& batch : batches) {
      sqlite3_exec(db, "BEGIN", nullptr, nullptr, nullptr);
      for (const TraceEvent& e : batch.events) {
        int at = 0;
        for (const std::int64_t v :
             {e.timeNs, std::int64_t{static_cast<int>(e.stage)}, std::int64_t{e.service},
              std::int64_t{e.topic}, std::int64_t{e.type}, std::int64_t{e.subscription}}) {
          sqlite3_bind_int64(insert, ++at, v);
        }
        for (const Id128* id : {&e.eventId, &e.traceId, &e.causationId}) {
          sqlite3_bind_blob(insert, ++at, id, sizeof *id, SQLITE_STATIC);
        }
        for (const std::int64_t v :
             {static_cast<std::int64_t>(e.spanId), e.publishedNs, e.brokerNs, e.durationNs}) {
          sqlite3_bind_int64(insert, ++at, v);
        }
        for (const std::string_view text : {e.key, e.payload}) {
          sqlite3_bind_text(insert, ++at, text.data(), static_cast<int>(text.size()),
                            SQLITE_STATIC);
        }
        check(sqlite3_step(insert) == SQLITE_DONE, "insert failed");
        sqlite3_reset(insert);
      }
      sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    sqlite3_finalize(insert);
    sqlite3_close(db);
    state.PauseTiming();
    state.SetItemsProcessed(state.items_processed() + static_cast<std::int64_t>(total));
    state.counters["B/event"] = file.size() / static_cast<double>(total);
    state.ResumeTiming();
  }
}
BENCHMARK(writeRows)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

/// One recording for all questions; made before the first is timed.
class Recording {
 public:
  static Recording& get() {
    static Recording recording;
    return recording;
  }
  store::StoreReader& reader() { return *m_reader; }
  [[nodiscard]] TimeRange range() { return must(m_reader->extent()); }
  [[nodiscard]] Id128 someTrace() const { return m_trace; }

 private:
  Recording() : m_file("rheo-bench-questions") {
    auto writer = must(store::openWriter(m_file.path(), {}));
    bench::ShopLoad load(writer->names(), 50'000);
    for (std::size_t total = 0; total < eventCount();) {
      EventBatch batch = load.next(kPerCommit);
      total += batch.events.size();
      m_trace = batch.events[batch.events.size() / 2].traceId;
      commit(*writer, batch);
    }
    check(writer->close().ok(), "close failed");
    m_reader = must(store::openReader(m_file.path()));
  }

  ScratchFile m_file;
  std::unique_ptr<store::StoreReader> m_reader;
  Id128 m_trace;
};

/// A range whose ends cut seconds: most of the recording, from rollups and two partial seconds.
TimeRange oddRange() {
  TimeRange range = Recording::get().range();
  range.from += 333'333'333;
  range.to -= 777'777'777;
  return range;
}

void askSummary(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) must(Recording::get().reader().summary({oddRange(), {}}, {}));
}
BENCHMARK(askSummary)->Unit(benchmark::kMillisecond);

void askTopology(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) must(Recording::get().reader().topology({oddRange(), {}}, {}));
}
BENCHMARK(askTopology)->Unit(benchmark::kMillisecond);

void askThroughput(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) {
    must(Recording::get().reader().throughput({oddRange(), {}}, store::GroupBy::Topic, 0, {}));
  }
}
BENCHMARK(askThroughput)->Unit(benchmark::kMillisecond);

void askLatency(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) {
    must(Recording::get().reader().latency({oddRange(), {}}, store::LatencyPart::Total, 0, {}));
  }
}
BENCHMARK(askLatency)->Unit(benchmark::kMillisecond);

void askFilteredRows(benchmark::State& state) {
  Recording::get();
  const auto filter =
      *query::Filter::parse(R"(topic == "orders" && type == "ordersCreated" && latency > 1500us)");
  for (auto _ : state) {
    must(Recording::get().reader().eventIds({oddRange(), filter}, 100'000'000, {}));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(eventCount()));
}
BENCHMARK(askFilteredRows)->Unit(benchmark::kMillisecond);

void askOneTrace(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) must(Recording::get().reader().trace(Recording::get().someTrace(), {}));
}
BENCHMARK(askOneTrace)->Unit(benchmark::kMillisecond);

void askSqlP99ByTopic(benchmark::State& state) {
  Recording::get();
  for (auto _ : state) {
    must(Recording::get().reader().sql("SELECT topic, p99(latency_ns) FROM hop GROUP BY topic", 100,
                                       {}));
  }
}
BENCHMARK(askSqlP99ByTopic)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

BENCHMARK_MAIN();
