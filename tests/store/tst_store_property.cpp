// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "model/query/expr.h"
#include "model/store/store.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;
constexpr std::int64_t kSpan = 400 * kSecond;

}  // namespace

/// Every answer equals the naive one, whatever the data, the filter and the range.
class TestStoreProperty : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void rowsEqualNaive();
  void sqlEqualsNaive();
  void summaryEqualsNaive();
  void throughputEqualsNaive();
  void latencyEqualsNaive();
  void trafficEqualsNaive();
  void lookupsEqualNaive();
  void growingEqualsNaive();

 private:
  bool commitSome();
  store::Query randomQuery();

  QTemporaryDir m_dir;
  test::Random m_random{11};
  test::NaiveStore m_naive;
  TimeNs m_origin = kOrigin;
  std::unique_ptr<store::StoreWriter> m_writer;
  std::unique_ptr<store::StoreReader> m_reader;
};

void TestStoreProperty::initTestCase() {
  const std::string path = m_dir.filePath(QStringLiteral("a.rheo")).toStdString();
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  m_writer = std::move(*writer);
  // Times run on with a wide jitter, so that minutes are built and then touched again.
  for (int i = 0; i < 120; ++i) QVERIFY(commitSome());
  auto reader = store::openReader(path);
  QVERIFY2(reader.ok(), reader.ok() ? "" : reader.error().text().c_str());
  m_reader = std::move(*reader);
  // Minutes are there, or the test would not test them.
  const auto minutes = m_reader->sql("SELECT count(*) FROM rollup WHERE level = 1", 1, {});
  QVERIFY(minutes.ok());
  QVERIFY(QByteArray::fromStdString(minutes->rows[0][0]).toInt() >= 4);
  const auto tens = m_reader->sql("SELECT count(*) FROM rollup WHERE level = 3", 1, {});
  QVERIFY(QByteArray::fromStdString(tens->rows[0][0]).toInt() >= 24);
}

/// A second or so more of it, with late comers.
bool TestStoreProperty::commitSome() {
  std::vector<EventBatch> batches(1 + test::pick(m_random, 3));
  for (EventBatch& batch : batches) {
    for (std::size_t i = test::pick(m_random, 120); i > 0; --i) {
      batch.events.push_back(
          test::randomSighting(m_random, m_writer->names(), m_origin, 20 * kSecond));
      m_naive.add(batch.events.back());
    }
  }
  m_origin += kSpan / 120;
  m_naive.committed();
  return m_writer->commit({batches, {}, {}, {}}).ok();
}

store::Query TestStoreProperty::randomQuery() {
  store::Query query;
  const auto time = [&] {
    TimeNs t = kOrigin - 5 * kSecond +
               static_cast<TimeNs>(m_random() % static_cast<std::uint64_t>(kSpan + 30 * kSecond));
    if (test::pick(m_random, 3) == 0) t = t / kSecond * kSecond;
    if (test::pick(m_random, 4) == 0) t = t / (60 * kSecond) * 60 * kSecond;
    return t;
  };
  if (test::pick(m_random, 4) != 0) query.range.from = time();
  if (test::pick(m_random, 4) != 0) query.range.to = time();
  static const std::array<const char*, 7> kDimensional{"attempt < 4 && payload ~ \"plain\"",
                                                       "topic == \"a\"",
                                                       "failed",
                                                       "stage == \"processed\" && type ~ \"a\"",
                                                       "!failed || producer == \"\"",
                                                       "service in (\"a\", \"b\")",
                                                       "topic == \"a\" && latency > 1ms"};
  const auto choice = test::pick(m_random, 10);
  if (choice < kDimensional.size()) {
    query.filter = *query::Filter::parse(kDimensional[choice]);
  } else if (choice < 9) {
    query.filter = *query::Filter::parse(query::print(test::randomExpr(m_random)));
  }
  return query;
}

void TestStoreProperty::rowsEqualNaive() {
  for (int i = 0; i < 150; ++i) {
    const auto query = randomQuery();
    const auto expected = m_naive.rows(query, m_writer->names());
    const auto rows = m_reader->eventIds(query, 1'000'000, {});
    QVERIFY(rows.ok());
    QVERIFY2(*rows == expected, query.filter.text().c_str());
    std::vector<std::uint64_t> told;
    double last = 0;
    const auto found = m_reader->find(query,
                                      [&](std::span<const std::uint64_t> some, double done) {
                                        told.insert(told.end(), some.begin(), some.end());
                                        return std::exchange(last, done) < done && done <= 1;
                                      },
                                      {});
    QVERIFY(found.ok());
    QVERIFY2(told == std::vector(expected.rbegin(), expected.rend()), query.filter.text().c_str());
    QVERIFY(told.empty() || last == 1);
    const auto newest = m_reader->eventIds(query, 7, {});
    const auto kept = std::min<std::size_t>(7, expected.size());
    QCOMPARE(*newest,
             std::vector(expected.end() - static_cast<std::ptrdiff_t>(kept), expected.end()));
  }
}

