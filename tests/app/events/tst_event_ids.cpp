// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/views/events/event_ids.h"

using namespace rheo::ui;
using Ids = std::vector<std::uint64_t>;

class TstEventIds : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void stepFollowsOrStartsAnew_data();
  void stepFollowsOrStartsAnew();
};

void TstEventIds::stepFollowsOrStartsAnew_data() {
  QTest::addColumn<QList<int>>("before");
  QTest::addColumn<QList<int>>("after");
  QTest::addColumn<int>("removed");  // -1 = anew
  QTest::addColumn<int>("appended");
  QTest::newRow("first") << QList<int>{} << QList<int>{1, 2} << 0 << 2;
  QTest::newRow("same") << QList<int>{1, 2} << QList<int>{1, 2} << 0 << 0;
  QTest::newRow("more") << QList<int>{1, 2} << QList<int>{1, 2, 5} << 0 << 1;
  QTest::newRow("slide") << QList<int>{1, 2, 5} << QList<int>{5, 6, 9} << 2 << 2;
  QTest::newRow("all gone") << QList<int>{1, 2} << QList<int>{} << 2 << 0;
  QTest::newRow("another filter") << QList<int>{1, 2, 5} << QList<int>{1, 5} << -1 << 0;
  QTest::newRow("a late event between") << QList<int>{1, 5} << QList<int>{1, 3, 5} << -1 << 0;
  QTest::newRow("nothing in common") << QList<int>{1, 2} << QList<int>{7, 8} << -1 << 0;
  QTest::newRow("fewer at the back") << QList<int>{1, 2, 3} << QList<int>{2} << -1 << 0;
}

void TstEventIds::stepFollowsOrStartsAnew() {
  QFETCH(QList<int>, before);
  QFETCH(QList<int>, after);
  QFETCH(int, removed);
  QFETCH(int, appended);
  const auto step = stepBetween(Ids(before.begin(), before.end()), Ids(after.begin(), after.end()));
  QCOMPARE(step.has_value(), removed >= 0);
  if (!step) return;
  QCOMPARE(static_cast<int>(step->removedFront), removed);
  QCOMPARE(static_cast<int>(step->appended), appended);
}

QTEST_GUILESS_MAIN(TstEventIds)
#include "tst_event_ids.moc"
