// SPDX-License-Identifier: Apache-2.0
// The window on the running demo shop: an order sent from it travels, and what became of it is
// told.
#include <QCheckBox>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QTableView>
#include <QTest>

#include "app/shell/left_panel.h"
#include "app/shell/page_stack.h"
#include "app/views/control/inject_dialog.h"
#include "app/views/control/json_editor.h"
#include "app/views/control/limit_dialog.h"
#include "app/views/control/sends_model.h"
#include "tests/app/live/whole_window.h"

using namespace rheo;
using namespace rheo::ui;
using control::InjectState;

namespace {

constexpr int kPatienceMs = 30'000;

const QString kOrder =
    QStringLiteral(R"({"orderId":"ord-by-hand","customer":"c-17","currency":"EUR","total":39.5,)"
                   R"("items":[{"sku":"s-1","quantity":1,"price":39.5}]})");

}  // namespace

class TstLiveWindow : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void anOrderSentByKeysIsProcessed();
  void whatWasSentIsASagaOfItsOwn();
  void anIncompleteOrderIsRefusedWithTheReason();
  void keysAndPaletteAskForLessToo();
  void aServiceIsPausedFromItsMenuAndGoesOn();

 private:
  [[nodiscard]] std::int64_t count(const QString& filter) const;
  [[nodiscard]] const SendsModel::Send& newest() const { return *m_dialog->sends().sendAt(0); }
  void chooseOrderPlaced() const;
  [[nodiscard]] QString valueOf(const QString& service) const;

  std::unique_ptr<testing::WholeWindow> m_window;
  InjectDialog* m_dialog = nullptr;
};

/// Sightings in the whole recording that match.
std::int64_t TstLiveWindow::count(const QString& filter) const {
  auto* workspace = (*m_window)->bridge().workspace();
  if (workspace == nullptr) return -1;
  auto reader = workspace->reader();
  if (!reader) return -1;
  auto parsed = query::Filter::parse(filter.toStdString());
  if (!parsed) return -1;
  const auto extent = (*reader)->extent();
  if (!extent) return 0;
  const auto summary = (*reader)->summary({*extent, *parsed}, {});
  return summary ? static_cast<std::int64_t>(summary->events) : -1;
}

void TstLiveWindow::chooseOrderPlaced() const {
  auto* list = m_dialog->findChild<QListWidget*>();
  QTRY_VERIFY_WITH_TIMEOUT(
      !list->findItems(QStringLiteral("OrderPlaced"), Qt::MatchStartsWith).isEmpty(), kPatienceMs);
  list->setCurrentItem(list->findItems(QStringLiteral("OrderPlaced"), Qt::MatchStartsWith).first());
}

void TstLiveWindow::initTestCase() {
  m_window = std::make_unique<testing::WholeWindow>();
  MainWindow& window = **m_window;
  window.capture().startDemo(QStringLiteral("shop"));
  QTRY_VERIFY_WITH_TIMEOUT(window.bridge().isRecording(), kPatienceMs);
  // An order published before the services subscribed would reach nobody.
  QTRY_VERIFY_WITH_TIMEOUT(count(QStringLiteral("stage == \"sagaCompleted\"")) > 0, kPatienceMs);
  QVERIFY(QTest::qWaitForWindowActive(&window));
  QTest::keyClick(&window, Qt::Key_I, Qt::ControlModifier);
  m_dialog = window.findChild<InjectDialog*>();
  QVERIFY(m_dialog != nullptr && m_dialog->isVisible());
  QVERIFY(QTest::qWaitForWindowActive(m_dialog));  // keys go to the active window only
}

void TstLiveWindow::cleanupTestCase() {
  m_window.reset();
}

