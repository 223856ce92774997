// SPDX-License-Identifier: Apache-2.0
#include "model/base/generations.h"

#include <QTest>
#include <deque>
#include <random>

using namespace rheo;

namespace {

struct Entry {
  std::uint64_t key = 0;
  std::uint64_t value = 0;
};

}  // namespace

/// Against a plain list: what is young enough is found, with what it was given; what is found was
/// added. Hashes collide on purpose.
class TestGenerations : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void remembersTheNewest_data();
  void remembersTheNewest();
};

void TestGenerations::remembersTheNewest_data() {
  QTest::addColumn<quint64>("most");
  QTest::addColumn<quint64>("added");
  QTest::newRow("one") << quint64{1} << quint64{20};
  QTest::newRow("few") << quint64{100} << quint64{5'000};
  QTest::newRow("several blocks") << quint64{200'000} << quint64{700'000};
}

void TestGenerations::remembersTheNewest() {
  QFETCH(quint64, most);
  QFETCH(quint64, added);
  Generations<Entry> table(most);
  std::mt19937_64 random(3);
  const auto hashOf = [](std::uint64_t key) { return key / 3 * 0x9E3779B97F4A7C15ull; };
  const auto find = [&](std::uint64_t key) {
    table.prefetch(hashOf(key));
    table.prefetchEntry(hashOf(key));
    return table.find(hashOf(key), [key](const Entry& each) { return each.key == key; });
  };
  for (std::uint64_t key = 1; key <= added; ++key) {
    QVERIFY(find(key) == nullptr);
    table.add(hashOf(key), {key, key * 7});
    // The last `most` are there for certain, those before twice as many for certain not.
    const std::uint64_t young = key - random() % std::min<std::uint64_t>(key, most);
    const Entry* const found = find(young);
    QVERIFY(found != nullptr && found->value == young * 7);
    if (key > 2 * most) QVERIFY(find(1 + random() % (key - 2 * most)) == nullptr);
  }
}

QTEST_APPLESS_MAIN(TestGenerations)
#include "tst_generations.moc"
