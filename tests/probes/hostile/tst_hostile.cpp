// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <csignal>

#include "tests/probes/probe_fixture.h"

namespace {

enum class Collector { None, There, Still, Restarted };

constexpr bool kSanitized = sizeof(RHEO_SANITIZE) > 1;
constexpr int kMostMs = kSanitized ? 120'000 : 40'000;

/// Every accepted position of every stream once, in order.
bool exact(const std::vector<FakeCollector::Event>& events) {
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint64_t> last;
  for (const auto& e : events)
    if (e.view.position != ++last[{e.session, e.stream}]) return false;
  return true;
}

/// The sum over all processes of a case.
std::uint64_t told(const QByteArray& output, const QByteArray& what) {
  std::uint64_t sum = 0;
  for (const QByteArray& word : output.simplified().split(' '))
    if (word.startsWith(what + '=')) sum += word.mid(what.size() + 1).toULongLong();
  return sum;
}

}  // namespace
Q_DECLARE_METATYPE(Collector)

/// The misbehaviour matrix: every row is a real program. It must end as it would without the probe,
/// in time, and what it emitted must be recorded or counted.
class TstHostile : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void host_data();
  void host();
  void payloadsAreCutVisibly();
  void exitWithADeadCollector();

 private:
  void start(QProcess& process, const char* program, const char* name, const std::string& endpoint);

  Endpoint m_endpoint;
};

void TstHostile::host_data() {
  QTest::addColumn<QByteArray>("program");
  QTest::addColumn<Collector>("collector");
  QTest::addColumn<int>("status");  // exit code, or minus the signal
  const auto row = [](const char* program, const char* name, Collector collector, int status = 0) {
    QTest::newRow(name) << QByteArray(program) << collector << status;
  };
  for (const char* name : {"noCollector", "noDescriptors", "descriptorsRunOutAlone", "noThreads",
                           "noEndpoint", "noFileSystem"})
    row("limits", name, Collector::None);
  if (!kSanitized) {
    row("limits", "noMemory", Collector::None);
    row("costs", "noSystemCallsNoAllocations", Collector::There);
  }
  row("limits", "descriptorsRunOut", Collector::There);
  row("limits", "collectorStandsStill", Collector::Still);
#ifdef RHEO_HOSTILE_METERED
  row("metered", "meteredForkStorm", Collector::There);
  row("metered", "meteredThreads", Collector::There);
#endif
  // A sanitizer does not follow a forked child that starts threads: its own locks are held there by
  // threads that stayed behind, now and then.
  if (!kSanitized)
    for (const char* name : {"forkWithoutExec", "becomeDaemon", "closeEverythingInChild"})
      row("process", name, Collector::There);
  for (const char* name :
       {"forkStorm", "forkAndExec", "execInPlace", "closeEverythingFirst", "exitWithoutGoodbye",
        "signalsReachTheHost", "spawnsWhileEmitting", "closedStdio"})
    row("process", name, Collector::There);
  row("process", "underscoreExit", Collector::There, 7);
  row("process", "quickExit", Collector::There, 8);
  row("process", "abortInHost", Collector::There, -SIGABRT);
  row("process", "terminated", Collector::There, -SIGTERM);
  row("process", "collectorGoes", Collector::Restarted);
  for (const char* name :
       {"threadsComeAndGo", "threadLocalDestructors", "staticDestructors", "staticProbe",
        "detachedAtExit", "signalHandlers", "smallStacks", "cancelledThreads"})
    row("threads", name, Collector::There);
  for (const char* name : {"clockJumps", "payloadSizes", "largePayloads", "invalidUtf8",
                           "thousandsOfTopics", "longNames", "eightProbes", "probesComeAndGo"})
    row("data", name, Collector::There);
  row("plain", "plainHost", Collector::There);
  for (const char* name : {"unloaded", "unloadedAtWork", "unloadedUnderThreads"})
    row("loader", name, Collector::There);
}

