// SPDX-License-Identifier: Apache-2.0
// Questions to a large recording, beside the same ones to a table of rows with three indexes and to
// DuckDB (RHEO_DUCKDB=/path/to/libduckdb.so), both over fewer of the same sightings.
//
//   bench_store_questions [--file FILE.rheo] [--events N] [--rows N]
//
// Without --file a recording of N sightings (10,000,000) is made by the real writer and removed.
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "model/store/store.h"
#include "tests/bench/duck.h"
#include "tests/bench/question_table.h"
#include "tests/bench/scratch_file.h"
#include "tests/bench/store_load.h"
#include "tests/bench/store_rows.h"

namespace {

using namespace rheo;
using namespace rheo::bench;

constexpr std::uint64_t kSlice = 10'000'000;  ///< sightings that some goals are told for
constexpr std::size_t kPerCommit = 20'000;

struct Options {
  std::string file;
  std::uint64_t events = 10'000'000;
  std::uint64_t rows = 1'000'000;
};

template <class T>
T must(Result<T> result) {
  if (result.ok()) return std::move(result).value();
  std::fprintf(stderr, "bench_store_questions: %s\n", result.error().text().c_str());
  std::exit(1);
}

/// The peers, with the first `rows` sightings of the same load.
struct Peers {
  explicit Peers(std::uint64_t count) : rows(file.path()), duck(Duck::open()), events(count) {
    NameTable names;
    ShopLoad load(names, kLoadRate);
    for (std::uint64_t done = 0; done < count;) {
      const EventBatch batch = load.next(kPerCommit);
      done += batch.events.size();
      rows.add({&batch, 1});
      if (duck) duck->add({&batch, 1}, names);
    }
    topic = names.find("orders");
    type = names.find("ordersCreated");
    processed = static_cast<int>(Stage::Processed);
  }
  /// Seconds a million sightings, by each.
  PeerTimes ask(const std::string& row, const std::string& duckSql) {
    PeerTimes times;
    const double millions = static_cast<double>(events) / 1e6;
    times.rows = seconds([&] { rows.ask(row); }) / millions;
    if (duck) times.duck = seconds([&] { duck->ask(duckSql); }) / millions;
    return times;
  }

  /// All of one of their traces, or events, by its id. An index is hardly deeper for being over
  /// more: the time by rows is not scaled to so many sightings.
  PeerTimes askById(const std::string& column, std::uint64_t scaled) {
    const std::string id = "SELECT count(payload) FROM e WHERE " + column + " = (SELECT " + column +
                           " FROM e LIMIT 1 OFFSET 5000)";
    PeerTimes times = ask(id, id);
    times.rows *= static_cast<double>(events) / static_cast<double>(scaled);
    return times;
  }

