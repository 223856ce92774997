// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <random>

#include "model/base/time.h"

using namespace rheo;

class TestTime : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isoGoesThereAndBackToTheNanosecond();
  void readsWhatPeopleWrite_data();
  void readsWhatPeopleWrite();
};

void TestTime::isoGoesThereAndBackToTheNanosecond() {
  std::mt19937_64 random(1);
  std::vector<TimeNs> times{0, -1, 1, std::numeric_limits<TimeNs>::min(),
                            std::numeric_limits<TimeNs>::max()};
  for (int i = 0; i < 20'000; ++i)
    times.push_back(static_cast<TimeNs>(random()) >> (random() % 40));
  for (const TimeNs time : times) {
    const std::string text = isoTime(time);
    QVERIFY2(parseIsoTime(text) == time, text.c_str());
  }
  QCOMPARE(isoTime(1'700'000'000'000'000'001), std::string("2023-11-14T22:13:20.000000001Z"));
}

void TestTime::readsWhatPeopleWrite_data() {
  QTest::addColumn<qint64>("expected");  // seconds; -1 = refused
  const auto row = [](const char* text, qint64 seconds) { QTest::newRow(text) << seconds; };
  row("2023-11-14T22:13:20Z", 1'700'000'000);
  row("2023-11-14 22:13:20", 1'700'000'000);
  row("2023-11-15T00:13:20+02:00", 1'700'000'000);
  row("2023-11-14T16:43:20-0530", 1'700'000'000);
  row("2023-11-14T22:13", 1'699'999'980);
  row("2023-11-14", 1'699'920'000);
  row("2024-02-29", 1'709'164'800);
  row("2023-02-29", -1);
  row("2023-13-01", -1);
  row("2023-11-14T", -1);
  row("2023-11-14T24:00", -1);
  row("2023-11-14T22:60", -1);
  row("2023-11-14T22:13:20.", -1);
  row("2023-11-14T22:13:20.0000000001Z", -1);
  row("2023-11-14T22:13:20ZZ", -1);
  row("2023-11-14T22:13:20+2", -1);
  row("9999-01-01", -1);
  row("0001-01-01", -1);
  row("23-11-14", -1);
  row("-023-11-14", -1);
}

void TestTime::readsWhatPeopleWrite() {
  QFETCH(qint64, expected);
  const auto parsed = parseIsoTime(QTest::currentDataTag());
  QCOMPARE(parsed.has_value(), expected >= 0);
  if (parsed) QCOMPARE(*parsed, TimeNs{expected * kSecond});
}

QTEST_GUILESS_MAIN(TestTime)
#include "tst_time.moc"
