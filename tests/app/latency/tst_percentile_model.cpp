// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>

#include "app/views/latency/percentile_model.h"

using namespace rheo;
using namespace rheo::ui;

class TstPercentileModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isSound();
  void showsThePercentilesOfEachPart();
  void unknownPartsAreDashes();

 private:
  static QString cell(const PercentileModel& model, int row, int column) {
    return model.index(row, column).data().toString();
  }
};

void TstPercentileModel::isSound() {
  PercentileModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  store::Latency latency;
  latency.total.record(5);
  model.setLatency(latency);
  QCOMPARE(model.rowCount(), 4);
}

void TstPercentileModel::showsThePercentilesOfEachPart() {
  store::Latency latency;
  latency.total.record(2'000'000, 99);
  latency.total.record(900'000'000, 1);
  latency.wait.record(1'000'000, 10);
  PercentileModel model;
  model.setLatency(latency);
  QCOMPARE(cell(model, 0, PercentileModel::Count), QStringLiteral("100"));
  QVERIFY(cell(model, 0, PercentileModel::P50).startsWith(u'2'));
  QVERIFY(cell(model, 0, PercentileModel::P99).endsWith(QStringLiteral("ms")));
  QVERIFY(cell(model, 0, PercentileModel::Max).startsWith(u'9'));
  QCOMPARE(cell(model, 2, PercentileModel::Count), QStringLiteral("10"));
  QCOMPARE(cell(model, 2, PercentileModel::Part), QStringLiteral("Broker wait"));
}

void TstPercentileModel::unknownPartsAreDashes() {
  PercentileModel model;
  model.setLatency({});
  QCOMPARE(cell(model, 1, PercentileModel::P50), QStringLiteral("\u2013"));
  QCOMPARE(cell(model, 1, PercentileModel::Count), QStringLiteral("0"));
}

QTEST_MAIN(TstPercentileModel)
#include "tst_percentile_model.moc"
