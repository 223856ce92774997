// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/views/control/inject_targets.h"
#include "app/views/control/json_check.h"
#include "tests/app/control/control_workspace.h"

using namespace rheo;
using namespace rheo::ui;

class TstJsonCheck : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goodJsonIsGood();
  void mistakesHaveAPlace_data();
  void mistakesHaveAPlace();
  void targetsAreWhatLiveSessionsDeclared();
};

void TstJsonCheck::goodJsonIsGood() {
  QVERIFY(checkJson(QStringLiteral("{\"a\": [1, 2, {\"b\": null}]}\n")).ok);
  QVERIFY(checkJson(QStringLiteral("[]")).ok);
}

void TstJsonCheck::mistakesHaveAPlace_data() {
  QTest::addColumn<QString>("text");
  QTest::addColumn<int>("line");
  QTest::addColumn<int>("lastColumn");  // the mistake is at or before it
  QTest::newRow("empty") << QStringLiteral("  ") << 1 << 1;
  QTest::newRow("no value") << QStringLiteral("{\n  \"a\": oops\n}") << 2 << 9;
  QTest::newRow("no comma") << QStringLiteral("{\n\"\u00e4\": 1\n\"b\": 2\n}") << 3 << 2;
  QTest::newRow("open") << QStringLiteral("{\"a\": 1") << 1 << 8;
  QTest::newRow("garbage") << QStringLiteral("{}\n x") << 2 << 3;
}

void TstJsonCheck::mistakesHaveAPlace() {
  QFETCH(QString, text);
  QFETCH(int, line);
  QFETCH(int, lastColumn);
  const auto verdict = checkJson(text);
  QVERIFY(!verdict.ok);
  QVERIFY(!verdict.message.isEmpty());
  QCOMPARE(verdict.line, line);
  QVERIFY2(verdict.column >= 1 && verdict.column <= lastColumn,
           qPrintable(QString::number(verdict.column)));
}

void TstJsonCheck::targetsAreWhatLiveSessionsDeclared() {
  const auto recording = testing::recordingWithServices();
  const auto targets = injectTargets(recording->status.sessions);
  QCOMPARE(targets.size(), 2u);
  QCOMPARE(targets[0].type, QStringLiteral("OrderCancelled"));
  QCOMPARE(targets[1].type, QStringLiteral("OrderPlaced"));
  QCOMPARE(targets[1].service, QStringLiteral("orders"));
}

QTEST_GUILESS_MAIN(TstJsonCheck)
#include "tst_json_check.moc"
