// SPDX-License-Identifier: Apache-2.0
#include "model/base/hand_over.h"

#include <QTest>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

using namespace rheo;

/// Everything arrives in order, never more waits than may, and nobody waits for ever.
class TestHandOver : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void arrivesInOrder_data();
  void arrivesInOrder();
  void whoPutsIsHeldBack();
  void whoTakesIsLeftAloneForLittle();
  void whoPutsHearsOfARefusal();
};

void TestHandOver::arrivesInOrder_data() {
  QTest::addColumn<quint64>("most");
  QTest::addColumn<quint64>("worth");
  QTest::newRow("one at a time") << quint64{1} << quint64{1};
  QTest::newRow("when full") << quint64{7} << quint64{7};
  QTest::newRow("many") << quint64{100} << quint64{10};
}

void TestHandOver::arrivesInOrder() {
  QFETCH(quint64, most);
  QFETCH(quint64, worth);
  constexpr int kItems = 10'000;
  HandOver<std::unique_ptr<int>> between(most, worth);
  std::thread maker([&] {
    for (int i = 0; i < kItems; ++i) (void)between.put(std::make_unique<int>(i));
    between.end();
  });
  int next = 0;
  bool inOrder = true;
  std::size_t largest = 0;
  for (auto some = between.takeAll(); !some.empty(); some = between.takeAll()) {
    largest = std::max(largest, some.size());
    for (const auto& item : some) inOrder = inOrder && *item == next++;
  }
  maker.join();
  QVERIFY(inOrder);
  QCOMPARE(next, kItems);
  QVERIFY(largest <= most);
}

void TestHandOver::whoPutsIsHeldBack() {
  HandOver<int> between(3, 1);
  std::atomic<int> put = 0;
  std::thread maker([&] {
    for (int i = 0; i < 4; ++i) {
      (void)between.put(int{i});
      ++put;
    }
  });
  QTRY_COMPARE(put.load(), 3);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  QCOMPARE(put.load(), 3);
  QCOMPARE(between.takeAll(), (std::vector<int>{0, 1, 2}));
  maker.join();
  QCOMPARE(between.takeAll(), std::vector<int>{3});
}

void TestHandOver::whoTakesIsLeftAloneForLittle() {
  HandOver<int> between(8, 4);
  std::atomic<std::size_t> taken = 0;
  std::thread taker([&] { taken = between.takeAll().size(); });
  for (int i = 0; i < 3; ++i) QVERIFY(between.put(int{i}));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  QCOMPARE(taken.load(), std::size_t{0});
  QVERIFY(between.put(3));
  taker.join();
  QCOMPARE(taken.load(), std::size_t{4});
  // At the end little is enough, and then nothing.
  QVERIFY(between.put(4));
  between.end();
  QCOMPARE(between.takeAll(), std::vector<int>{4});
  QVERIFY(between.takeAll().empty());
}

void TestHandOver::whoPutsHearsOfARefusal() {
  HandOver<int> between(2, 1);
  std::atomic<int> put = 0;
  std::thread maker([&] {
    while (between.put(1)) ++put;
  });
  QTRY_COMPARE(put.load(), 2);
  between.refuse();
  maker.join();
  QCOMPARE(put.load(), 2);
  QVERIFY(!between.put(1));
}

QTEST_APPLESS_MAIN(TestHandOver)
#include "tst_hand_over.moc"
