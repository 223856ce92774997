// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <iterator>
#include <random>

#include "collecting_receiver.h"
#include "model/store/store.h"
#include "session/probe_host.h"

using namespace rheo;

namespace {

constexpr std::uint64_t kEmits = 5000;

std::string contents(const QString& path) {
  std::ifstream file(path.toStdString(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

/// What a real probe dumped becomes a recording, with what is missing counted; whatever happened to
/// the file meanwhile.
class TestImportDump : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void aDumpIsARecording();
  void aCutDumpKeepsWhatCameBefore();
  void bytesThatRottedAreSkipped();

 private:
  QTemporaryDir m_dir;
  QString m_file = m_dir.filePath(QStringLiteral("orders.dump"));
  std::string m_bytes;
};

void TestImportDump::initTestCase() {
  test::ProbeHost host("orders", "ipc:///nobody/listens", 256u << 10, true);
  for (std::uint64_t i = 0; i < kEmits; ++i) host.publish(i % 2 == 0 ? "orders" : "audit");
  QCOMPARE(host.emitted(), kEmits);
  QVERIFY(host.dump(m_file.toStdString()));
  m_bytes = contents(m_file);
}

void TestImportDump::aDumpIsARecording() {
  const QString out = m_dir.filePath(QStringLiteral("orders.rheo"));
  QProcess import;
  import.start(QStringLiteral(RHEO_BIN_DIR "/rheo"),
               {QStringLiteral("import"), m_file, QStringLiteral("--out"), out});
  QVERIFY(import.waitForFinished());
  QVERIFY2(import.exitCode() == 0, import.readAllStandardError().constData());
  auto reader = store::openReader(out.toStdString());
  QVERIFY(reader.ok());
  const auto summary = (*reader)->summary({}, {});
  QVERIFY(summary.ok());
  QVERIFY(summary->events > 100 && summary->lost > 100);
  QCOMPARE(summary->events + summary->lost, kEmits);
  QCOMPARE(summary->services, std::vector<std::string>{"orders"});
  QCOMPARE(summary->topics, (std::vector<std::string>{"audit", "orders"}));
  const auto sessions = (*reader)->sessions();
  QVERIFY(sessions.ok() && sessions->size() == 1);
  QCOMPARE(sessions->front().emitted, kEmits);
  QCOMPARE(sessions->front().dropped, summary->lost);
  QVERIFY(sessions->front().state == SessionState::Ended);
  QCOMPARE(sessions->front().pid, static_cast<std::uint64_t>(QCoreApplication::applicationPid()));
  const std::uint64_t last[] = {summary->events};
  const auto rows = (*reader)->eventRows(last, true, {});
  QVERIFY(rows.ok() && rows->size() == 1);
  QCOMPARE(rows->front().payload, std::string("{\"n\":1}"));
}

void TestImportDump::aCutDumpKeepsWhatCameBefore() {
  std::size_t before = 0;
  for (std::size_t size = 8; size < m_bytes.size(); size += 4999) {
    test::CollectingReceiver receiver;
    // Exactly so many bytes, so that a sanitizer sees a step too far.
    const auto counts = test::importText(receiver, std::string(m_bytes, 0, size));
    QCOMPARE(counts.broken, std::uint64_t{1});
    QVERIFY(receiver.events.size() >= before);
    before = receiver.events.size();
  }
  test::CollectingReceiver whole;
  QCOMPARE(test::importText(whole, m_bytes).broken, std::uint64_t{0});
  QVERIFY(before > 0 && before <= whole.events.size());
}

void TestImportDump::bytesThatRottedAreSkipped() {
  std::mt19937_64 random(11);
  for (int round = 0; round < 60; ++round) {
    std::string bytes = m_bytes;
    for (std::uint64_t flips = 1 + random() % 16; flips > 0; --flips)
      bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random());
    test::CollectingReceiver receiver;
    const auto counts = test::importText(receiver, bytes);
    QCOMPARE(counts.sightings, std::uint64_t{receiver.events.size()});
  }
}

QTEST_GUILESS_MAIN(TestImportDump)
#include "tst_import_dump.moc"