void TestStoreProperty::sqlEqualsNaive() {
  for (int i = 0; i < 150; ++i) {
    const auto query = randomQuery();
    const auto where = " WHERE time_ns >= " + std::to_string(query.range.from) + " AND time_ns < " +
                       std::to_string(query.range.to) + " AND " + query.filter.toSql();
    const auto table =
        m_reader->sql("SELECT row FROM event" + where + " ORDER BY row", 1'000'000, {});
    QVERIFY2(table.ok(), table.ok() ? "" : table.error().text().c_str());
    std::vector<std::uint64_t> rows;
    for (const auto& row : table->rows) rows.push_back(std::stoull(row[0]));
    QVERIFY2(rows == m_naive.rows(query, m_writer->names()), query.filter.text().c_str());
    const auto hops = m_reader->sql("SELECT count(*) FROM hop" + where, 1, {});
    QCOMPARE(std::stoull(hops->rows[0][0]), m_naive.summary(query, m_writer->names()).hops);
  }
}

void TestStoreProperty::summaryEqualsNaive() {
  for (int i = 0; i < 150; ++i) {
    const auto query = randomQuery();
    const auto expected = m_naive.summary(query, m_writer->names());
    const auto summary = m_reader->summary(query, {});
    QVERIFY(summary.ok());
    QVERIFY2(summary->events == expected.events, query.filter.text().c_str());
    QCOMPARE(summary->published, expected.published);
    QCOMPARE(summary->hops, expected.hops);
    QCOMPARE(summary->failed, expected.failed);
    QCOMPARE(summary->bytes, expected.bytes);
    QCOMPARE(summary->fromNs, expected.fromNs);
    QCOMPARE(summary->toNs, expected.toNs);
    QCOMPARE(summary->services, expected.services);
    QCOMPARE(summary->topics, expected.topics);
  }
}

void TestStoreProperty::throughputEqualsNaive() {
  for (int i = 0; i < 40; ++i) {
    auto query = randomQuery();
    if (query.range.from < kOrigin) query.range.from = kOrigin;
    if (query.range.to > kOrigin + 2 * kSpan) query.range.to = kOrigin + 2 * kSpan;
    const auto groupBy = static_cast<store::GroupBy>(test::pick(m_random, 4));
    const std::array<std::int64_t, 5> widths{0, kSecond, 60 * kSecond, 7 * kSecond, 250'000'000};
    const auto answer = m_reader->throughput(query, groupBy, widths[test::pick(m_random, 5)], {});
    QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().text().c_str());
    std::map<std::string, std::uint64_t> sums;
    for (std::size_t bucket = 0; bucket < answer->buckets; ++bucket) {
      auto part = query;
      const TimeNs start = answer->originNs + static_cast<TimeNs>(bucket) * answer->bucketNs;
      part.range.from = std::max(part.range.from, start);
      part.range.to = std::min(part.range.to, start + answer->bucketNs);
      std::map<std::string, std::uint64_t> got;
      for (const auto& series : answer->series) {
        if (series.counts[bucket] != 0) got[series.name] = series.counts[bucket];
      }
      for (const auto& [name, count] : got) sums[name] += count;
      if (bucket % 29 == 0) QVERIFY(got == m_naive.counts(part, groupBy, m_writer->names()));
    }
    QVERIFY2(sums == m_naive.counts(query, groupBy, m_writer->names()),
             query.filter.text().c_str());
  }
}

void TestStoreProperty::latencyEqualsNaive() {
  for (int i = 0; i < 60; ++i) {
    auto query = randomQuery();
    const auto part = static_cast<store::LatencyPart>(test::pick(m_random, 4));
    const auto answer = m_reader->latency(query, part, test::pick(m_random, 2) * 60 * kSecond, {});
    QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().text().c_str());
    const auto& names = m_writer->names();
    QVERIFY(answer->total == m_naive.latency(query, store::LatencyPart::Total, names));
    QVERIFY(answer->publish == m_naive.latency(query, store::LatencyPart::Publish, names));
    QVERIFY(answer->wait == m_naive.latency(query, store::LatencyPart::Wait, names));
    QVERIFY(answer->processing == m_naive.latency(query, store::LatencyPart::Processing, names));
    Histogram columns;
    for (const auto& column : answer->columns) columns.merge(column.histogram);
    QVERIFY(columns == m_naive.latency(query, part, names));
    QCOMPARE(answer->unknown, m_naive.summary(query, names).hops - columns.count());
  }
}

