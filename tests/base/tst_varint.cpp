// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <limits>
#include <random>

#include "model/base/varint.h"

using namespace rheo;

class TestVarint : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsPutIsTaken();
  void shortAndOversizedBytesAreRefused();
  void zigzagKeepsSmallMagnitudesSmall();
};

void TestVarint::whatIsPutIsTaken() {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> values{
      0, 1, 127, 128, 16'383, 16'384, std::numeric_limits<std::uint64_t>::max()};
  for (int i = 0; i < 10'000; ++i) values.push_back(random() >> (random() % 64));
  std::string bytes;
  for (const auto value : values) putVarint(bytes, value);
  std::string_view rest = bytes;
  for (const auto value : values) {
    std::uint64_t taken = 0;
    QVERIFY(takeVarint(rest, taken));
    QCOMPARE(taken, value);
  }
  QVERIFY(rest.empty());
}

void TestVarint::shortAndOversizedBytesAreRefused() {
  std::string bytes;
  putVarint(bytes, std::numeric_limits<std::uint64_t>::max());
  QCOMPARE(bytes.size(), 10u);
  std::uint64_t value = 0;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::string_view cut = std::string_view(bytes).substr(0, size);
    QVERIFY(!takeVarint(cut, value));
  }
  bytes.back() = 2;  // the 65th bit
  std::string_view wide = bytes;
  QVERIFY(!takeVarint(wide, value));
  const std::string endless(20, '\x80');
  std::string_view rest = endless;
  QVERIFY(!takeVarint(rest, value));
}

void TestVarint::zigzagKeepsSmallMagnitudesSmall() {
  QCOMPARE(zigzag(0), std::uint64_t{0});
  QCOMPARE(zigzag(-1), std::uint64_t{1});
  QCOMPARE(zigzag(1), std::uint64_t{2});
  std::mt19937_64 random(2);
  for (int i = 0; i < 10'000; ++i) {
    const auto value = static_cast<std::int64_t>(random()) >> (random() % 64);
    QCOMPARE(unzigzag(zigzag(value)), value);
  }
  for (const auto value :
       {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
    QCOMPARE(unzigzag(zigzag(value)), value);
}

QTEST_GUILESS_MAIN(TestVarint)
#include "tst_varint.moc"
