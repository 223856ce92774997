// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <deque>
#include <random>
#include <unordered_map>

#include "model/analysis/recent_table.h"

using namespace rheo::analysis;

class TestRecentTable : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void behavesLikeAMapUnderRandomUse();
  void forgetsTheOldestFirst();
  void textsHaveDigestsOfTheirOwn();
};

/// Digests that crowd a few homes make long probe chains: the hard case for erasing.
void TestRecentTable::behavesLikeAMapUnderRandomUse() {
  std::mt19937_64 random(5);
  DigestTable<int> table;
  std::unordered_map<Digest, int> model;
  for (int i = 0; i < 200'000; ++i) {
    const Digest digest = 1 + random() % 8 * 64 + random() % 24;
    switch (random() % 3) {
      case 0: {
        const auto [value, made] = table.obtain(digest);
        QCOMPARE(made, model.find(digest) == model.end());
        *value = i;
        model[digest] = i;
        break;
      }
      case 1:
        table.erase(digest);
        model.erase(digest);
        break;
      default: {
        const int* value = table.find(digest);
        const auto known = model.find(digest);
        QCOMPARE(value != nullptr, known != model.end());
        if (value != nullptr) QCOMPARE(*value, known->second);
      }
    }
    QCOMPARE(table.size(), model.size());
  }
}

void TestRecentTable::forgetsTheOldestFirst() {
  std::mt19937_64 random(6);
  constexpr std::size_t kLimit = 100;
  RecentTable<int> table(kLimit);
  std::deque<Digest> order;
  for (int i = 0; i < 20'000; ++i) {
    const Digest digest = mix(random() % 300, 1);
    const bool known = std::find(order.begin(), order.end(), digest) != order.end();
    QCOMPARE(table.obtain(digest).second, !known);
    if (!known) order.push_back(digest);
    if (order.size() > kLimit) order.pop_front();
    QCOMPARE(table.size(), order.size());
    for (const Digest remembered : order) QVERIFY(table.find(remembered) != nullptr);
  }
}

void TestRecentTable::textsHaveDigestsOfTheirOwn() {
  RecentTable<int> seen(1'000'000);
  std::string text;
  for (int i = 0; i < 200'000; ++i) {
    text = "order-" + std::to_string(i);
    QVERIFY2(seen.obtain(digestOf(text)).second, text.c_str());
  }
  QVERIFY(digestOf(std::string_view("a\0", 2)) != digestOf("a"));
  QVERIFY(digestOf("") != 0);
}

QTEST_GUILESS_MAIN(TestRecentTable)
#include "tst_recent_table.moc"
