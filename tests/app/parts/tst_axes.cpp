// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <QTimeZone>

#include "app/views/parts/axes.h"

using namespace rheo;
using namespace rheo::ui;

class TstAxes : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { qputenv("TZ", "UTC"); }
  void timeGoesToPixelsAndBack();
  void timeTicksAreRoundAndApart_data();
  void timeTicksAreRoundAndApart();
  void emptyRangeHasNoTicks();
  void linearAxisEndsAboveTheMaximum_data();
  void linearAxisEndsAboveTheMaximum();
  void logAxisHoldsItsValues_data();
  void logAxisHoldsItsValues();
  void logAxisGoesBack();
  void durationTicksHaveUnits();
  void clockShowsTheAskedResolution();
};

void TstAxes::timeGoesToPixelsAndBack() {
  const TimeAxis axis({100 * kSecond, 200 * kSecond}, 50, 1000);
  QCOMPARE(axis.toX(100 * kSecond), 50.0);
  QCOMPARE(axis.toX(150 * kSecond), 550.0);
  QCOMPARE(axis.toTime(1050), 200 * kSecond);
  QCOMPARE(axis.toTime(-5), 100 * kSecond);
  QCOMPARE(axis.toTime(axis.toX(123 * kSecond)) / kMillisecond, 123'000);
}

void TstAxes::timeTicksAreRoundAndApart_data() {
  QTest::addColumn<qint64>("span");
  QTest::addColumn<qint64>("step");
  QTest::newRow("10 ms") << qint64{10 * kMillisecond} << qint64{kMillisecond};
  QTest::newRow("3 s") << qint64{3 * kSecond} << qint64{500 * kMillisecond};
  QTest::newRow("1 m") << qint64{60 * kSecond} << qint64{10 * kSecond};
  QTest::newRow("5 m") << qint64{300 * kSecond} << qint64{30 * kSecond};
  QTest::newRow("1 d") << qint64{86'400 * kSecond} << qint64{3 * 3600 * kSecond};
}

void TstAxes::timeTicksAreRoundAndApart() {
  QFETCH(qint64, span);
  QFETCH(qint64, step);
  const TimeNs from = 1'700'000'000 * kSecond + 1;
  const TimeAxis axis({from, from + span}, 0, 1000);
  const auto ticks = axis.ticks(84);
  QVERIFY(ticks.size() >= 2);
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    QVERIFY(ticks[i].at >= 0 && ticks[i].at <= 1000);
    if (i > 0) QVERIFY(ticks[i].at - ticks[i - 1].at >= 83.9);
  }
  const double gap = (ticks[1].at - ticks[0].at) / 1000 * static_cast<double>(span);
  QVERIFY2(qAbs(gap - static_cast<double>(step)) < static_cast<double>(step) * 1e-3,
           qPrintable(QString::number(gap)));
}

void TstAxes::emptyRangeHasNoTicks() {
  QVERIFY(TimeAxis({5, 5}, 0, 0).ticks().empty());
  QVERIFY(TimeAxis(TimeRange{}, 0, 1000).ticks().empty());
}

void TstAxes::linearAxisEndsAboveTheMaximum_data() {
  QTest::addColumn<double>("maximum");
  for (const double maximum : {0.0, 0.003, 0.9, 1.0, 7.0, 99.0, 4812.0, 1.9e6})
    QTest::newRow(qPrintable(QString::number(maximum))) << maximum;
}

void TstAxes::linearAxisEndsAboveTheMaximum() {
  QFETCH(double, maximum);
  const LinearAxis axis(maximum, 10, 300);
  QVERIFY(axis.maximum() >= maximum);
  QVERIFY(maximum == 0 || axis.maximum() <= maximum * 2.5);
  QCOMPARE(axis.toY(0), 310.0);
  QCOMPARE(axis.toY(axis.maximum()), 10.0);
  QVERIFY(axis.steps().size() >= 2 && axis.steps().size() <= 9);
  QVERIFY(qAbs(axis.toValue(axis.toY(maximum)) - maximum) <= 1e-9 + maximum * 1e-9);
}

void TstAxes::logAxisHoldsItsValues_data() {
  QTest::addColumn<double>("low");
  QTest::addColumn<double>("high");
  QTest::newRow("one value") << 2e6 << 2e6;
  QTest::newRow("a millisecond to seconds") << 1.2e6 << 3.9e9;
  QTest::newRow("nanoseconds") << 1.0 << 5.0;
  QTest::newRow("zero") << 0.0 << 0.0;
}

void TstAxes::logAxisHoldsItsValues() {
  QFETCH(double, low);
  QFETCH(double, high);
  const LogAxis axis(low, high, 0, 200);
  QVERIFY(axis.low() <= std::max(low, 1.0) * 1.0001);
  QVERIFY(axis.high() >= high);
  QVERIFY(axis.high() >= axis.low() * 30);
  QVERIFY(axis.toY(std::max(high, 1.0)) >= -0.01);
  QVERIFY(!axis.ticks().empty());
}

void TstAxes::logAxisGoesBack() {
  const LogAxis axis(1e6, 1e9, 10, 300);
  QVERIFY(qAbs(axis.toY(1e6) - 310) < 1e-6);
  QVERIFY(qAbs(axis.toY(1e9) - 10) < 1e-6);
  QVERIFY(qAbs(axis.toNs(axis.toY(4.2e7)) - 4.2e7) < 1);
}

void TstAxes::durationTicksHaveUnits() {
  QCOMPARE(durationTick(1e3), QStringLiteral("1\u202f\u00b5s"));
  QCOMPARE(durationTick(3e7), QStringLiteral("30\u202fms"));
  QCOMPARE(durationTick(1e10), QStringLiteral("10\u202fs"));
}

void TstAxes::clockShowsTheAskedResolution() {
  const TimeNs t = 1'700'000'000 * kSecond + 123'456'789;
  QCOMPARE(clockText(t, kSecond), QStringLiteral("22:13:20"));
  QCOMPARE(clockText(t, kMillisecond), QStringLiteral("22:13:20.123"));
  QCOMPARE(clockText(t, kMicrosecond), QStringLiteral("22:13:20.123\u202f456"));
}

QTEST_GUILESS_MAIN(TstAxes)
#include "tst_axes.moc"
