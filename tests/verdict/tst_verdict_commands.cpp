// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include "verdict_recording.h"

using namespace rheo;

namespace {

struct Ran {
  int code = -1;
  QByteArray out, err;
};

Ran rheoCommand(const QStringList& arguments) {
  QProcess process;
  process.start(QStringLiteral(RHEO_BIN_DIR "/rheo"), arguments);
  if (!process.waitForFinished(60'000)) return {};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

/// The verdicts as a build sees them: exit codes, and what can be read by people and machines.
class TestVerdictCommands : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() {
    m_before = m_folder.filePath(QStringLiteral("it's before.rheo"));
    m_after = m_folder.filePath(QStringLiteral("after.rheo"));
    m_same = m_folder.filePath(QStringLiteral("same.rheo"));
    test::verdictRecording(m_before, 5 * kMillisecond, 40, 100);
    test::verdictRecording(m_after, 9 * kMillisecond, 3, 100);
    test::verdictRecording(m_same, 5 * kMillisecond, 38, 100);
  }

  void heldPromisesExitWithZero() {
    const Ran ran =
        rheoCommand({QStringLiteral("assert"), m_before, QStringLiteral("count(failed) == 10"),
                     QStringLiteral("p99(latency, topic == \"orders\") < 200ms"),
                     QStringLiteral("saga(\"OrderFulfilment\").stuck == 0")});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out.count("ok      "), 3);
  }

  void aBrokenPromiseExitsWithItsCounterExampleAndHowToOpenIt() {
    const Ran ran = rheoCommand({QStringLiteral("assert"), m_before, kBroken});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.out.contains("BROKEN"), ran.out.constData());
    // The command that is printed works as it stands, whatever the file is called.
    const QList<QByteArray> lines = ran.out.split('\n');
    const auto line = std::find_if(lines.begin(), lines.end(), [](const QByteArray& each) {
      return each.contains("see rheo export");
    });
    QVERIFY(line != lines.end());
    QProcess shell;
    shell.start(QStringLiteral("sh"),
                {QStringLiteral("-c"), QString::fromUtf8(line->mid(line->indexOf("rheo export")))
                                           .replace(0, 4, QStringLiteral(RHEO_BIN_DIR "/rheo"))});
    QVERIFY(shell.waitForFinished(30'000));
    QVERIFY(shell.readAllStandardOutput().contains("\"type\":\"OrderPlaced\""));
  }

  void jsonAndJunitSayTheSame() {
    const QString junit = m_folder.filePath(QStringLiteral("out.xml"));
    const Ran ran = rheoCommand({QStringLiteral("assert"), m_before, kBroken,
                                 QStringLiteral("count(failed) >= 0"), QStringLiteral("--json"),
                                 QStringLiteral("--junit"), junit});
    QCOMPARE(ran.code, 1);
    const QJsonArray list = QJsonDocument::fromJson(ran.out).array();
    QCOMPARE(list.size(), qsizetype{2});
    QCOMPARE(list[0][u"holds"].toBool(), false);
    QVERIFY(list[0][u"examples"].toArray().size() > 0);
    QVERIFY(list[0][u"open"].toString().startsWith(u"rheoscope "));
    QFile file(junit);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    int tests = 0, failures = 0;
    while (!xml.atEnd()) {
      if (xml.readNext() != QXmlStreamReader::StartElement) continue;
      tests += xml.name() == u"testcase" ? 1 : 0;
      failures += xml.name() == u"failure" ? 1 : 0;
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(tests, 2);
    QCOMPARE(failures, 1);
  }

  void aMistakeIsNoVerdict() {
    QCOMPARE(rheoCommand({QStringLiteral("assert"), m_before, QStringLiteral("count(x")}).code, 2);
    QCOMPARE(rheoCommand({QStringLiteral("compare"), m_before, m_same,
                          QStringLiteral("--threshold"), QStringLiteral("p42=1%")})
                 .code,
             2);
  }

  void comparingExitsByThresholds_data() {
    QTest::addColumn<QStringList>("limits");
    QTest::addColumn<int>("code");
    const auto row = [](const char* limits, int code) {
      QTest::newRow(limits) << QString::fromLatin1(limits).split(u' ', Qt::SkipEmptyParts) << code;
    };
    row("", 0);
    row("--fail-on worse", 1);
    row("--fail-on any", 1);
    row("--threshold p50=20%", 1);
    row("--threshold p50=500%", 0);
    row("--threshold rate=10% --threshold errors=100%", 1);
  }

  void comparingExitsByThresholds() {
    QFETCH(QStringList, limits);
    QTEST(rheoCommand(QStringList{QStringLiteral("compare"), m_before, m_after} + limits).code,
          "code");
    // Noise breaks none of them.
    const Ran same = rheoCommand(QStringList{QStringLiteral("compare"), m_before, m_same} + limits);
    QVERIFY2(same.code == 0, (same.out + same.err).constData());
  }

  void markdownIsATableAndJsonIsComplete() {
    const Ran markdown =
        rheoCommand({QStringLiteral("compare"), m_before, m_after, QStringLiteral("--markdown")});
    QVERIFY(markdown.out.contains("| `orders -> billing` | errors |"));
    QVERIFY(markdown.out.contains("| worse |"));
    const Ran json =
        rheoCommand({QStringLiteral("compare"), m_before, m_after, QStringLiteral("--json")});
    const QJsonObject root = QJsonDocument::fromJson(json.out).object();
    QVERIFY(root[u"worse"].toBool());
    QVERIFY(root[u"edges"].toArray().size() >= 2);
    QVERIFY(root[u"schema"].isObject());
  }

 private:
  const QString kBroken = QStringLiteral(
      "every(type == \"OrderPlaced\") leads_to(type == \"OrderConfirmed\" || type == "
      "\"OrderCancelled\") within 1s");
  QTemporaryDir m_folder;
  QString m_before, m_after, m_same;
};

QTEST_GUILESS_MAIN(TestVerdictCommands)
#include "tst_verdict_commands.moc"