  ScratchFile file{"rheo-bench-peers"};
  RowTable rows;
  std::unique_ptr<Duck> duck;
  std::uint64_t events;
  Name topic = 0, type = 0;
  int processed = 0;
};

/// Of the recording: its end where kSlice sightings lie, all of it, and ids that occur in it.
struct Subject {
  std::unique_ptr<store::StoreReader> reader;
  TimeRange all, slice;
  std::uint64_t events = 0, inSlice = 0;
  store::EventRow some;
};

Subject look(const std::string& path) {
  Subject s;
  s.reader = must(store::openReader(path));
  s.all = must(s.reader->extent());
  s.events = s.reader->lastRow();
  s.inSlice = std::min(s.events, kSlice);
  const std::vector<std::uint64_t> rows{s.events - s.inSlice + 1, s.events / 2};
  const auto found = must(s.reader->eventRows(rows, false, {}));
  s.slice = {found[0].timeNs, s.all.to};
  s.some = found[1];
  return s;
}

void askOverviews(QuestionTable& table, Subject& s, Peers& peers, const std::string& path) {
  table.add("open, first picture", 1000, s.events, [&] {
    const auto reader = must(store::openReader(path));
    must(reader->topology({}, {}));
    must(reader->throughput({}, store::GroupBy::Topic, 0, {}));
  });
  table.add(
      "overview: summary and throughput of all", 50, s.events,
      [&] {
        must(s.reader->summary({}, {}));
        must(s.reader->throughput({}, store::GroupBy::Topic, 0, {}));
      },
      peers.ask("SELECT time / 1000000000, topic, count(*) FROM e GROUP BY 1, 2",
                "SELECT time // 1000000000, topic, count(*) FROM e GROUP BY 1, 2"));
  table.add("topology of all", 0, s.events, [&] { must(s.reader->topology({}, {})); });
  table.add("latency heatmap of all", 0, s.events,
            [&] { must(s.reader->latency({}, store::LatencyPart::Total, 0, {})); });
  const std::string p99 =
      "SELECT topic, quantile_cont(time - published, 0.99) FROM e WHERE stage = 'processed' GROUP "
      "BY topic";
  // Rows have no percentile: every value in order, as an exact one needs.
  const std::string sorted =
      "SELECT topic, max(latency) FROM (SELECT topic, time - published AS latency, ntile(100) OVER "
      "(PARTITION BY topic ORDER BY time - published) AS tile FROM e WHERE stage = " +
      std::to_string(peers.processed) + ") WHERE tile < 100 GROUP BY topic";
  const PeerTimes times = peers.ask(sorted, p99);
  table.add(
      "p99 by topic of all, from the rollups", 200, s.events,
      [&] {
        must(s.reader->sql("SELECT topic, p99(latency) FROM traffic GROUP BY topic", 100, {}));
      },
      times);
  const std::string slice = " WHERE time_ns >= " + std::to_string(s.slice.from);
  table.add(
      "p99 by topic in SQL, sighting by sighting", 0, s.inSlice,
      [&] {
        must(s.reader->sql("SELECT topic, p99(latency_ns) FROM hop" + slice + " GROUP BY topic",
                           100, {}));
      },
      times);
}

void askRows(QuestionTable& table, Subject& s, Peers& peers) {
  table.add(
      "one trace by id", 20, s.events, [&] { must(s.reader->trace(s.some.traceId, {})); },
      peers.askById("trace", s.events));
  table.add(
      "one event by id", 20, s.events, [&] { must(s.reader->sightings(s.some.eventId, {})); },
      peers.askById("event", s.events));
  const auto hot =
      *query::Filter::parse(R"(topic == "orders" && type == "ordersCreated" && latency > 1500us)");
  const std::string stage = std::to_string(peers.processed);
  table.add(
      "topic, type and latency", 300, s.inSlice,
      [&] {
        must(s.reader->eventIds({s.slice, hot}, s.events, {}));
      },
      peers.ask("SELECT count(*) FROM e WHERE topic = " + std::to_string(peers.topic) +
                    " AND type = " + std::to_string(peers.type) + " AND stage = " + stage +
                    " AND time - published > 1500000",
                "SELECT count(*) FROM e WHERE topic = 'orders' AND type = 'ordersCreated' AND "
                "stage = 'processed' AND time - published > 1500000"));
  // A customer of 90,000: a few hundred hits, found all over.
  const auto text = *query::Filter::parse(R"(payload ~ "c-04711")");
  const PeerTimes search = peers.ask("SELECT count(*) FROM e WHERE payload LIKE '%c-04711%'",
                                     "SELECT count(*) FROM e WHERE contains(payload, 'c-04711')");
  table.addOnce("text in payloads, first hits", 300, [&] {
    std::size_t hits = 0;
    const auto first = [&](std::span<const std::uint64_t> rows, double) {
      hits += rows.size();
      return hits < 20;
    };
    if (const auto done = s.reader->find({s.slice, text}, first, {}); !done) std::exit(1);
  });
  table.add(
      "text in payloads, all hits", 0, s.inSlice,
      [&] {
        must(s.reader->eventIds({s.slice, text}, s.events, {}));
      },
      search);
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--file") options.file = argv[i + 1];
    if (name == "--events") options.events = std::strtoull(argv[i + 1], nullptr, 10);
    if (name == "--rows") options.rows = std::strtoull(argv[i + 1], nullptr, 10);
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  std::optional<ScratchFile> scratch;
  std::string path = options.file;
  if (path.empty()) {
    path = scratch.emplace("rheo-bench-questions").path();
    makeRecording(path, options.events);
  }
  {
    QuestionTable table;
    // First, while the process is small.
    const auto reader = must(store::openReader(path));
    must(reader->topology({}, {}));
    must(reader->throughput({}, store::GroupBy::Topic, 0, {}));
    table.sayMemory("open with its first picture", 500);
  }
  Peers peers(options.rows);
  Subject subject = look(path);
  QuestionTable table;
  table.head(subject.events, peers.events, peers.duck != nullptr);
  askOverviews(table, subject, peers, path);
  askRows(table, subject, peers);
  return 0;
}
