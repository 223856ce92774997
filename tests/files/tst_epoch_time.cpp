// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/epoch_time.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "model/sources/files/csv_head.h"

using namespace rheo;
using namespace rheo::files;

/// Numbers since 1970 are times, whatever their unit.
class TestEpochTime : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sizeTellsTheUnit_data();
  void sizeTellsTheUnit();
  void whatIsNoNumberIsNoTime();
  void columnsOfSpreadsheets();
};

void TestEpochTime::sizeTellsTheUnit_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<qint64>("ns");
  const auto row = [](const char* text, qint64 ns) {
    QTest::newRow(text) << QString::fromLatin1(text) << ns;
  };
  constexpr qint64 kNoon = 1'763'899'200'000'000'000;
  row("1763899200", kNoon);
  row("1763899200.5", kNoon + 500'000'000);
  row("1763899200.123456789", kNoon + 123'456'789);
  row("1763899200.", kNoon);
  row("1763899200000", kNoon);
  row("1763899200000.25", kNoon + 250'000);
  row("1763899200000000", kNoon);
  row("1763899200000000.5", kNoon + 500);
  row("1763899200000000000", kNoon);
  row("4999999999", 4'999'999'999'000'000'000);
  row("0", 0);
  row("-5", -5);
  row("999999999", 999'999'999);
}

void TestEpochTime::sizeTellsTheUnit() {
  QFETCH(QString, text);
  QFETCH(qint64, ns);
  const auto time = epochTime(text.toStdString());
  QVERIFY(time.has_value());
  QCOMPARE(qint64{*time}, ns);
}

void TestEpochTime::whatIsNoNumberIsNoTime() {
  for (const char* text : {"", "noon", "2026-11-25T12:00:00Z", "12:30", "1763899200.5s", "1.2.3",
                           "99999999999999999999", ".5", "1e9"}) {
    QVERIFY2(!epochTime(text), text);
  }
}

/// A column of nanoseconds says so in its name, and stays what it is.
void TestEpochTime::columnsOfSpreadsheets() {
  const QTemporaryDir folder;
  const std::string path = folder.filePath(QStringLiteral("a.csv")).toStdString();
  const auto firstTime = [&](const std::string& header, const std::string& time) {
    std::ofstream(path) << "topic,type," << header << "\norders,Placed," << time << "\n";
    const auto head = readCsvHead(path, 10);
    if (!head || !*head) return TimeNs{-1};
    return tryColumns(**head, (*head)->columns).firstNs;
  };
  QCOMPARE(firstTime("time", "1763899200"), 1'763'899'200 * kSecond);
  QCOMPARE(firstTime("timestamp", "1763899200000"), 1'763'899'200 * kSecond);
  QCOMPARE(firstTime("time_ns", "1763899200"), TimeNs{1'763'899'200});
  QCOMPARE(firstTime("time", "2025-11-23T12:00:00Z"), 1'763'899'200 * kSecond);
}

QTEST_APPLESS_MAIN(TestEpochTime)
#include "tst_epoch_time.moc"
