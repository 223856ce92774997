// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>

#include "app/shell/filter_bar.h"

using namespace rheo;
using namespace rheo::ui;

class TstFilterBar : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void saysWhetherTheFilterIsUnderstood();
  void namesTheColumnThatIsWrong();
  void appliesValidFiltersWhileTyping();
  void neverAppliesAnInvalidFilter();
  void enterAppliesAtOnce();
  void escapeClears();
  void enterAndEscapeLeave();
  void showsTheFilterOfTheSceneSilently();
  void recallsEarlierFilters();
  void comesToRest();
};

void TstFilterBar::saysWhetherTheFilterIsUnderstood() {
  FilterBar bar;
  QVERIFY(bar.state() == FilterBar::State::Empty);
  bar.setText(QStringLiteral("topic == \"orders\""));
  QVERIFY(bar.state() == FilterBar::State::Valid);
  bar.setText(QStringLiteral("topic == "));
  QVERIFY(bar.state() == FilterBar::State::Invalid);
  bar.setText(QStringLiteral("   "));
  QVERIFY(bar.state() == FilterBar::State::Empty);
}

void TstFilterBar::namesTheColumnThatIsWrong() {
  FilterBar bar;
  bar.setText(QStringLiteral("failed && topc == \"ä\""));
  QVERIFY(bar.state() == FilterBar::State::Invalid);
  QCOMPARE(bar.error().column, 10u);
  QVERIFY2(bar.toolTip().contains(QStringLiteral("11")), qPrintable(bar.toolTip()));
  QVERIFY(bar.toolTip().contains(QStringLiteral("topc")));
}

void TstFilterBar::appliesValidFiltersWhileTyping() {
  FilterBar bar;
  bar.show();
  QSignalSpy applied(&bar, &FilterBar::filterChanged);
  QTest::keyClicks(&bar, QStringLiteral("failed"));
  QTRY_COMPARE(applied.size(), 1);
}

void TstFilterBar::neverAppliesAnInvalidFilter() {
  FilterBar bar;
  bar.show();
  QSignalSpy applied(&bar, &FilterBar::filterChanged);
  bar.setText(QStringLiteral("failed &&"));
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(applied.size(), 0);
}

void TstFilterBar::enterAppliesAtOnce() {
  FilterBar bar;
  bar.show();
  QSignalSpy applied(&bar, &FilterBar::filterChanged);
  bar.setText(QStringLiteral("latency > 250ms"));
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(applied.size(), 1);
  QCOMPARE(applied.first().first().value<query::Filter>().text(), std::string("latency > 250ms"));
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(applied.size(), 1);
}

void TstFilterBar::escapeClears() {
  FilterBar bar;
  bar.show();
  bar.setText(QStringLiteral("failed"));
  QTest::keyClick(&bar, Qt::Key_Return);
  QSignalSpy applied(&bar, &FilterBar::filterChanged);
  QTest::keyClick(&bar, Qt::Key_Escape);
  QCOMPARE(bar.text(), QString());
  QCOMPARE(applied.size(), 1);
  QVERIFY(applied.first().first().value<query::Filter>().matchesAll());
}

void TstFilterBar::enterAndEscapeLeave() {
  FilterBar bar;
  bar.show();
  QSignalSpy left(&bar, &FilterBar::left);
  bar.setText(QStringLiteral("topic =="));
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(left.size(), 0);  // there is something to mend first
  bar.setText(QStringLiteral("failed"));
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(left.size(), 1);
  QTest::keyClick(&bar, Qt::Key_Escape);
  QCOMPARE(left.size(), 2);
}

void TstFilterBar::showsTheFilterOfTheSceneSilently() {
  FilterBar bar;
  QSignalSpy applied(&bar, &FilterBar::filterChanged);
  bar.showFilter(*query::Filter::parse("duplicate"));
  QCOMPARE(bar.text(), QStringLiteral("duplicate"));
  QVERIFY(bar.state() == FilterBar::State::Valid);
  QTest::keyClick(&bar, Qt::Key_Return);
  QCOMPARE(applied.size(), 0);
}

void TstFilterBar::recallsEarlierFilters() {
  FilterBar bar;
  bar.show();
  for (const char* text : {"failed", "duplicate"}) {
    bar.setText(QLatin1String(text));
    QTest::keyClick(&bar, Qt::Key_Return);
  }
  bar.clear();
  QTest::keyClick(&bar, Qt::Key_Up);
  QCOMPARE(bar.text(), QStringLiteral("duplicate"));
  QTest::keyClick(&bar, Qt::Key_Up);
  QCOMPARE(bar.text(), QStringLiteral("failed"));
  QTest::keyClick(&bar, Qt::Key_Down);
  QCOMPARE(bar.text(), QStringLiteral("duplicate"));
}

/// Counts what reaches an object.
class EventCounter : public QObject {
 public:
  bool eventFilter(QObject*, QEvent*) override {
    ++count;
    return false;
  }
  int count = 0;
};

void TstFilterBar::comesToRest() {
  FilterBar bar;
  bar.show();
  bar.setText(QStringLiteral("failed"));
  bar.setMatches(QStringLiteral("1 of 2"));
  QCoreApplication::processEvents();
  EventCounter counter;
  bar.installEventFilter(&counter);
  for (int i = 0; i < 50; ++i) QCoreApplication::processEvents();
  QVERIFY2(counter.count < 10, qPrintable(QString::number(counter.count)));
}

QTEST_MAIN(TstFilterBar)
#include "tst_filter_bar.moc"
