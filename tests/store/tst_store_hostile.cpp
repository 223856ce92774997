// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "model/store/store.h"
#include "naive_store.h"

using namespace rheo;

namespace {

/// Asks everything; what an answer says does not matter, that there is one does.
void askEverything(store::StoreReader& reader) {
  const store::Query all;
  (void)reader.summary(all, {});
  (void)reader.topology(all, {});
  (void)reader.throughput(all, store::GroupBy::Type, 0, {});
  (void)reader.latency(all, store::LatencyPart::Total, 0, {});
  (void)reader.trace({1, 1}, {});
  (void)reader.sagas(all, 100, {});
  (void)reader.problems(all, {});
  (void)reader.sessions();
  (void)reader.scan(1, true, [](std::uint64_t, const TraceEvent&) { return true; }, {});
  (void)reader.sql("SELECT count(*), max(payload), p99(latency_ns) FROM event", 10, {});
}

bool runSql(const QString& path, const char* sql) {
  sqlite3* db = nullptr;
  const bool done = sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK &&
                    sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
  sqlite3_close(db);
  return done;
}

}  // namespace

/// Files from elsewhere: opened or refused with a reason, never a crash, never what they ask for.
class TestStoreHostile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void foreignFilesAreRefused_data();
  void foreignFilesAreRefused();
  void damagedChunkIsNamed();
  void mutatedFilesNeverCrash();
  void sqlOnlyReads_data();
  void sqlOnlyReads();
  void sqlCanBeCancelled();
  void readOnlyFolderIsEnough();

 private:
  QString copy(const char* name);

  QTemporaryDir m_dir;
  QString m_good;
};

void TestStoreHostile::initTestCase() {
  m_good = m_dir.filePath(QStringLiteral("good.rheo"));
  auto writer = store::openWriter(m_good.toStdString(), {});
  QVERIFY(writer.ok());
  test::Random random(5);
  for (const int size : {5000, 300, 20}) {
    EventBatch batch;
    for (int i = 0; i < size; ++i) {
      batch.events.push_back(
          test::randomSighting(random, (*writer)->names(), 1'700'000'000 * kSecond, 200 * kSecond));
    }
    Saga saga;
    saga.type = "Order";
    saga.steps.resize(3);
    Problem problem;
    problem.timeNs = 1'700'000'000 * kSecond;
    QVERIFY((*writer)->commit({{&batch, 1}, {&saga, 1}, {&problem, 1}, {}}).ok());
  }
  QVERIFY((*writer)->close().ok());
}

QString TestStoreHostile::copy(const char* name) {
  const QString path = m_dir.filePath(QString::fromLatin1(name));
  QFile::remove(path);
  QFile::remove(path + QStringLiteral("-wal"));
  QFile::remove(path + QStringLiteral("-shm"));
  QFile::copy(m_good, path);
  return path;
}

void TestStoreHostile::foreignFilesAreRefused_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QByteArray>("sql");
  QTest::addColumn<QString>("says");
  const QByteArray none;
  QTest::newRow("text") << QByteArray("hello, this is no recording\n").repeated(100) << none
                        << QStringLiteral("not a database");
  QTest::newRow("empty") << QByteArray("") << none << QStringLiteral("empty");
  QTest::newRow("other database") << none << QByteArray("PRAGMA application_id=5")
                                  << QStringLiteral("not a recording");
  QTest::newRow("newer version") << none << QByteArray("PRAGMA user_version=99")
                                 << QStringLiteral("newer version");
  QTest::newRow("a view that looks like ours")
      << none << QByteArray("DROP TABLE problem; CREATE VIEW problem AS SELECT 1")
      << QStringLiteral("foreign");
  QTest::newRow("a trigger") << none
                             << QByteArray(
                                    "CREATE TRIGGER t AFTER INSERT ON name BEGIN DELETE "
                                    "FROM chunk; END")
                             << QStringLiteral("foreign");
  QTest::newRow("a table gone") << none << QByteArray("DROP TABLE audit")
                                << QStringLiteral("missing");
}

void TestStoreHostile::foreignFilesAreRefused() {
  QFETCH(QByteArray, bytes);
  QFETCH(QByteArray, sql);
  QFETCH(QString, says);
  const QString path = copy("foreign.rheo");
  if (sql.isEmpty()) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
  } else {
    QVERIFY(runSql(path, sql.constData()));
  }
  const auto reader = store::openReader(path.toStdString());
  QVERIFY(!reader.ok());
  QVERIFY2(QString::fromStdString(reader.error().text()).contains(says),
           reader.error().text().c_str());
  QVERIFY(!reader.error().hint.empty());
  if (!bytes.isEmpty() || !sql.isEmpty()) {
    QVERIFY(!store::openWriter(path.toStdString(), {}).ok());
  }
}