void TstHostile::start(QProcess& process, const char* program, const char* name,
                       const std::string& endpoint) {
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("RHEO_ENDPOINT"), QString::fromStdString(endpoint));
  const auto append = [&](const char* variable, const char* options) {
    const QString key = QLatin1String(variable);
    environment.insert(key, environment.value(key) + QLatin1String(options));
  };
  // Hosts fork with threads and start others in the child, which the sanitizer refuses by default.
  append("TSAN_OPTIONS", ":die_after_fork=0");
  // What is freed shall be used again, as hosts measure that.
  append("ASAN_OPTIONS", ":quarantine_size_mb=2:thread_local_quarantine_size_kb=16");
  // Leaks are looked for from another thread, with /proc: not where there is neither.
  if (qstrcmp(name, "noThreads") == 0 || qstrcmp(name, "noFileSystem") == 0)
    append("ASAN_OPTIONS", ":detect_leaks=0");
  process.setProcessEnvironment(environment);
  process.start(QStringLiteral(RHEO_HOSTILE_DIR "/hostile_") + QLatin1String(program),
                {QLatin1String(name)});
}

void TstHostile::host() {
  QFETCH(QByteArray, program);
  QFETCH(Collector, collector);
  QFETCH(int, status);
  const std::string endpoint = m_endpoint();
  FakeCollector there(collector == Collector::None ? m_endpoint() : endpoint);
  there.reading = collector != Collector::Still;
  QProcess process;
  start(process, program.constData(), QTest::currentDataTag(), endpoint);
  QVERIFY2(process.waitForStarted(), qPrintable(process.errorString()));
  if (collector == Collector::Restarted) {
    for (int i = 0; i < 3; ++i) {
      const std::size_t before = there.count();
      QTRY_VERIFY_WITH_TIMEOUT(there.count() > before, kMostMs);
      there.close();
      there.open();
    }
  }
  if (!process.waitForFinished(kMostMs)) process.kill();
  process.waitForFinished(kMostMs);
  const QByteArray errors = process.readAllStandardError();
  if (status < 0) {
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), -status);
  } else {
    const QByteArray end = "ended with " + QByteArray::number(process.exitCode()) + ": " + errors;
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == status,
             end.constData());
  }
  const QByteArray output = process.readAllStandardOutput();
  if (collector == Collector::None || collector == Collector::Still || !output.contains("emitted="))
    return;
  QTRY_COMPARE_WITH_TIMEOUT(there.count() + there.lost(), told(output, "emitted"), kMostMs);
  QCOMPARE(there.lost(), told(output, "dropped"));
  QVERIFY(exact(there.events()));
  QCOMPARE(QByteArray(there.trouble().c_str()), QByteArray());
}

void TstHostile::payloadsAreCutVisibly() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  QProcess process;
  start(process, "data", "payloadSizes", endpoint);
  QVERIFY(process.waitForFinished(kMostMs));
  QTRY_COMPARE(collector.count(), std::size_t{11});
  for (const auto& e : collector.events()) {
    const bool cut = e.view.payloadSize > 65'536;
    QCOMPARE(e.payload.size(), std::min<std::size_t>(e.view.payloadSize, 65'536));
    QCOMPARE((e.view.flags & rheo::wire::kPayloadTruncated) != 0, cut);
  }
  QCOMPARE(collector.events().back().view.payloadSize, 64u << 20);
}

void TstHostile::exitWithADeadCollector() {
  // The best of a few: what the scheduler of a loaded machine adds is not ours.
  std::uint64_t best = UINT64_MAX;
  for (int round = 0; round < 5 && best > 250; ++round) {
    QProcess process;
    start(process, "limits", "exitAlone", m_endpoint());
    QVERIFY(process.waitForFinished(kMostMs));
    QCOMPARE(process.exitCode(), 0);
    best = std::min(best, told(process.readAllStandardOutput(), "took"));
  }
  QVERIFY2(best >= 100 && best <= 250, qPrintable(QString::number(best)));
}

QTEST_GUILESS_MAIN(TstHostile)
#include "tst_hostile.moc"
