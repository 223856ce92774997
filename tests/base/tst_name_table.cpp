// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <thread>

#include "model/base/name_table.h"

using namespace rheo;

class TestNameTable : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void codesAreDenseAndStable();
  void threadsAgreeOnCodes();
};

void TestNameTable::codesAreDenseAndStable() {
  NameTable names;
  QCOMPARE(names.size(), Name{1});
  QCOMPARE(names.intern(""), Name{0});
  QCOMPARE(names.intern("orders"), Name{1});
  QCOMPARE(names.intern("payments"), Name{2});
  QCOMPARE(names.intern("orders"), Name{1});
  QCOMPARE(names.find("payments"), Name{2});
  QCOMPARE(names.find("never"), Name{0});
  QVERIFY(names.text(1) == "orders");
  QVERIFY(names.text(99).empty());
  QCOMPARE(names.size(), Name{3});
}

void TestNameTable::threadsAgreeOnCodes() {
  NameTable names;
  constexpr int kNames = 500;
  std::vector<std::vector<Name>> codes(4, std::vector<Name>(kNames));
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < codes.size(); ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < kNames; ++i) {
        const std::size_t n = (i + t * 100) % kNames;
        codes[t][n] = names.intern("name " + std::to_string(n));
        (void)names.text(codes[t][n]);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  QCOMPARE(names.size(), Name{kNames + 1});
  for (const auto& mine : codes) QVERIFY(mine == codes.front());
  for (std::size_t n = 0; n < kNames; ++n)
    QVERIFY(names.text(codes[0][n]) == "name " + std::to_string(n));
}

QTEST_GUILESS_MAIN(TestNameTable)
#include "tst_name_table.moc"
