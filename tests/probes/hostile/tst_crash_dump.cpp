// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include "tests/probes/dump_file.h"

namespace {

constexpr int kMostMs = 60'000;
enum class File { Whole, None };

std::uint64_t told(const QByteArray& output, const QByteArray& what) {
  for (const QByteArray& word : output.simplified().split(' '))
    if (word.startsWith(what + '=')) return word.mid(what.size() + 1).toULongLong();
  return 0;
}

}  // namespace
Q_DECLARE_METATYPE(File)

/// Every row is a real program. It must end as it would without the probe, and what it emitted must
/// be in its file or counted there.
class TstCrashDump : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void host_data();
  void host();
  void secretsStayInTheProcess();

 private:
  QByteArray run(const char* name, const QString& file, int status);
};

void TstCrashDump::host_data() {
  QTest::addColumn<int>("status");  // exit code, or minus the signal
  QTest::addColumn<File>("file");
  QTest::addColumn<bool>("isExact");  // the host knows what it emitted
  const auto row = [](const char* name, int status, File file = File::Whole, bool isExact = true) {
    QTest::newRow(name) << status << file << isExact;
  };
  row("dumpOnDemand", 0);
  row("dumpUnderThreads", 0);
  row("crashByFault", -SIGSEGV);
  row("crashByAbort", -SIGABRT);
  row("crashByDivision", -SIGFPE);
  row("crashWithAHandler", 9);
  row("crashUnderThreads", -SIGSEGV, File::Whole, false);
  row("crashInTwoThreads", -SIGSEGV);
  row("crashWithSecrets", -SIGSEGV);
  row("crashWithLongPayloads", -SIGSEGV);
  row("crashInChild", 0, File::None);
  row("crashWithoutAPlace", -SIGSEGV, File::None);
  row("crashDisarmed", -SIGSEGV, File::None);
}

QByteArray TstCrashDump::run(const char* name, const QString& file, int status) {
  QProcess process;
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("RHEO_TEST_DUMP"), file);
  environment.insert(QStringLiteral("RHEO_ENDPOINT"), QStringLiteral("ipc:///nobody/listens"));
  // The signals are the host's, not the sanitizer's.
  const QString mine = QStringLiteral(
      ":handle_segv=0:handle_abort=0:handle_sigfpe=0:handle_sigbus=0:handle_sigill=0:die_after_"
      "fork=0");
  for (const auto& key : {QStringLiteral("ASAN_OPTIONS"), QStringLiteral("TSAN_OPTIONS")})
    environment.insert(key, environment.value(key) + mine);
  process.setProcessEnvironment(environment);
  process.start(QStringLiteral(RHEO_HOSTILE_DIR "/hostile_crash"), {QLatin1String(name)});
  if (!process.waitForFinished(kMostMs)) process.kill();
  process.waitForFinished(kMostMs);
  const QByteArray errors = process.readAllStandardError();
  const bool isCrash = process.exitStatus() == QProcess::CrashExit;
  const int ended = isCrash ? -process.exitCode() : process.exitCode();
  if (ended != status) qWarning("ended with %d: %s", ended, errors.constData());
  return ended == status ? process.readAllStandardOutput() + ' ' : QByteArray();
}

void TstCrashDump::host() {
  QFETCH(int, status);
  QFETCH(File, file);
  QFETCH(bool, isExact);
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("host.dump"));
  const QByteArray output = run(QTest::currentDataTag(), path, status);
  QVERIFY(!output.isEmpty());
  QCOMPARE(QFile::exists(path), file == File::Whole);
  if (file == File::None) return;
  const DumpFile dump(path.toStdString());
  QCOMPARE(QByteArray(dump.trouble.c_str()), QByteArray());
  QCOMPARE(dump.hello.service, std::string("hostile"));
  QVERIFY(dump.events > 0 && dump.lost > 0);
  if (isExact) QCOMPARE(dump.accounted(), told(output, "emitted"));
}

void TstCrashDump::secretsStayInTheProcess() {
  const QTemporaryDir dir;
  const QString path = dir.filePath(QStringLiteral("host.dump"));
  QVERIFY(!run("crashWithSecrets", path, -SIGSEGV).isEmpty());
  const DumpFile dump(path.toStdString());
  QVERIFY(dump.bytes.find("visible") != std::string::npos);
  QVERIFY(dump.bytes.find("canary") == std::string::npos);
}

QTEST_GUILESS_MAIN(TstCrashDump)
#include "tst_crash_dump.moc"