void TstLiveWindow::anOrderSentByKeysIsProcessed() {
  chooseOrderPlaced();
  m_dialog->editor().setText(kOrder);
  // Keys are for what can be sent, and for the window that is active: both come and go.
  QTRY_VERIFY_WITH_TIMEOUT(m_dialog->canSend() && m_dialog->isActiveWindow(), kPatienceMs);
  QTest::keyClick(m_dialog, Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE(m_dialog->sends().rowCount(), 1);
  QTRY_COMPARE_WITH_TIMEOUT(newest().state, InjectState::Processed, kPatienceMs);
  QVERIFY(newest().sentNs <= newest().acceptedNs);
  QVERIFY(newest().acceptedNs <= newest().processedNs);
}

void TstLiveWindow::whatWasSentIsASagaOfItsOwn() {
  QVERIFY(m_dialog->sends().rowCount() > 0);
  const auto trace = QString::fromStdString(newest().traceId.hex());
  const auto ofTrace = QStringLiteral("trace == \"%1\" && ").arg(trace);
  QTRY_COMPARE_WITH_TIMEOUT(count(ofTrace + QStringLiteral("stage == \"sagaStarted\"")), 1,
                            kPatienceMs);
  QCOMPARE(count(ofTrace + QStringLiteral(
                               "stage == \"published\" && injected && topic == \"orders.placed\"")),
           1);
  // Opening it from the table makes it what the whole window looks at.
  auto* table = m_dialog->findChild<QTableView*>();
  Q_EMIT table->activated(table->model()->index(0, 0));
  QCOMPARE((*m_window)->scenes().scene().selection.eventId, newest().eventId);
}

void TstLiveWindow::anIncompleteOrderIsRefusedWithTheReason() {
  chooseOrderPlaced();
  m_dialog->editor().setText(QStringLiteral("{\"nonsense\": true}"));
  const int before = m_dialog->sends().rowCount();
  QTRY_VERIFY(m_dialog->canSend());
  m_dialog->send();
  QTRY_COMPARE(m_dialog->sends().rowCount(), before + 1);
  QTRY_COMPARE_WITH_TIMEOUT(newest().state, InjectState::Refused, kPatienceMs);
  QVERIFY2(newest().reason.contains(QStringLiteral("customer")), qPrintable(newest().reason));
  QCOMPARE(newest().processedNs, 0);
}

/// What the left panel says of a source.
QString TstLiveWindow::valueOf(const QString& service) const {
  const auto& sources = (*m_window)->findChild<LeftPanel*>()->sources();
  return sources.index(sources.rowOf(service)).data(StreamListModel::ValueRole).toString();
}

void TstLiveWindow::aServiceIsPausedFromItsMenuAndGoesOn() {
  MainWindow& window = **m_window;
  const QString service = QStringLiteral("payments");
  auto* panel = window.findChild<LeftPanel*>();
  QTRY_VERIFY_WITH_TIMEOUT(panel->sources().rowOf(service) >= 0, kPatienceMs);
  auto* list = panel->findChild<QListView*>();
  const QRect row = list->visualRect(list->model()->index(panel->sources().rowOf(service), 0));
  Q_EMIT list->customContextMenuRequested(row.center());
  auto* menu = list->findChild<QMenu*>();
  QVERIFY(menu != nullptr && menu->actions().first()->isEnabled());
  menu->actions().first()->trigger();
  menu->close();
  auto* dialog = window.findChild<LimitDialog*>();
  QVERIFY(dialog != nullptr && dialog->isVisible());
  QCOMPARE(dialog->service(), service);
  dialog->findChild<QCheckBox*>()->setChecked(true);
  dialog->ask();
  QTRY_COMPARE_WITH_TIMEOUT(valueOf(service), QStringLiteral("paused"), kPatienceMs);
  dialog->lift();
  // Lifted; that something is missing of it stays visible.
  QTRY_VERIFY_WITH_TIMEOUT(valueOf(service).endsWith(QStringLiteral(", sampled")), kPatienceMs);
}

void TstLiveWindow::keysAndPaletteAskForLessToo() {
  MainWindow& window = **m_window;
  m_dialog->hide();
  window.activateWindow();
  QTRY_COMPARE(QApplication::activeWindow(), &window);
  QTest::keyClick(&window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
  auto* dialog = window.findChild<LimitDialog*>();
  QVERIFY(dialog != nullptr && dialog->isVisible());
  dialog->hide();
  for (const PaletteEntry& entry : window.paletteEntries())
    if (entry.title == QStringLiteral("Ask services for less…")) entry.run();
  QVERIFY(dialog->isVisible());
  dialog->hide();
}

QTEST_MAIN(TstLiveWindow)
#include "tst_live_window.moc"
