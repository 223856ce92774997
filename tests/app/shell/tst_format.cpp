// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/shell/theme/format.h"

using namespace rheo;
using namespace rheo::ui;

class TstFormat : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void durations_data();
  void durations();
  void rates_data();
  void rates();
  void counts();
  void bytes();
  void percents();
  void timesBeforeTheEpochKeepPositiveFractions();
};

void TstFormat::durations_data() {
  QTest::addColumn<qint64>("ns");
  QTest::addColumn<QString>("text");
  const auto row = [](qint64 ns, const char* text) {
    QTest::addRow("%lld", static_cast<long long>(ns)) << ns << QString::fromUtf8(text);
  };
  row(-1, "–");
  row(0, "0 ns");
  row(950, "950 ns");
  row(31'000, "31 µs");
  row(212 * kMillisecond, "212 ms");
  row(999'600'000, "1 s");
  row(1'914 * kMillisecond, "1.91 s");
  row(12'340 * kMillisecond, "12.3 s");
  row(59'990 * kMillisecond, "1 m");
  row(74 * kSecond, "1 m 14 s");
  row(3599'700 * kMillisecond, "1 h");
  row(7'500 * kSecond, "2 h 5 m");
  row(100 * 3600 * kSecond, "4 d 4 h");
}

void TstFormat::durations() {
  QFETCH(qint64, ns);
  QFETCH(QString, text);
  QCOMPARE(formatDuration(ns), text);
}

void TstFormat::rates_data() {
  QTest::addColumn<double>("rate");
  QTest::addColumn<QString>("text");
  QTest::newRow("none") << 0.0 << QStringLiteral("0/s");
  QTest::newRow("rare") << 0.001 << QStringLiteral("<0.01/s");
  QTest::newRow("slow") << 0.25 << QStringLiteral("0.25/s");
  QTest::newRow("plain") << 412.4 << QStringLiteral("412/s");
  QTest::newRow("rounds up a unit") << 999.7 << QStringLiteral("1k/s");
  QTest::newRow("thousands") << 2140.0 << QStringLiteral("2.14k/s");
  QTest::newRow("millions") << 1.3e6 << QStringLiteral("1.3M/s");
  QTest::newRow("unknown") << qQNaN() << QStringLiteral("–");
}

void TstFormat::rates() {
  QFETCH(double, rate);
  QFETCH(QString, text);
  QCOMPARE(formatRate(rate), text);
}

void TstFormat::counts() {
  QCOMPARE(formatCount(0), QStringLiteral("0"));
  QCOMPARE(formatCount(999), QStringLiteral("999"));
  QCOMPARE(formatCount(61'377), QStringLiteral("61\u202F377"));
  QCOMPARE(formatCount(1'924'311), QStringLiteral("1.92 M"));
  QCOMPARE(formatExact(1'924'311), QStringLiteral("1\u202F924\u202F311"));
}

void TstFormat::bytes() {
  QCOMPARE(formatBytes(0), QStringLiteral("0 B"));
  QCOMPARE(formatBytes(146'200'000), QStringLiteral("146 MB"));
  QCOMPARE(formatBytes(14'210), QStringLiteral("14.2 kB"));
}

void TstFormat::percents() {
  QCOMPARE(formatPercent(45, 1000), QStringLiteral("4.5 %"));
  QCOMPARE(formatPercent(1, 1'000'000), QStringLiteral("<0.01 %"));
  QCOMPARE(formatPercent(0, 10), QStringLiteral("0 %"));
  QCOMPARE(formatPercent(0, 0), QStringLiteral("–"));
}

void TstFormat::timesBeforeTheEpochKeepPositiveFractions() {
  QVERIFY(formatTime(-kMillisecond, 3).endsWith(QStringLiteral(":59.999")));
  QVERIFY(formatTime(1'234'567'890, 9).endsWith(QStringLiteral(":01.234567890")));
  QCOMPARE(formatTime(0, 0).size(), 8);
}

QTEST_GUILESS_MAIN(TstFormat)
#include "tst_format.moc"
