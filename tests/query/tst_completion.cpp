// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "model/query/filter.h"

using namespace rheo;

class TestCompletion : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void offersWhatMayFollow_data();
  void offersWhatMayFollow();
};

void TestCompletion::offersWhatMayFollow_data() {
  QTest::addColumn<QByteArray>("first");
  QTest::addColumn<int>("from");
  const auto row = [](const char* text, const char* first, int from) {
    QTest::newRow(text) << QByteArray(first) << from;
  };
  row("", "topic", 0);
  row("lat", "latency", 0);
  row("ltency", "latency", 0);
  row("SERV", "service", 0);
  row("failed && (ty", "type", 11);
  row("!dup", "duplicate", 1);
  row("topic ", "==", 6);
  row("latency ", "==", 8);
  row("topic == ", "\"orders\"", 9);
  row("topic == \"pay", "\"payments\"", 9);
  row("topic == 'pay", "\"payments\"", 9);
  row("topic in (\"orders\", \"pay", "\"payments\"", 20);
  row("stage == \"dead", "\"deadLettered\"", 9);
  row("latency > ", "10ms", 10);
  row("failed ", "&&", 7);
  row("topic == \"orders\" ", "&&", 18);
  row("payload.total ", "==", 14);
  row("exi", "exists(", 0);
  row("exists(subs", "subscription", 7);
  row("exists(topic) ", "&&", 14);
  row("length(key) ", "==", 12);
  row("lower(topic) == ", "", 16);
  row("nonsense ", "", 9);
  row("topic == \"\\q", "", 12);
}

void TestCompletion::offersWhatMayFollow() {
  QFETCH(QByteArray, first);
  QFETCH(int, from);
  NameTable names;
  names.intern("orders");
  names.intern("payments");
  const std::string text = QTest::currentDataTag();
  // What stands behind the cursor is another condition and must not matter.
  const auto offers = query::complete(text + ") || failed", text.size(), &names);
  if (first.isEmpty()) {
    QVERIFY(offers.empty());
    return;
  }
  QVERIFY(!offers.empty());
  QCOMPARE(QByteArray::fromStdString(offers.front().text), first);
  QCOMPARE(static_cast<int>(offers.front().replaceFrom), from);
  QVERIFY(!offers.front().detail.empty());
}

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
