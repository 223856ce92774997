// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "format_sample.h"
#include "model/store/care.h"
#include "naive_store.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;

/// Sightings with everything that a sighting can hold, and a session.
Result<void> writeRandom(const std::string& path, unsigned seed, test::NaiveStore* naive,
                         NameTable* names) {
  auto writer = store::openWriter(path, {});
  if (!writer) return writer.error();
  test::Random random(seed);
  SessionInfo session;
  session.row = 1;
  session.service = "s" + std::to_string(seed);
  for (int commit = 0; commit < 30; ++commit) {
    EventBatch batch;
    batch.session = batch.stream = 1;
    for (int i = 0; i < 300; ++i) {
      TraceEvent e = test::randomSighting(random, (*writer)->names(),
                                          kOrigin + commit * 10 * kSecond, 10 * kSecond);
      e.session = 1;
      batch.events.push_back(e);
      if (naive != nullptr) naive->add(e);
    }
    batch.lastPosition = static_cast<std::uint64_t>(commit + 1) * 300;
    if (auto done = (*writer)->commit({{&batch, 1}, {}, {}, {&session, 1}}); !done) return done;
    if (naive != nullptr) naive->committed();
  }
  if (names != nullptr) {
    for (Name code = 1; code < (*writer)->names().size(); ++code) {
      names->intern((*writer)->names().text(code));
    }
  }
  return (*writer)->close();
}

/// What a recording says of its sightings, in an order that does not depend on rows.
std::vector<std::string> contents(const std::string& path, const QString& where = {}) {
  auto reader = store::openReader(path);
  if (!reader) return {reader.error().text()};
  const auto table = (*reader)->sql(
      "SELECT time_ns, stage, kind, service, instance, topic, type, subscription, producer, "
      "error_type, dead_letter_topic, key, saga_type, saga_key, step, undoes, attempt, "
      "schema_version, flags, published_ns, broker_ns, duration_ns, event_id, trace_id, span_id, "
      "parent_span_id, causation_id, stream, position, payload_size, payload, attributes FROM "
      "event" +
          where.toStdString(),
      1'000'000, {});
  if (!table) return {table.error().text()};
  std::vector<std::string> lines;
  for (const auto& row : table->rows) {
    std::string& line = lines.emplace_back();
    for (const auto& cell : row) line += cell + '|';
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

int rheoExit(const QStringList& arguments) {
  return QProcess::execute(QStringLiteral(RHEO_BIN_DIR "/rheo"), arguments);
}

}  // namespace

/// Cutting, merging, compacting and verifying recordings.
class TestStoreCare : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cutKeepsWhatMatches_data();
  void cutKeepsWhatMatches();
  void mergedHoldsBoth();
  void compactChangesNothingButTheSize();
  void compactRefusesWhatIsOpen();
  void verifyFindsDamage_data();
  void verifyFindsDamage();
  void commandsWork();

 private:
  std::string path(const char* name) const {
    return m_dir->filePath(QString::fromLatin1(name)).toStdString();
  }
  std::unique_ptr<QTemporaryDir> m_dir;
};

void TestStoreCare::init() {
  m_dir = std::make_unique<QTemporaryDir>();
}

#define VERIFY_OK(expression)                                                   \
  do {                                                                          \
    const auto& outcome = (expression);                                         \
    QVERIFY2(outcome.ok(), outcome.ok() ? "" : outcome.error().text().c_str()); \
  } while (false)

void TestStoreCare::cutKeepsWhatMatches_data() {
  QTest::addColumn<QString>("filter");
  QTest::addColumn<bool>("range");
  QTest::newRow("everything") << QString() << false;
  QTest::newRow("range") << QString() << true;
  QTest::newRow("dimensions") << QStringLiteral("failed") << true;
  QTest::newRow("values") << QStringLiteral("latency > 1ms || payload ~ \"a\"") << true;
  QTest::newRow("nothing") << QStringLiteral("topic == \"nowhere\"") << false;
}

