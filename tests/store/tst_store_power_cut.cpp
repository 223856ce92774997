// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>

#include "model/store/care.h"
#include "naive_store.h"
#include "power_cut_vfs.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;
constexpr int kCutsPerFile = 15;

/// What the recorder of one round did.
struct Round {
  std::uint64_t acked = 0;                ///< position of the last commit that was acknowledged
  std::vector<std::uint64_t> boundaries;  ///< positions at which a commit ended, or was tried
};

/// Records until the power goes. Ends with a clean close now and then: checkpoints can be cut too.
Round recordUntilCut(const std::string& path, bool durable, test::Random& random) {
  Round round;
  test::PowerCutVfs::cutAfter(1 + static_cast<int>(test::pick(random, 160)));
  while (!test::PowerCutVfs::isCut()) {
    auto writer = store::openWriter(path, {.durable = durable});
    if (!writer) break;
    std::uint64_t position = 0;
    for (const StreamPosition& p : (*writer)->positions()) position = p.position;
    round.acked = std::max(round.acked, position);
    for (std::size_t commits = 1 + test::pick(random, 12); commits > 0; --commits) {
      EventBatch batch;
      batch.session = batch.stream = 1;
      for (std::size_t i = 1 + test::pick(random, 120); i > 0; --i) {
        TraceEvent e = test::randomSighting(random, (*writer)->names(), kOrigin, 1000);
        e.service = e.type = e.producer = e.deadLetterTopic = 0;
        e.timeNs = kOrigin + static_cast<TimeNs>(position) * kMillisecond;
        e.position = ++position;
        batch.events.push_back(e);
      }
      batch.lastPosition = batch.lastSeq = position;
      round.boundaries.push_back(position);
      if (!(*writer)->commit({{&batch, 1}, {}, {}, {}})) break;
      round.acked = position;
    }
  }
  return round;
}

}  // namespace

/// The power goes at any write: the recording is whole afterwards and ends with a commit; when it
/// is durable, with none before the last acknowledged one.
class TestStorePowerCut : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { test::PowerCutVfs::install(); }
  void recordingSurvives_data();
  void recordingSurvives();
  void draftIsOnTheDiskOnceItIsClosed();
};

void TestStorePowerCut::recordingSurvives_data() {
  QTest::addColumn<bool>("durable");
  QTest::newRow("fast") << false;
  QTest::newRow("durable") << true;
}

void TestStorePowerCut::recordingSurvives() {
  QFETCH(bool, durable);
  const int cuts = qEnvironmentVariableIntValue("RHEO_POWER_CUTS");
  const QTemporaryDir dir;
  test::Random random(durable ? 21 : 22);
  std::string path;
  std::uint64_t before = 0;  ///< rows that survived the round before
  int lost = 0;
  for (int cut = 0; cut < (cuts > 0 ? cuts : 200); ++cut) {
    if (cut % kCutsPerFile == 0) {
      path = dir.filePath(QString::number(cut) + QStringLiteral(".rheo")).toStdString();
      before = 0;
    }
    const Round round = recordUntilCut(path, durable, random);
    QVERIFY(test::PowerCutVfs::isCut());
    test::PowerCutVfs::restore(random);
    // The memory shared by connections is gone with the power.
    std::filesystem::remove(path + "-shm");
    auto writer = store::openWriter(path, {.durable = durable});
    QVERIFY2(writer.ok(), writer.ok() ? "" : writer.error().text().c_str());
    const auto verified = store::verifyRecording(path, {});
    QVERIFY2(verified.ok(), verified.ok() ? "" : verified.error().text().c_str());
    QVERIFY2(verified->findings.empty(),
             verified->findings.empty() ? "" : verified->findings.front().c_str());
    std::uint64_t position = 0;
    for (const StreamPosition& p : (*writer)->positions()) position = p.position;
    QCOMPARE(verified->events, position);
    QVERIFY(position == before ||
            std::count(round.boundaries.begin(), round.boundaries.end(), position) > 0);
    if (durable) QVERIFY(position >= round.acked);
    lost += position < round.acked ? 1 : 0;
    before = position;
    QVERIFY((*writer)->close().ok());
  }
  // Without syncs something must have been lost, or nothing was cut.
  if (!durable) QVERIFY(lost > 0);
}

void TestStorePowerCut::draftIsOnTheDiskOnceItIsClosed() {
  const QTemporaryDir dir;
  test::Random random(23);
  for (int round = 0; round < 20; ++round) {
    const std::string path = dir.filePath(QString::number(round)).toStdString();
    test::PowerCutVfs::cutAfter(1'000'000);
    auto writer = store::openWriter(path, {.draft = true});
    QVERIFY(writer.ok());
    EventBatch batch;
    for (int i = 0; i < 2'000; ++i)
      batch.events.push_back(
          test::randomSighting(random, (*writer)->names(), kOrigin, 10 * kSecond));
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
    QVERIFY((*writer)->close().ok());
    test::PowerCutVfs::restore(random);
    const auto verified = store::verifyRecording(path, {});
    QVERIFY2(verified.ok(), verified.ok() ? "" : verified.error().text().c_str());
    QCOMPARE(verified->events, std::uint64_t{2'000});
    QVERIFY(verified->findings.empty());
  }
}

QTEST_APPLESS_MAIN(TestStorePowerCut)
#include "tst_store_power_cut.moc"
