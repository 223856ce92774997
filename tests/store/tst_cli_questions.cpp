// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "model/store/store.h"

using namespace rheo;

namespace {

struct Run {
  int exit = -1;
  QByteArray out;
  QByteArray err;
};

Run rheo_(const QStringList& arguments) {
  QProcess process;
  process.start(QStringLiteral(RHEO_BIN_DIR "/rheo"), arguments);
  if (!process.waitForFinished(30'000)) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

/// `rheo info` and `rheo sql` as people and scripts call them.
class TestCliQuestions : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void infoPrintsJson();
  void infoOfAnEmptyRecordingHasNoTimes();
  void infoPrintsText();
  void sqlPrintsEveryFormat();
  void mistakesAreExplained_data();
  void mistakesAreExplained();

 private:
  QTemporaryDir m_dir;
  QString m_file;
  QString m_empty;
};

void TestCliQuestions::initTestCase() {
  m_file = m_dir.filePath(QStringLiteral("a.rheo"));
  m_empty = m_dir.filePath(QStringLiteral("empty.rheo"));
  QVERIFY(store::openWriter(m_empty.toStdString(), {}).ok());
  auto writer = store::openWriter(m_file.toStdString(), {});
  QVERIFY(writer.ok());
  EventBatch batch;
  TraceEvent e;
  e.service = (*writer)->names().intern("orders");
  e.topic = (*writer)->names().intern("new \"orders\", all");
  e.timeNs = 1'700'000'000'000'000'007;
  e.position = 9'007'199'254'740'993;
  e.payload = "{\"a\":1}\n\x1b[31m";
  batch.events.push_back(e);
  e.stage = Stage::Failed;
  e.timeNs += kSecond;
  e.publishedNs = e.timeNs - 5 * kMillisecond;
  batch.events.push_back(e);
  batch.gaps.push_back({1, 1, e.service, e.timeNs, e.timeNs, 1, 12, 0});
  Saga saga;
  saga.type = "Order";
  saga.state = SagaState::TimedOut;
  Problem problem;
  problem.timeNs = e.timeNs;
  problem.count = 3;
  QVERIFY((*writer)->commit({{&batch, 1}, {&saga, 1}, {&problem, 1}, {}}).ok());
}

void TestCliQuestions::infoPrintsJson() {
  const Run run = rheo_({QStringLiteral("info"), m_file, QStringLiteral("--json")});
  QCOMPARE(run.exit, 0);
  const QJsonObject info = QJsonDocument::fromJson(run.out).object();
  QStringList keys = info.keys();
  keys.sort();
  QCOMPARE(keys, QStringLiteral("calls events from gaps hops leftOut lost problems sagas services "
                                "sessions to topics")
                     .split(u' '));
  QCOMPARE(info[QStringLiteral("events")].toInt(), 2);
  QCOMPARE(info[QStringLiteral("hops")].toInt(), 1);
  QCOMPARE(info[QStringLiteral("lost")].toInt(), 12);
  QCOMPARE(info[QStringLiteral("services")].toArray(), QJsonArray{QStringLiteral("orders")});
  QCOMPARE(info[QStringLiteral("sagas")].toObject()[QStringLiteral("timedOut")].toInt(), 1);
  QCOMPARE(info[QStringLiteral("problems")].toObject()[QStringLiteral("failure")].toInt(), 3);
  QCOMPARE(info[QStringLiteral("from")].toString(),
           QStringLiteral("2023-11-14T22:13:20.000000007Z"));
}

void TestCliQuestions::infoOfAnEmptyRecordingHasNoTimes() {
  const Run run = rheo_({QStringLiteral("info"), m_empty, QStringLiteral("--json")});
  QCOMPARE(run.exit, 0);
  const QJsonObject info = QJsonDocument::fromJson(run.out).object();
  QVERIFY(info[QStringLiteral("from")].isNull());
  QVERIFY(info[QStringLiteral("to")].isNull());
  QCOMPARE(info[QStringLiteral("events")].toInt(-1), 0);
}

void TestCliQuestions::infoPrintsText() {
  const Run run = rheo_({QStringLiteral("info"), m_file});
  QCOMPARE(run.exit, 0);
  QVERIFY(run.out.contains("events    2\n"));
  QVERIFY(run.out.contains("gaps      1 (12 lost)\n"));
}

void TestCliQuestions::sqlPrintsEveryFormat() {
  const QString ask = QStringLiteral(
      "SELECT row, topic, position, latency_ns, payload FROM event ORDER BY row LIMIT 1");
  const Run csv = rheo_({QStringLiteral("sql"), m_file, ask, QStringLiteral("--csv")});
  QCOMPARE(csv.out, QByteArray("row,topic,position,latency_ns,payload\r\n"
                               "1,\"new \"\"orders\"\", all\",9007199254740993,,\"{\"\"a\"\":1}\n"
                               "\x1b[31m\"\r\n"));
  const Run json = rheo_({QStringLiteral("sql"), m_file, ask, QStringLiteral("--json")});
  const QJsonObject row = QJsonDocument::fromJson(json.out).array()[0].toObject();
  QVERIFY(json.out.contains("\"position\": 9007199254740993"));
  QVERIFY(row[QStringLiteral("latency_ns")].isNull());
  QCOMPARE(row[QStringLiteral("payload")].toString(), QStringLiteral("{\"a\":1}\n\x1b[31m"));
  const Run text = rheo_({QStringLiteral("sql"), m_file, ask});
  QCOMPARE(text.exit, 0);
  QVERIFY(!text.out.contains('\x1b'));
  QCOMPARE(text.out.count('\n'), 2);
  const Run none = rheo_({QStringLiteral("sql"), m_file, QStringLiteral("SELECT 1 WHERE 0"),
                          QStringLiteral("--json")});
  QCOMPARE(none.out, QByteArray("[]\n"));
}

void TestCliQuestions::mistakesAreExplained_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<int>("exit");
  QTest::addColumn<QString>("says");
  const auto words = [](const char* text) { return QString::fromLatin1(text).split(u'|'); };
  QTest::newRow("no file") << words("info") << 2 << QStringLiteral("info wants one recording");
  QTest::newRow("option") << words("info|a|--jsn") << 2 << QStringLiteral("jsn");
  QTest::newRow("not there") << words("info|/nowhere/a.rheo") << 1
                             << QStringLiteral("no such file (/nowhere/a.rheo)");
  QTest::newRow("folder") << words("info|/") << 1 << QStringLiteral("folder");
  QTest::newRow("foreign") << words("info|" RHEO_BIN_DIR "/rheo") << 1
                           << QStringLiteral("Choose a file");
  QTest::newRow("no statement") << words("sql|a") << 2 << QStringLiteral("sql wants");
  QTest::newRow("two formats") << words("sql|a|SELECT 1|--json|--csv") << 2
                               << QStringLiteral("one format");
  QTest::newRow("column") << words("sql|FILE|SELECT topc FROM event") << 1
                          << QStringLiteral("no such column: topc");
  QTest::newRow("writing") << words("sql|FILE|DELETE FROM name") << 1
                           << QStringLiteral("Only SELECT");
}

void TestCliQuestions::mistakesAreExplained() {
  QFETCH(QStringList, arguments);
  QFETCH(int, exit);
  QFETCH(QString, says);
  for (QString& argument : arguments) {
    if (argument == u"FILE") argument = m_file;
  }
  const Run run = rheo_(arguments);
  QCOMPARE(run.exit, exit);
  QVERIFY(run.out.isEmpty());
  QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
  QVERIFY(run.err.startsWith("rheo: "));
}

QTEST_GUILESS_MAIN(TestCliQuestions)
#include "tst_cli_questions.moc"
