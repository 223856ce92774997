// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "format_sample.h"

using namespace rheo;

/// The stock sqlite3 shell reads a recording once it has loaded our extension.
class TestSqliteExtension : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void shellAnswersAsWeDo_data();
  void shellAnswersAsWeDo();
  void shellSeesALiveRecording();
  void strangersAreRefused();

 private:
  QByteArray shell(const QString& file, const QStringList& commands);

  QTemporaryDir m_dir;
  QString m_path;
};

void TestSqliteExtension::initTestCase() {
  if (QStandardPaths::findExecutable(QStringLiteral("sqlite3")).isEmpty()) {
    QSKIP("there is no sqlite3 shell here");
  }
  m_path = m_dir.filePath(QStringLiteral("a.rheo"));
  const auto written = test::writeFormatSample(m_path.toStdString());
  QVERIFY2(written.ok(), written.ok() ? "" : written.error().text().c_str());
}

QByteArray TestSqliteExtension::shell(const QString& file, const QStringList& commands) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(QStringLiteral("sqlite3"), QStringList{QStringLiteral("-batch"), file,
                                                       QStringLiteral(".load " RHEO_EXTENSION)} +
                                               commands);
  if (!process.waitForFinished(30'000)) return "no answer";
  return process.readAll().trimmed();
}

void TestSqliteExtension::shellAnswersAsWeDo_data() {
  QTest::addColumn<QString>("statement");
  QTest::newRow("count") << QStringLiteral("SELECT count(*) FROM event");
  QTest::newRow("hops") << QStringLiteral("SELECT count(*), max(latency_ns) FROM hop");
  QTest::newRow("group") << QStringLiteral(
      "SELECT topic, count(*), p99(latency_ns) FROM hop GROUP BY topic ORDER BY topic");
  QTest::newRow("traffic") << QStringLiteral(
      "SELECT topic, sum(count), p99(latency) FROM traffic GROUP BY topic ORDER BY topic");
  QTest::newRow("payload") << QStringLiteral(
      "SELECT sum(json_extract(payload, '$.total')) FROM event WHERE topic = 'topic3'");
  QTest::newRow("ids") << QStringLiteral(
      "SELECT row FROM event WHERE event_id = (SELECT event_id FROM event WHERE row = 77)");
  QTest::newRow("joined") << QStringLiteral(
      "SELECT count(*) FROM event e JOIN saga s ON e.time_ns >= s.started_ns WHERE e.row < 100");
  QTest::newRow("nested") << QStringLiteral(
      "SELECT count(*) FROM event a WHERE a.row < 40 AND EXISTS (SELECT 1 FROM event b WHERE "
      "b.event_id = a.event_id AND b.row <> a.row)");
}

void TestSqliteExtension::shellAnswersAsWeDo() {
  QFETCH(QString, statement);
  auto reader = store::openReader(m_path.toStdString());
  QVERIFY(reader.ok());
  const auto table = (*reader)->sql(statement.toStdString(), 1000, {});
  QVERIFY2(table.ok(), table.ok() ? "" : table.error().text().c_str());
  QByteArray expected;
  for (const auto& row : table->rows) {
    QByteArrayList cells;
    for (const auto& cell : row) cells += QByteArray::fromStdString(cell);
    expected += cells.join('|') + '\n';
  }
  QVERIFY(!expected.isEmpty());
  QCOMPARE(shell(m_path, {statement}), expected.trimmed());
}

void TestSqliteExtension::shellSeesALiveRecording() {
  const QString path = m_dir.filePath(QStringLiteral("live.rheo"));
  auto writer = store::openWriter(path.toStdString(), {});
  QVERIFY(writer.ok());
  for (int i = 1; i <= 3; ++i) {
    EventBatch batch;
    batch.events.push_back(
        test::sampleEvent(static_cast<std::size_t>(i), (*writer)->names(), batch));
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
    QCOMPARE(shell(path, {QStringLiteral("SELECT count(*) FROM event")}), QByteArray::number(i));
  }
}

void TestSqliteExtension::strangersAreRefused() {
  QVERIFY(shell(QStringLiteral(":memory:"), {QStringLiteral("SELECT 1")})
              .contains("Open a recording: sqlite3 FILE.rheo"));
  const QString path = m_dir.filePath(QStringLiteral("other.db"));
  QProcess::execute(QStringLiteral("sqlite3"), {path, QStringLiteral("CREATE TABLE a(b)")});
  QVERIFY(shell(path, {QStringLiteral("SELECT 1")}).contains("not a recording"));
}

QTEST_APPLESS_MAIN(TestSqliteExtension)
#include "tst_sqlite_extension.moc"
