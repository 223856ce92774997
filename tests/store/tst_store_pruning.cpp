// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "model/store/sqlite/archive.h"
#include "model/store/sqlite/row_scan.h"
#include "model/store/sqlite/sql_query.h"
#include "model/store/store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;
constexpr std::size_t kChunks = 40;
constexpr std::size_t kRows = 4096;
constexpr std::uint64_t kTopicOf = 10;  ///< so many chunks a topic

/// Chunk c holds the second c, topic c / 10, and events of its own.
Result<void> writeChunks(const std::string& path) {
  auto writer = store::openWriter(path, {});
  if (!writer) return writer.error();
  for (std::size_t chunk = 0; chunk < kChunks; ++chunk) {
    EventBatch batch;
    for (std::size_t i = 0; i < kRows; ++i) {
      TraceEvent e;
      e.stage = Stage::Processed;
      e.topic = (*writer)->names().intern("topic" + std::to_string(chunk / kTopicOf));
      e.timeNs = kOrigin + static_cast<TimeNs>(chunk) * kSecond + static_cast<TimeNs>(i + 1);
      e.publishedNs = e.timeNs - 1000;
      e.eventId = {chunk + 1, i + 1};
      e.traceId = {chunk + 1, 1};
      e.payload = batch.keep("{}");
      batch.events.push_back(e);
    }
    if (auto done = (*writer)->commit({{&batch, 1}, {}, {}, {}}); !done) return done;
  }
  return (*writer)->close();
}

std::string idOfChunk(std::size_t chunk) {
  return "'" + Id128{chunk + 1, 7}.hex() + "'";
}

}  // namespace

/// Conditions choose chunks: what cannot match is not opened.
class TestStorePruning : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void sqlOpensOnlyWhatMayMatch_data();
  void sqlOpensOnlyWhatMayMatch();
  void planNamesWhatIsPushedDown();
  void filterOpensOnlyWhatMayMatch_data();
  void filterOpensOnlyWhatMayMatch();

 private:
  QTemporaryDir m_dir;
  std::string m_path;
};

void TestStorePruning::initTestCase() {
  m_path = m_dir.filePath(QStringLiteral("a.rheo")).toStdString();
  const auto written = writeChunks(m_path);
  QVERIFY2(written.ok(), written.ok() ? "" : written.error().text().c_str());
}

void TestStorePruning::sqlOpensOnlyWhatMayMatch_data() {
  QTest::addColumn<QString>("where");
  QTest::addColumn<int>("opened");
  QTest::addColumn<int>("rows");
  const auto second = [](int n) { return QString::number(kOrigin + n * kSecond); };
  const auto row = [](const char* name, const QString& where, int opened, int rows) {
    QTest::newRow(name) << where << opened << rows;
  };
  const int all = static_cast<int>(kChunks);
  const int each = static_cast<int>(kRows);
  row("everything", QStringLiteral("1"), all, all * each);
  row("time", QStringLiteral("time_ns >= %1 AND time_ns < %2").arg(second(5), second(8)), 3,
      3 * each);
  row("topic", QStringLiteral("topic = 'topic1'"), 10, 10 * each);
  row("topics", QStringLiteral("topic IN ('topic1', 'topic3')"), 20, 20 * each);
  row("topic and time", QStringLiteral("topic = 'topic0' AND time_ns >= %1").arg(second(8)), 2,
      2 * each);
  row("topic that is not there", QStringLiteral("topic = 'x'"), 0, 0);
  row("stage that is not there", QStringLiteral("stage = 'failed'"), 0, 0);
  row("rows", QStringLiteral("row BETWEEN 4000 AND 4200"), 2, 201);
  row("trace", QStringLiteral("trace_id = '%1'").arg(QString::fromStdString(Id128{9, 1}.hex())), 1,
      each);
  row("event", QStringLiteral("event_id = ") + QString::fromStdString(idOfChunk(8)), 1, 1);
  row("ids of two chunks",
      QStringLiteral("event_id = %1 AND trace_id = '%2'")
          .arg(QString::fromStdString(idOfChunk(8)), QString::fromStdString(Id128{3, 1}.hex())),
      0, 0);
  row("nothing to push down", QStringLiteral("latency_ns = 999"), all, 0);
}

void TestStorePruning::sqlOpensOnlyWhatMayMatch() {
  QFETCH(QString, where);
  QFETCH(int, opened);
  QFETCH(int, rows);
  store::Archive archive;
  QVERIFY(archive.open(m_path).ok());
  store::SqlQuery sql;
  QVERIFY(sql.attach(archive).ok());
  const store::Snapshot snapshot(archive);
  const auto before = archive.chunksOpened();
  const auto table =
      sql.run("SELECT count(*) FROM event WHERE " + where.toStdString(), 10, CancelToken());
  QVERIFY2(table.ok(), table.ok() ? "" : table.error().text().c_str());
  QCOMPARE(QString::fromStdString(table->rows[0][0]).toInt(), rows);
  // A filter of ids errs once in some hundred chunks.
  const auto more = static_cast<int>(archive.chunksOpened() - before) - opened;
  QVERIFY2(more >= 0 && more <= (where.contains(QStringLiteral("_id")) ? 2 : 0),
           qPrintable(QString::number(more)));
}

/// A condition that is pushed down stands in the plan: column and operator.
void TestStorePruning::planNamesWhatIsPushedDown() {
  auto reader = store::openReader(m_path);
  QVERIFY(reader.ok());
  const auto plan = [&](const std::string& where) {
    const auto table =
        (*reader)->sql("EXPLAIN QUERY PLAN SELECT row FROM event WHERE " + where, 10, {});
    return table.ok() ? QString::fromStdString(table->rows[0].back())
                      : QString::fromStdString(table.error().text());
  };
  QVERIFY2(plan("topic = 'a' AND time_ns > 5").contains(u"chunks by topic=, time_ns>"),
           qPrintable(plan("topic = 'a' AND time_ns > 5")));
  QVERIFY2(plan("topic IN ('a', 'b')").contains(u"chunks by topic in"),
           qPrintable(plan("topic IN ('a', 'b')")));
  QVERIFY2(plan("latency_ns > 5").contains(u"all chunks"), qPrintable(plan("latency_ns > 5")));
}

void TestStorePruning::filterOpensOnlyWhatMayMatch_data() {
  QTest::addColumn<QString>("filter");
  QTest::addColumn<int>("opened");
  QTest::newRow("topic and latency")
      << QStringLiteral("topic == \"topic2\" && latency > 1us") << 10;
  QTest::newRow("topic by pattern") << QStringLiteral("topic ~ \"[01]$\" && latency > 1us") << 20;
  QTest::newRow("either") << QStringLiteral("topic == \"topic2\" || latency > 1us") << 40;
  QTest::newRow("no such stage") << QStringLiteral("stage == \"failed\" && latency > 1us") << 0;
}

void TestStorePruning::filterOpensOnlyWhatMayMatch() {
  QFETCH(QString, filter);
  QFETCH(int, opened);
  store::Archive archive;
  QVERIFY(archive.open(m_path).ok());
  const store::Snapshot snapshot(archive);
  store::RowScan scan(archive, *query::Filter::parse(filter.toStdString()));
  const auto each = [](std::uint64_t, std::uint32_t, const TraceEvent&) { return true; };
  QVERIFY(scan.run({}, store::kHot, each, {}).ok());
  QCOMPARE(static_cast<int>(archive.chunksOpened()), opened);
}

QTEST_APPLESS_MAIN(TestStorePruning)
#include "tst_store_pruning.moc"