void TestStoreHostile::damagedChunkIsNamed() {
  const QString path = copy("damaged.rheo");
  QVERIFY(runSql(path, "UPDATE chunk_data SET hot = zeroblob(length(hot)) WHERE first_row = 4097"));
  auto reader = store::openReader(path.toStdString());
  QVERIFY(reader.ok());
  const auto scanned =
      (*reader)->scan(1, true, [](std::uint64_t, const TraceEvent&) { return true; }, {});
  QVERIFY(!scanned.ok());
  QVERIFY(scanned.error().what.find("chunk 4097") != std::string::npos);
  const auto table = (*reader)->sql("SELECT count(*) FROM event", 1, {});
  QVERIFY(!table.ok());
  QVERIFY(table.error().what.find("chunk 4097") != std::string::npos);
}

void TestStoreHostile::mutatedFilesNeverCrash() {
  QFile good(m_good);
  QVERIFY(good.open(QIODevice::ReadOnly));
  const QByteArray original = good.readAll();
  test::Random random(99);
  int refused = 0;
  for (int i = 0; i < 250; ++i) {
    QByteArray bytes = original;
    for (std::size_t n = 1 + test::pick(random, 40); n > 0; --n) {
      const auto at = static_cast<qsizetype>(
          test::pick(random, static_cast<std::size_t>(i % 3 == 0 ? 4000 : bytes.size())));
      bytes[at] = static_cast<char>(random());
    }
    if (i % 7 == 0) bytes.truncate(static_cast<qsizetype>(test::pick(random, 200'000)));
    const QString path = m_dir.filePath(QStringLiteral("mutated.rheo"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.close();
    QElapsedTimer timer;
    timer.start();
    auto reader = store::openReader(path.toStdString());
    if (reader.ok()) {
      askEverything(**reader);
    } else {
      ++refused;
      QVERIFY(!reader.error().what.empty());
    }
    QVERIFY2(timer.elapsed() < 2000 * 10, qPrintable(QStringLiteral("file %1 is slow").arg(i)));
  }
  QVERIFY(refused > 0);
  QVERIFY(refused < 250);
}

void TestStoreHostile::sqlOnlyReads_data() {
  QTest::addColumn<QString>("statement");
  for (const char* text :
       {"DELETE FROM name", "INSERT INTO meta VALUES('a', 1)", "PRAGMA user_version = 7",
        "ATTACH 'other.db' AS other", "CREATE TEMP TABLE t(a)", "SELECT load_extension('x')",
        "SELECT 1; SELECT 2", "", "  -- nothing", "VACUUM INTO 'x'", "BEGIN", "SELECT nothing",
        "SELECT * FROM nowhere", "EXPLAIN DELETE FROM name"}) {
    QTest::newRow(text) << QString::fromLatin1(text);
  }
}

void TestStoreHostile::sqlOnlyReads() {
  QFETCH(QString, statement);
  auto reader = store::openReader(m_good.toStdString());
  QVERIFY(reader.ok());
  const auto table = (*reader)->sql(statement.toStdString(), 10, {});
  QVERIFY(!table.ok());
  QVERIFY(!table.error().what.empty());
  const auto fine = (*reader)->sql("SELECT count(*) FROM event; -- all", 10, {});
  QVERIFY2(fine.ok(), fine.ok() ? "" : fine.error().text().c_str());
  QCOMPARE(fine->rows[0][0], std::string("5320"));
}

void TestStoreHostile::sqlCanBeCancelled() {
  auto reader = store::openReader(m_good.toStdString());
  QVERIFY(reader.ok());
  CancelToken cancel;
  cancel.cancel();
  QElapsedTimer timer;
  timer.start();
  const auto table = (*reader)->sql(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", 1,
      cancel);
  QVERIFY(!table.ok());
  QCOMPARE(table.error().what, std::string("cancelled"));
  QVERIFY(timer.elapsed() < 5000);
}

void TestStoreHostile::readOnlyFolderIsEnough() {
  // Root may write anywhere: then somebody else has to ask.
  const bool isRoot = geteuid() == 0;
  const QString folder = m_dir.filePath(QStringLiteral("locked"));
  QVERIFY(QDir().mkpath(folder));
  QVERIFY(QFile::copy(m_good, folder + QStringLiteral("/a.rheo")));
  QVERIFY(chmod(m_dir.path().toUtf8().constData(), 0755) == 0);
  QVERIFY(chmod((folder + QStringLiteral("/a.rheo")).toUtf8().constData(), 0444) == 0);
  QVERIFY(chmod(folder.toUtf8().constData(), 0555) == 0);
  if (isRoot) QVERIFY(seteuid(65534) == 0);
  auto reader = store::openReader((folder + QStringLiteral("/a.rheo")).toStdString());
  const bool opened = reader.ok();
  const auto summary = opened ? (*reader)->summary({}, {}) : Result<store::Summary>(reader.error());
  if (isRoot) QVERIFY(seteuid(0) == 0);
  chmod(folder.toUtf8().constData(), 0755);
  QVERIFY2(summary.ok(), summary.ok() ? "" : summary.error().text().c_str());
  QCOMPARE(summary->events, std::uint64_t{5320});
}

QTEST_APPLESS_MAIN(TestStoreHostile)
#include "tst_store_hostile.moc"
