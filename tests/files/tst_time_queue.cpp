// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/time_queue.h"

#include <QTest>
#include <random>

using namespace rheo;
using namespace rheo::files;

/// What waits leaves in order of time, and among equals as it came, whatever comes and goes
/// between.
class TestTimeQueue : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void leavesAsAStableSortWouldHaveIt();
};

void TestTimeQueue::leavesAsAStableSortWouldHaveIt() {
  std::mt19937_64 random(5);
  TimeQueue<int> queue;
  std::vector<std::pair<TimeNs, int>> naive;
  int made = 0;
  for (int round = 0; round < 300; ++round) {
    for (std::size_t n = random() % 60; n > 0; --n) {
      const auto time = static_cast<TimeNs>(random() % 40);
      queue.add(time) = made;
      naive.emplace_back(time, made++);
    }
    queue.settle();
    std::stable_sort(naive.begin(), naive.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QCOMPARE(queue.size(), naive.size());
    for (std::size_t i = 0; i < naive.size(); ++i) {
      QCOMPARE(queue.time(i), naive[i].first);
      QCOMPARE(queue[i], naive[i].second);
    }
    const auto limit = static_cast<TimeNs>(random() % 42) - 1;
    const auto upTo = static_cast<std::size_t>(std::count_if(
        naive.begin(), naive.end(), [limit](const auto& each) { return each.first <= limit; }));
    QCOMPARE(queue.upTo(limit), upTo);
    const std::size_t gone = round % 3 == 0 ? upTo : random() % (naive.size() + 1);
    queue.drop(gone);
    naive.erase(naive.begin(), naive.begin() + static_cast<std::ptrdiff_t>(gone));
  }
}

QTEST_APPLESS_MAIN(TestTimeQueue)
#include "tst_time_queue.moc"
