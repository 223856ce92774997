// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "model/store/care.h"
#include "model/store/crowd_watch.h"
#include "naive_store.h"

using namespace rheo;
using namespace std::chrono_literals;

namespace {

void stayOnFirstCore() {
  cpu_set_t before;
  CPU_ZERO(&before);
  if (::sched_getaffinity(0, sizeof before, &before) != 0) return;
  cpu_set_t first;
  CPU_ZERO(&first);
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (!CPU_ISSET(core, &before)) continue;
    CPU_SET(core, &first);
    break;
  }
  (void)::sched_setaffinity(0, sizeof first, &first);
}

void spinUntil(std::chrono::steady_clock::time_point end) {
  while (std::chrono::steady_clock::now() < end) {
  }
}

/// Does it on the first core, while other threads want that too.
template <class Work>
void inACrowd(Work work) {
  std::atomic<bool> done{false};
  std::vector<std::thread> others;
  for (int i = 0; i < 2; ++i) {
    others.emplace_back([&done] {
      stayOnFirstCore();
      while (!done) {
      }
    });
  }
  std::thread([&work] {
    stayOnFirstCore();
    work();
  }).join();
  done = true;
  for (std::thread& other : others) other.join();
}

}  // namespace

class TestCrowdWatch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whoGivesWayOfItsOwnIsNotCrowded();
  void threadsOfOneCoreAreCrowded();
  void recordingsAreWholeInACrowd();
};

void TestCrowdWatch::whoGivesWayOfItsOwnIsNotCrowded() {
  store::CrowdWatch watch;
  int crowded = 0;
  for (int i = 0; i < 50; ++i) {
    std::this_thread::sleep_for(1ms);
    crowded += watch.isCrowded() ? 1 : 0;
  }
  QCOMPARE(crowded, 0);
}

void TestCrowdWatch::threadsOfOneCoreAreCrowded() {
  bool isCrowded = false;
  inACrowd([&isCrowded] {
    store::CrowdWatch watch;
    for (int i = 0; i < 400 && !isCrowded; ++i) {
      spinUntil(std::chrono::steady_clock::now() + 20ms);
      isCrowded = watch.isCrowded();
    }
  });
  QVERIFY(isCrowded);
}

/// The writer encodes full chunks itself there, after it has begun to have them encoded.
void TestCrowdWatch::recordingsAreWholeInACrowd() {
  const QTemporaryDir dir;
  const std::string path = dir.filePath(QStringLiteral("crowded.rheo")).toStdString();
  test::Random random(51);
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  std::vector<EventBatch> batches(20);
  for (EventBatch& batch : batches) {
    for (int i = 0; i < 5'000; ++i) {
      batch.events.push_back(
          test::randomSighting(random, (*writer)->names(), 1'700'000'000 * kSecond, 5 * kSecond));
    }
  }
  bool allWritten = true;
  inACrowd([&] {
    for (EventBatch& batch : batches) {
      allWritten = allWritten && (*writer)->commit({{&batch, 1}, {}, {}, {}}).ok();
    }
  });
  QVERIFY((*writer)->close().ok());
  QVERIFY(allWritten);
  const auto verified = store::verifyRecording(path, {});
  QVERIFY(verified.ok());
  QVERIFY(verified->findings.empty());
  QCOMPARE(verified->events, std::uint64_t{100'000});
}

QTEST_APPLESS_MAIN(TestCrowdWatch)
#include "tst_crowd_watch.moc"
