// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/views/throughput/series_stack.h"

using namespace rheo;
using namespace rheo::ui;

class TstSeriesStack : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void countsBecomeRates();
  void seriesStandOnEachOther();
  void gapWithoutEventsIsMissingNotZero();
  void quietSecondIsZeroNotMissing();
  void outsideTheRecordingIsMissing();
  void cutBucketsAreDividedByTheirPart();
  void sliversBorrowTheNeighboursRate();
  void manySeriesAreFoldedWithoutLosingAny();

 private:
  static store::Throughput data() {
    store::Throughput t;
    t.originNs = 100 * kSecond;
    t.bucketNs = 2 * kSecond;
    t.buckets = 5;
    t.series.push_back({"a", {10, 20, 0, 20, 10}, {0, 1, 0, 0, 2}, {1, 1, 0, 1, 1}});
    t.series.push_back({"b", {4, 4, 0, 4, 4}, {0, 0, 0, 0, 0}, {1, 1, 0, 1, 1}});
    return t;
  }
  static constexpr TimeRange kAll{100 * kSecond, 110 * kSecond};
};

void TstSeriesStack::countsBecomeRates() {
  const auto stack = stackSeries(data(), kAll, kAll);
  QCOMPARE(stack.series[0].ratePerS[0], 5.0);
  QCOMPARE(stack.series[0].ratePerS[1], 10.0);
  QCOMPARE(stack.series[0].total, 60u);
  QCOMPARE(stack.series[0].errors, 3u);
  QCOMPARE(stack.series[0].peakPerS, 10.0);
  QCOMPARE(stack.errors[4], 2u);
  QCOMPARE(stack.maxErrors, 2u);
}

void TstSeriesStack::seriesStandOnEachOther() {
  const auto stack = stackSeries(data(), kAll, kAll);
  QCOMPARE(stack.series[1].topPerS[1], 12.0);
  QCOMPARE(stack.maxStackedPerS, 12.0);
  QCOMPARE(stack.maxSinglePerS, 10.0);
}

void TstSeriesStack::gapWithoutEventsIsMissingNotZero() {
  auto t = data();
  t.gaps.push_back({104 * kSecond, 106 * kSecond, 99, "a", "ring full"});
  const auto stack = stackSeries(t, kAll, kAll);
  QVERIFY(!stack.present[2]);
  QCOMPARE(stack.runs().size(), 2u);
  QCOMPARE(stack.runs()[0], (std::pair<std::size_t, std::size_t>{0, 2}));
  QCOMPARE(stack.runs()[1], (std::pair<std::size_t, std::size_t>{3, 5}));
}

void TstSeriesStack::quietSecondIsZeroNotMissing() {
  const auto stack = stackSeries(data(), kAll, kAll);
  QVERIFY(stack.present[2]);
  QCOMPARE(stack.runs().size(), 1u);
}

void TstSeriesStack::outsideTheRecordingIsMissing() {
  auto t = data();
  t.series[0].counts = {0, 20, 0, 20, 0};
  t.series[1].counts = {0, 4, 0, 4, 0};
  const auto stack = stackSeries(t, kAll, {102 * kSecond, 108 * kSecond});
  QVERIFY(!stack.present[0]);
  QVERIFY(!stack.present[4]);
  QVERIFY(stack.present[2]);
}

void TstSeriesStack::cutBucketsAreDividedByTheirPart() {
  const auto stack = stackSeries(data(), {101 * kSecond, 110 * kSecond}, kAll);
  QCOMPARE(stack.series[0].ratePerS[0], 10.0);
}

void TstSeriesStack::sliversBorrowTheNeighboursRate() {
  const auto stack = stackSeries(data(), {102 * kSecond - 10 * kMillisecond, 110 * kSecond}, kAll);
  QCOMPARE(stack.series[0].ratePerS[0], 10.0);
  QCOMPARE(stack.series[0].total, 60u);
}

void TstSeriesStack::manySeriesAreFoldedWithoutLosingAny() {
  store::Throughput t = data();
  for (int i = 0; i < 10; ++i)
    t.series.push_back(
        {"s" + std::to_string(i), {1, 1, 1, 1, 1}, {0, 0, 1, 0, 0}, {1, 1, 1, 1, 1}});
  const auto folded = foldRest(t, 3, "s7");
  QCOMPARE(folded.series.size(), 5u);
  QCOMPARE(folded.series[3].name, std::string("s7"));
  QCOMPARE(folded.series[4].counts, (std::vector<std::uint64_t>{8, 8, 8, 8, 8}));
  QCOMPARE(folded.series[4].errors[2], 8u);
  QCOMPARE(stackSeries(folded, kAll, kAll).maxStackedPerS,
           stackSeries(t, kAll, kAll).maxStackedPerS);
  QCOMPARE(foldRest(t, 11, {}).series.size(), 12u);
}

QTEST_GUILESS_MAIN(TstSeriesStack)
#include "tst_series_stack.moc"
