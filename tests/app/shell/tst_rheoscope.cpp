// SPDX-License-Identifier: Apache-2.0
// The program as a person or a script starts it, without a display.
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TstRheoscope : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_dir = std::make_unique<QTemporaryDir>(); }
  void helpAndVersionNeedNoDisplay();
  void saysWhatIsWrong_data();
  void saysWhatIsWrong();
  void drawsTheFirstPage();
  void aForeignFileFailsTheScreenshotWithAMessage();
  void endsOnSigterm();

 private:
  struct Run {
    int code = -1;
    QString out, err;
  };
  Run run(const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(RHEO_BIN_DIR "/rheoscope"), arguments);
    if (!process.waitForFinished(60'000)) {
      process.kill();
      process.waitForFinished();
      return {};
    }
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
  }
  QProcessEnvironment environment() const {
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
      env.remove(QLatin1String(name));
    for (const char* name : {"XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"}) {
      env.insert(QLatin1String(name), m_dir->path());
    }
    return env;
  }
  std::unique_ptr<QTemporaryDir> m_dir;
};

void TstRheoscope::helpAndVersionNeedNoDisplay() {
  const Run help = run({QStringLiteral("--help")});
  QCOMPARE(help.code, 0);
  QVERIFY(help.out.contains(QStringLiteral("--screenshot")));
  const Run version = run({QStringLiteral("--version")});
  QCOMPARE(version.code, 0);
  QVERIFY(version.out.startsWith(QStringLiteral("rheoscope ")));
}

void TstRheoscope::saysWhatIsWrong_data() {
  QTest::addColumn<QStringList>("arguments");
  QTest::addColumn<int>("code");
  QTest::addColumn<QString>("said");
  const auto row = [](const char* name, const char* line, int code, const char* said) {
    QTest::newRow(name) << QString::fromUtf8(line).split(u' ') << code << QString::fromUtf8(said);
  };
  row("unknown option", "--nonsense", 2, "nonsense");
  row("missing file", "/nowhere/a.rheo", 1, "/nowhere/a.rheo");
  row("bad filter", "--filter topc==1", 2, "column 1");
  row("no display", "--theme dark", 1, "no display");
  row("unknown view", "--screenshot x.png --view nothing", 2, "topology");
}

void TstRheoscope::saysWhatIsWrong() {
  QFETCH(QStringList, arguments);
  QFETCH(int, code);
  QFETCH(QString, said);
  const Run result = run(arguments);
  QCOMPARE(result.code, code);
  QVERIFY2(result.err.contains(said), qPrintable(result.err));
}

void TstRheoscope::drawsTheFirstPage() {
  const QString file = m_dir->filePath(QStringLiteral("first.png"));
  const Run result =
      run({QStringLiteral("--screenshot"), file, QStringLiteral("--size"),
           QStringLiteral("800x600"), QStringLiteral("--theme"), QStringLiteral("light")});
  QVERIFY2(result.code == 0, qPrintable(result.err));
  QCOMPARE(QImage(file).size(), QSize(800, 600));
}

void TstRheoscope::aForeignFileFailsTheScreenshotWithAMessage() {
  const QString file = m_dir->filePath(QStringLiteral("foreign.rheo"));
  QFile foreign(file);
  QVERIFY(foreign.open(QIODevice::WriteOnly));
  foreign.write(QByteArray(5000, 'x'));
  foreign.close();
  const QString picture = m_dir->filePath(QStringLiteral("o.png"));
  const Run result = run({file, QStringLiteral("--screenshot"), picture});
  QCOMPARE(result.code, 1);
  QVERIFY2(result.err.contains(QStringLiteral("foreign.rheo")), qPrintable(result.err));
  QVERIFY(!QFile::exists(picture));
}

void TstRheoscope::endsOnSigterm() {
  QProcess process;
  QProcessEnvironment env = environment();
  env.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
  process.setProcessEnvironment(env);
  process.start(QStringLiteral(RHEO_BIN_DIR "/rheoscope"), {});
  QVERIFY(process.waitForStarted());
  // Before the handler is there the signal would only kill.
  const auto catches = [pid = process.processId()] {
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    if (!status.open(QIODevice::ReadOnly)) return false;
    for (const QByteArray& line : status.readAll().split('\n')) {
      if (line.startsWith("SigCgt:"))
        return ((line.mid(7).trimmed().toULongLong(nullptr, 16) >> 14) & 1) != 0;
    }
    return false;
  };
  QTRY_VERIFY_WITH_TIMEOUT(catches(), 20'000);
  process.terminate();
  QVERIFY(process.waitForFinished(10'000));
  QCOMPARE(process.exitStatus(), QProcess::NormalExit);
  QCOMPARE(process.exitCode(), 0);
  QVERIFY(QFile::exists(m_dir->filePath(QStringLiteral("rheoscope/rheoscope.conf"))));
}

QTEST_GUILESS_MAIN(TstRheoscope)
#include "tst_rheoscope.moc"