void TestStoreCare::cutKeepsWhatMatches() {
  QFETCH(QString, filter);
  QFETCH(bool, range);
  VERIFY_OK(writeRandom(path("a.rheo"), 1, nullptr, nullptr));
  store::Query query;
  query.filter = *query::Filter::parse(filter.toStdString());
  if (range) query.range = {kOrigin + 33 * kSecond + 7, kOrigin + 200 * kSecond};
  const auto cut = store::cutRecording(path("a.rheo"), query, path("b.rheo"), {});
  VERIFY_OK(cut);
  const auto expected =
      contents(path("a.rheo"), QStringLiteral(" WHERE time_ns >= %1 AND time_ns < %2 AND %3")
                                   .arg(query.range.from)
                                   .arg(query.range.to)
                                   .arg(QString::fromStdString(query.filter.toSql())));
  QCOMPARE(cut->events, std::uint64_t{expected.size()});
  QCOMPARE(contents(path("b.rheo")), expected);
  const auto verified = store::verifyRecording(path("b.rheo"), {});
  VERIFY_OK(verified);
  QVERIFY2(verified->findings.empty(),
           verified->findings.empty() ? "" : verified->findings[0].c_str());
  QVERIFY(!store::cutRecording(path("a.rheo"), query, path("b.rheo"), {}).ok());
}

void TestStoreCare::mergedHoldsBoth() {
  VERIFY_OK(writeRandom(path("a.rheo"), 1, nullptr, nullptr));
  VERIFY_OK(writeRandom(path("b.rheo"), 2, nullptr, nullptr));
  VERIFY_OK(test::writeFormatSample(path("c.rheo")));
  const auto merged =
      store::mergeRecordings({path("a.rheo"), path("b.rheo"), path("c.rheo")}, path("m.rheo"), {});
  VERIFY_OK(merged);
  std::vector<std::string> expected;
  for (const char* name : {"a.rheo", "b.rheo", "c.rheo"}) {
    for (auto& line : contents(path(name))) expected.push_back(std::move(line));
  }
  std::sort(expected.begin(), expected.end());
  QCOMPARE(contents(path("m.rheo")), expected);
  const auto verified = store::verifyRecording(path("m.rheo"), {});
  VERIFY_OK(verified);
  QVERIFY(verified->findings.empty());
  QCOMPARE(verified->auditEntries, std::uint64_t{1});
  auto reader = store::openReader(path("m.rheo"));
  VERIFY_OK(reader);
  QCOMPARE((*reader)->sessions()->size(), std::size_t{3});
  QCOMPARE((*reader)->sagas({}, 100, {})->size(), std::size_t{12});
  // Sightings point at their own session still.
  const auto sessions = (*reader)->sql(
      "SELECT DISTINCT e.session, s.service FROM event e JOIN session s ON s.row = e.session ORDER "
      "BY 1",
      10, {});
  VERIFY_OK(sessions);
  QCOMPARE(sessions->rows.size(), std::size_t{3});
  QCOMPARE(sessions->rows[1][1], std::string("s2"));
}

void TestStoreCare::compactChangesNothingButTheSize() {
  VERIFY_OK(writeRandom(path("a.rheo"), 1, nullptr, nullptr));
  const auto before = contents(path("a.rheo"));
  const auto compacted = store::compactRecording(path("a.rheo"), {});
  VERIFY_OK(compacted);
  QVERIFY(compacted->bytesAfter < compacted->bytesBefore);
  QCOMPARE(contents(path("a.rheo")), before);
  auto writer = store::openWriter(path("a.rheo"), {});
  VERIFY_OK(writer);
  QCOMPARE((*writer)->positions().front().position, std::uint64_t{9000});
  QVERIFY(store::verifyRecording(path("a.rheo"), {})->findings.empty());
}

