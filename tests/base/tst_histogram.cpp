// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "model/base/histogram.h"
#include "model/base/varint.h"

using namespace rheo;

class TestHistogram : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bucketsCoverEveryValueOnce();
  void quantilesAreWithinTheErrorBound();
  void mergingIsRecordingBoth();
  void whatIsEncodedIsDecoded();
  void damagedBytesAreRefused();
  void anEmptyHistogramAnswersZero();
  void aTallyIsRecordingOneByOne();
};

namespace {

constexpr std::uint64_t kMaxValue = (std::uint64_t{1} << 47) - 1;

/// Values spread over the magnitudes, as latencies are.
std::uint64_t randomValue(std::mt19937_64& random) {
  return random() >> (17 + random() % 47);
}

Histogram randomHistogram(std::mt19937_64& random, int count) {
  Histogram histogram;
  for (int i = 0; i < count; ++i) histogram.record(randomValue(random), 1 + random() % 3);
  return histogram;
}

}  // namespace

void TestHistogram::bucketsCoverEveryValueOnce() {
  std::mt19937_64 random(1);
  for (std::uint16_t index = 0; index < 2'687; ++index) {
    QCOMPARE(Histogram::upperBound(index),
             Histogram::lowerBound(static_cast<std::uint16_t>(index + 1)));
    QCOMPARE(Histogram::indexOf(Histogram::lowerBound(index)), index);
    QCOMPARE(Histogram::indexOf(Histogram::upperBound(index) - 1), index);
  }
  for (int i = 0; i < 100'000; ++i) {
    const std::uint64_t value = randomValue(random);
    const std::uint16_t index = Histogram::indexOf(value);
    QVERIFY(Histogram::lowerBound(index) <= value && value < Histogram::upperBound(index));
  }
  QCOMPARE(Histogram::indexOf(~std::uint64_t{0}), Histogram::indexOf(kMaxValue));
}

void TestHistogram::aTallyIsRecordingOneByOne() {
  std::mt19937_64 random(9);
  HistogramTally tally;
  for (int round = 0; round < 20; ++round) {
    Histogram expected = randomHistogram(random, 200);
    Histogram counted = expected;
    for (int i = 0; i < 300; ++i) {
      const std::uint64_t value = randomValue(random);
      expected.record(value);
      if (i % 2 == 0) {
        tally.record(value);
      } else {
        tally.add(Histogram::indexOf(value), 1);
      }
    }
    if (round % 2 == 0) {
      tally.add(counted);
      counted = tally.take();
    } else {
      tally.moveTo(counted);
    }
    QVERIFY(counted == expected);
    QVERIFY(tally.take().isEmpty());
  }
}

void TestHistogram::quantilesAreWithinTheErrorBound() {
  std::mt19937_64 random(2);
  for (int round = 0; round < 50; ++round) {
    Histogram histogram;
    std::vector<std::uint64_t> values(1 + random() % 2'000);
    for (auto& value : values) histogram.record(value = randomValue(random));
    std::sort(values.begin(), values.end());
    QCOMPARE(histogram.count(), std::uint64_t{values.size()});
    for (const double q : {0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(values.size())));
      const auto exact = static_cast<double>(values[std::max<std::size_t>(rank, 1) - 1]);
      const auto reported = static_cast<double>(histogram.quantile(q));
      QVERIFY2(std::fabs(reported - exact) <= exact * 0.008,
               qPrintable(QStringLiteral("q %1: %2 for %3").arg(q).arg(reported).arg(exact)));
    }
    QVERIFY(histogram.min() <= values.front() && values.back() <= histogram.max());
  }
}

void TestHistogram::mergingIsRecordingBoth() {
  std::mt19937_64 random(3);
  for (int round = 0; round < 100; ++round) {
    Histogram a;
    Histogram b;
    Histogram both;
    for (int i = 0; i < 200; ++i) {
      const std::uint64_t value = randomValue(random);
      (random() % 2 == 0 ? a : b).record(value);
      both.record(value);
    }
    a.merge(b);
    QVERIFY(a == both);
    a.merge({});
    QVERIFY(a == both);
  }
}

void TestHistogram::whatIsEncodedIsDecoded() {
  std::mt19937_64 random(4);
  std::string bytes;
  std::vector<Histogram> histograms;
  for (int i = 0; i < 50; ++i) {
    histograms.push_back(randomHistogram(random, i * 10));
    histograms.back().encode(bytes);
  }
  std::string_view rest = bytes;
  for (const auto& expected : histograms) {
    Histogram decoded;
    QVERIFY(decoded.decode(rest));
    QVERIFY(decoded == expected);
  }
  QVERIFY(rest.empty());
}

void TestHistogram::damagedBytesAreRefused() {
  std::mt19937_64 random(5);
  std::string bytes;
  randomHistogram(random, 100).encode(bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    std::string_view cut = std::string_view(bytes).substr(0, size);
    Histogram histogram;
    QVERIFY(!histogram.decode(cut));
    QVERIFY(histogram == Histogram{});
  }
  const auto refused = [](std::initializer_list<std::uint64_t> numbers) {
    std::string text;
    for (const auto number : numbers) putVarint(text, number);
    std::string_view view = text;
    Histogram histogram;
    return !histogram.decode(view) && histogram.isEmpty();
  };
  QVERIFY(refused({1, 3'072, 1}));
  QVERIFY(refused({1, 5, 0}));
  QVERIFY(refused({2, 5, 1, 0, 1}));
  QVERIFY(refused({2, 5, 1, ~std::uint64_t{0} - 4, 1}));
  QVERIFY(refused({2, 5, ~std::uint64_t{0}, 1, 1}));
  QVERIFY(refused({~std::uint64_t{0}}));
}

void TestHistogram::anEmptyHistogramAnswersZero() {
  const Histogram empty;
  QCOMPARE(empty.quantile(0.5), std::uint64_t{0});
  QCOMPARE(empty.mean(), 0.0);
  QCOMPARE(empty.max(), std::uint64_t{0});
  Histogram one;
  one.record(1'000'000, 3);
  QVERIFY(std::fabs(one.mean() - 1'000'000) < 8'000);
}

QTEST_GUILESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
