// SPDX-License-Identifier: Apache-2.0
#include "model/base/huge_pages.h"

#include <QFile>
#include <QTest>
#include <cstdint>

using namespace rheo;

namespace {

/// True if the system was asked for huge pages where `address` lies ("hg" of the mapping's flags).
bool isAskedFor(const void* address) {
  QFile maps(QStringLiteral("/proc/self/smaps"));
  if (!maps.open(QIODevice::ReadOnly)) return false;
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool isHere = false;
  const QList<QByteArray> lines = maps.readAll().split('\n');
  for (const QByteArray& line : lines) {
    const QList<QByteArray> ends = line.left(line.indexOf(' ')).split('-');
    bool isFrom = false, isTo = false;
    if (ends.size() == 2) {
      const auto from = ends[0].toULongLong(&isFrom, 16);
      const auto to = ends[1].toULongLong(&isTo, 16);
      if (isFrom && isTo) isHere = from <= wanted && wanted < to;
    }
    if (isHere && line.startsWith("VmFlags:")) return line.contains(" hg");
  }
  return false;
}

}  // namespace

/// Tables that become large move into huge pages, and keep what they hold.
class TestHugePages : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void growsOutOfSmallOnes();
};

void TestHugePages::growsOutOfSmallOnes() {
  HugeVector<std::uint64_t> numbers;
  constexpr std::size_t kMany = 3 * HugePages<std::uint64_t>::kPage / sizeof(std::uint64_t);
  for (std::size_t i = 0; i < kMany; ++i) {
    numbers.push_back(i * i);
    if (i == 10) QVERIFY(!isAskedFor(numbers.data()));
  }
  for (std::size_t i = 0; i < kMany; ++i) QVERIFY(numbers[i] == i * i);
  QCOMPARE(reinterpret_cast<std::uintptr_t>(numbers.data()) % HugePages<int>::kPage,
           std::uintptr_t{0});
#ifdef MADV_HUGEPAGE
  if (QFile::exists(QStringLiteral("/sys/kernel/mm/transparent_hugepage/enabled")))
    QVERIFY(isAskedFor(numbers.data()));
#endif
  const HugeVector<std::uint64_t> copy = numbers;
  numbers = {};
  QCOMPARE(copy.back(), std::uint64_t{(kMany - 1) * (kMany - 1)});
}

QTEST_APPLESS_MAIN(TestHugePages)
#include "tst_huge_pages.moc"