void TestStoreCare::compactRefusesWhatIsOpen() {
  VERIFY_OK(writeRandom(path("a.rheo"), 1, nullptr, nullptr));
  auto writer = store::openWriter(path("a.rheo"), {});
  VERIFY_OK(writer);
  EventBatch batch;
  batch.events.push_back(test::sampleEvent(1, (*writer)->names(), batch));
  VERIFY_OK((*writer)->commit({{&batch, 1}, {}, {}, {}}));
  const auto compacted = store::compactRecording(path("a.rheo"), {});
  QVERIFY(!compacted.ok());
  QVERIFY(compacted.error().text().find("open in another program") != std::string::npos);
  QCOMPARE(contents(path("a.rheo")).size(), std::size_t{9001});
}

void TestStoreCare::verifyFindsDamage_data() {
  QTest::addColumn<QString>("damage");
  QTest::addColumn<QString>("finding");
  const auto row = [](const char* name, const char* damage, const char* finding) {
    QTest::newRow(name) << QString::fromLatin1(damage) << QString::fromLatin1(finding);
  };
  row("none", "SELECT 1", "");
  row("chunk", "UPDATE chunk_data SET text = zeroblob(length(text)) WHERE first_row = 1",
      "chunk 1 of the recording is damaged");
  row("payload", "UPDATE chunk_payload SET data = substr(data, 2) WHERE first_row = 1", "chunk 1");
  row("times", "UPDATE chunk SET to_ns = to_ns + 1 WHERE first_row = 1", "times");
  row("filter", "UPDATE id_filter SET filter = zeroblob(length(filter))", "filter");
  row("rollup",
      "DELETE FROM rollup WHERE level = 0 AND bucket = (SELECT max(bucket) FROM rollup WHERE level "
      "= 0)",
      "rollups");
  row("audit", "UPDATE audit SET actor = 'you'", "audit entry 1");
}

void TestStoreCare::verifyFindsDamage() {
  QFETCH(QString, damage);
  QFETCH(QString, finding);
  VERIFY_OK(test::writeFormatSample(path("a.rheo")));
  sqlite3* db = nullptr;
  QCOMPARE(sqlite3_open(path("a.rheo").c_str(), &db), SQLITE_OK);
  QCOMPARE(sqlite3_exec(db, damage.toUtf8(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  const auto verified = store::verifyRecording(path("a.rheo"), {});
  VERIFY_OK(verified);
  QCOMPARE(verified->findings.empty(), finding.isEmpty());
  if (finding.isEmpty()) return;
  const QString first = QString::fromStdString(verified->findings.front());
  QVERIFY2(first.contains(finding), qPrintable(first));
}

void TestStoreCare::commandsWork() {
  VERIFY_OK(test::writeFormatSample(path("a.rheo")));
  const QString a = m_dir->filePath(QStringLiteral("a.rheo"));
  const QString b = m_dir->filePath(QStringLiteral("b.rheo"));
  const QString c = m_dir->filePath(QStringLiteral("c.rheo"));
  const auto text = [](const char* latin) { return QString::fromLatin1(latin); };
  QCOMPARE(rheoExit({text("cut"), a, text("--from"), text("10s"), text("--to"), text("-20s"),
                     text("--filter"), text("topic == \"topic1\""), text("--out"), b}),
           0);
  QVERIFY(!contents(b.toStdString()).empty());
  QCOMPARE(rheoExit({text("merge"), a, b, text("--out"), c}), 0);
  QCOMPARE(contents(c.toStdString()).size(),
           contents(a.toStdString()).size() + contents(b.toStdString()).size());
  QCOMPARE(rheoExit({text("compact"), c}), 0);
  QCOMPARE(rheoExit({text("verify"), c}), 0);
  QCOMPARE(rheoExit({text("cut"), a, text("--from"), text("soon"), text("--out"), b}), 2);
  QCOMPARE(rheoExit({text("verify"), m_dir->filePath(text("none.rheo"))}), 1);
}

QTEST_APPLESS_MAIN(TestStoreCare)
#include "tst_store_care.moc"