void TestStoreProperty::trafficEqualsNaive() {
  for (int i = 0; i < 60; ++i) {
    store::Query query = randomQuery();
    query.filter = {};

    const bool inMinutes = test::pick(m_random, 2) == 0;
    if (inMinutes) query.range.from = std::max(query.range.from, kOrigin - kSpan);
    if (inMinutes) query.range.to = std::min(query.range.to, kOrigin + 2 * kSpan);
    const auto table = m_reader->sql(
        "SELECT topic, sum(count), sum(bytes), p99(latency), p50(processing) FROM traffic(" +
            std::to_string(query.range.from) + ", " + std::to_string(query.range.to) +
            (inMinutes ? ", 60000000000" : "") + ") GROUP BY topic ORDER BY topic",
        1000, {});
    QVERIFY2(table.ok(), table.ok() ? "" : table.error().text().c_str());
    const auto& names = m_writer->names();
    const auto topics = m_naive.counts(query, store::GroupBy::Topic, names);
    QCOMPARE(table->rows.size(), topics.size());
    for (const auto& row : table->rows) {
      QCOMPARE(std::stoull(row[1]), topics.at(row[0]));
      auto ofTopic = query;
      ofTopic.filter = *query::Filter::parse("topic == " + query::quote(row[0]));
      QCOMPARE(std::stoull(row[2]), m_naive.summary(ofTopic, names).bytes);
      const auto total = m_naive.latency(ofTopic, store::LatencyPart::Total, names);
      const auto processing = m_naive.latency(ofTopic, store::LatencyPart::Processing, names);
      QCOMPARE(row[3], total.isEmpty() ? "" : std::to_string(total.quantile(0.99)));
      QCOMPARE(row[4], processing.isEmpty() ? "" : std::to_string(processing.quantile(0.5)));
    }
  }
  QVERIFY(!m_reader->sql("SELECT * FROM traffic(0, 1e18, 1)", 1, {}).ok());
  QVERIFY(!m_reader->sql("SELECT p99(x'ff')", 1, {}).ok());
}

void TestStoreProperty::lookupsEqualNaive() {
  for (std::uint64_t id = 0; id < 6; ++id) {
    std::size_t events = 0;
    std::size_t traces = 0;
    std::size_t effects = 0;
    for (const TraceEvent& e : m_naive.events()) {
      events += id != 0 && e.eventId == Id128{id, id};
      traces += id != 0 && e.traceId == Id128{id, id};
      effects += id != 0 && e.causationId == Id128{id, id} && e.stage == Stage::Published;
    }
    QCOMPARE(m_reader->sightings({id, id}, {})->size(), std::min<std::size_t>(events, 10'000));
    QCOMPARE(m_reader->trace({id, id}, {})->size(), std::min<std::size_t>(traces, 10'000));
    QCOMPARE(m_reader->effects({id, id}, {})->size(), std::min<std::size_t>(effects, 10'000));
    const auto table = m_reader->sql(
        "SELECT count(*) FROM event WHERE event_id = '" + Id128{id, id}.hex() + "'", 1, {});
    QCOMPARE(std::stoull(table->rows[0][0]), std::uint64_t{events});
  }
  const std::array<std::uint64_t, 4> ids{5, 0, 1, 9'999'999};
  const auto rows = m_reader->eventRows(ids, true, {});
  QCOMPARE(rows->size(), std::size_t{2});
  QCOMPARE(rows->at(0).row, std::uint64_t{5});
  QCOMPARE(rows->at(1).payload, std::string(m_naive.events()[0].payload));
}

/// The same questions again and again, of a window that moves with the recording, with a step back
/// now and then: what the reader keeps of the last answer must not show.
void TestStoreProperty::growingEqualsNaive() {
  const auto& names = m_writer->names();
  for (int step = 0; step < 80; ++step) {
    QVERIFY(commitSome());
    store::Query query;
    const TimeNs back = test::pick(m_random, 4) == 0 ? 15 * kSecond : 0;
    query.range.from =
        m_origin - 30 * kSecond - back + static_cast<TimeNs>(test::pick(m_random, 7));
    if (test::pick(m_random, 2) == 0) query.range.to = m_origin + 5 * kSecond - back;
    static const std::array<const char*, 3> kFilters{"", "topic == \"a\"", "latency > 1ms"};
    query.filter = *query::Filter::parse(kFilters[test::pick(m_random, 3)]);
    const std::int64_t width = test::pick(m_random, 2) == 0 ? 250'000'000 : 2 * kSecond;
    CancelToken stopped;
    stopped.cancel();
    if (test::pick(m_random, 3) == 0) {
      QVERIFY(!m_reader->throughput(query, store::GroupBy::Topic, width, stopped).ok());
    }
    const auto answer = m_reader->throughput(query, store::GroupBy::Topic, width, {});
    QVERIFY(answer.ok());
    std::map<std::string, std::uint64_t> sums;
    for (const auto& series : answer->series) {
      for (const std::uint64_t count : series.counts) sums[series.name] += count;
    }
    std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
    QVERIFY2(sums == m_naive.counts(query, store::GroupBy::Topic, names),
             query.filter.text().c_str());
    const auto latency = m_reader->latency(query, store::LatencyPart::Total, width, {});
    QVERIFY(latency.ok());
    QVERIFY(latency->total == m_naive.latency(query, store::LatencyPart::Total, names));
    QCOMPARE(m_reader->summary(query, {})->events, m_naive.summary(query, names).events);
  }
}

QTEST_APPLESS_MAIN(TestStoreProperty)
#include "tst_store_property.moc"
