// SPDX-License-Identifier: Apache-2.0
// Everything a mouse can press or type into is reached by Tab, one region of the window after the
// other.
#include <QDockWidget>
#include <QTest>

#include "app/shell/filter_bar.h"
#include "app/shell/page_stack.h"
#include "app/shell/top_bar.h"
#include "tests/app/live/whole_window.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

constexpr int kMostSteps = 300;

QWidget* focusOf(QWidget* widget) {
  while (widget->focusProxy() != nullptr) widget = widget->focusProxy();
  return widget;
}

QString nameOf(const QWidget* widget) {
  const QString name =
      widget->accessibleName().isEmpty() ? widget->objectName() : widget->accessibleName();
  return QLatin1String(widget->metaObject()->className()) + u' ' + name;
}

QStringList namesOf(const QList<QWidget*>& widgets) {
  QStringList names;
  for (const QWidget* widget : widgets) names << nameOf(widget);
  return names;
}

/// What the window consists of: the bar on top, a dock each, the page.
const QObject* regionOf(MainWindow& window, QWidget* widget) {
  for (QWidget* at = widget; at != nullptr && at != &window; at = at->parentWidget()) {
    if (qobject_cast<QDockWidget*>(at) != nullptr || at == &window.pages() ||
        at == &window.topBar())
      return at;
  }
  return &window;
}

}  // namespace

class TstTabOrder : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase() { m_window.reset(); }
  void everyControlIsReached_data();
  void everyControlIsReached();

 private:
  QList<QWidget*> walk(Qt::KeyboardModifiers modifiers);
  std::unique_ptr<testing::WholeWindow> m_window;
};

void TstTabOrder::initTestCase() {
  m_window = std::make_unique<testing::WholeWindow>();
  MainWindow& window = **m_window;
  window.capture().startDemo(QStringLiteral("shop"));
  QTRY_VERIFY_WITH_TIMEOUT(window.bridge().isRecording() && !window.scenes().extent().isEmpty(),
                           30'000);
  window.capture().stopRecording();
  QTRY_VERIFY_WITH_TIMEOUT(!window.bridge().isRecording(), 30'000);
  QVERIFY(QTest::qWaitForWindowActive(&window));
}

/// Presses Tab until it is back at the filter, and tells where it was.
QList<QWidget*> TstTabOrder::walk(Qt::KeyboardModifiers modifiers) {
  QWidget* start = focusOf((*m_window)->topBar().filterBar());
  start->setFocus(Qt::TabFocusReason);
  QList<QWidget*> path{start};
  for (int step = 0; step < kMostSteps; ++step) {
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab, modifiers);
    QWidget* now = QApplication::focusWidget();
    if (now == start) return path;
    if (now == nullptr || path.contains(now)) break;
    path << now;
  }
  path << nullptr;
  return path;
}

void TstTabOrder::everyControlIsReached_data() {
  QTest::addColumn<QString>("page");
  for (const View* view : (*m_window)->pages().views())
    QTest::addRow("%s", qPrintable(view->name())) << view->name();
}

void TstTabOrder::everyControlIsReached() {
  QFETCH(QString, page);
  MainWindow& window = **m_window;
  QVERIFY(window.pages().show(page));
  QTRY_VERIFY_WITH_TIMEOUT(window.isSettled(), 10'000);
  const QList<QWidget*> path = walk(Qt::NoModifier);
  QVERIFY2(path.last() != nullptr, qPrintable(QStringLiteral("stuck after ") +
                                              namesOf(path.first(path.size() - 1)).join(u'\n')));
  QList<QWidget*> missed;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    const bool wants = (widget->focusPolicy() & Qt::TabFocus) != 0 &&
                       widget->focusProxy() == nullptr && widget->isVisible() &&
                       widget->isEnabled() && widget->window() == &window;
    if (wants && !path.contains(widget)) missed << widget;
  }
  QVERIFY2(missed.isEmpty(), qPrintable(namesOf(missed).join(u'\n')));
  // Once out of a region, Tab does not come back to it on the same round.
  QList<const QObject*> regions;
  for (QWidget* widget : path) {
    const QObject* region = regionOf(window, widget);
    if (!regions.isEmpty() && regions.last() == region) continue;
    QVERIFY2(!regions.contains(region),
             qPrintable(QStringLiteral("comes back at ") + nameOf(widget) + u'\n' +
                        namesOf(path).join(u'\n')));
    regions << region;
  }
  QList<QWidget*> back = walk(Qt::ShiftModifier);
  QCOMPARE(back.size(), path.size());
}

QTEST_MAIN(TstTabOrder)
#include "tst_tab_order.moc"
