// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QListWidget>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "app/views/control/inject_dialog.h"
#include "app/views/control/json_editor.h"
#include "app/views/control/sends_model.h"
#include "tests/app/control/control_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using control::InjectState;

class TstInjectDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void startsFromTheDeclaredExample();
  void brokenJsonCannotBeSent();
  void sentAcceptedProcessedAreDifferent();
  void processedBeforeAcceptedStaysProcessed();
  void refusalSaysWhy();
  void injectorsErrorIsARefusal();
  void eventBecomesTheTemplate();
  void openingASendSelectsItsEvent();
  void answersAfterTheDialogIsGoneAreDropped();
  void nothingToSendToWithoutARecording();

 private:
  std::shared_ptr<testing::FakeRecording> m_recording;
  std::shared_ptr<testing::FakeInjector> m_injector;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<InjectDialog> m_dialog;

  void chooseOrderPlaced() { m_dialog->findChild<QListWidget*>()->setCurrentRow(1); }
  [[nodiscard]] InjectState state() const { return m_dialog->sends().sendAt(0)->state; }
  void sendOne() {
    chooseOrderPlaced();
    m_dialog->send();
    QTRY_COMPARE(m_injector->count(), 1u);
  }
};

void TstInjectDialog::init() {
  m_recording = testing::recordingWithServices();
  m_injector = std::make_shared<testing::FakeInjector>();
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<testing::ControlWorkspace>(m_recording, m_injector));
  m_dialog = std::make_unique<InjectDialog>(*m_bridge);
  m_dialog->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TstInjectDialog::cleanup() {
  m_dialog.reset();
  m_bridge.reset();
}

void TstInjectDialog::startsFromTheDeclaredExample() {
  QCOMPARE(m_dialog->findChild<QListWidget*>()->count(), 2);
  chooseOrderPlaced();
  QCOMPARE(m_dialog->editor().text(),
           QStringLiteral("{\n  \"orderId\": \"1\",\n  \"total\": 5\n}"));
  QVERIFY(m_dialog->canSend());
}

void TstInjectDialog::brokenJsonCannotBeSent() {
  chooseOrderPlaced();
  m_dialog->editor().setText(QStringLiteral("{\n  \"orderId\": }"));
  QVERIFY(!m_dialog->canSend());
  QVERIFY(m_dialog->editor().status().startsWith(QStringLiteral("Line 2")));
  m_dialog->send();
  QCOMPARE(m_dialog->sends().rowCount(), 0);
}

void TstInjectDialog::sentAcceptedProcessedAreDifferent() {
  QAbstractItemModelTester tester(&m_dialog->sends(),
                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
  chooseOrderPlaced();
  QTest::keyClick(m_dialog.get(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE(m_injector->count(), 1u);
  QCOMPARE(m_injector->request(0).type, std::string("OrderPlaced"));
  QCOMPARE(m_injector->request(0).service, std::string("orders"));
  QCOMPARE(state(), InjectState::Sent);
  m_injector->tell(0, InjectState::Accepted);
  QTRY_COMPARE(state(), InjectState::Accepted);
  QCOMPARE(m_dialog->sends().sendAt(0)->processedNs, 0);
  m_injector->tell(0, InjectState::Processed);
  QTRY_COMPARE(state(), InjectState::Processed);
  QVERIFY(m_dialog->sends().sendAt(0)->acceptedNs != 0);
  QVERIFY(SendsModel::markOf(InjectState::Accepted) != SendsModel::markOf(InjectState::Processed));
}

void TstInjectDialog::processedBeforeAcceptedStaysProcessed() {
  sendOne();
  m_injector->tell(0, InjectState::Processed);
  m_injector->tell(0, InjectState::Accepted);
  QTRY_VERIFY(m_dialog->sends().sendAt(0)->acceptedNs != 0);
  QCOMPARE(state(), InjectState::Processed);
}

void TstInjectDialog::refusalSaysWhy() {
  sendOne();
  m_injector->tell(0, InjectState::Refused, "the shop is closed");
  QTRY_COMPARE(state(), InjectState::Refused);
  QCOMPARE(m_dialog->sends().index(0, SendsModel::Note).data().toString(),
           QStringLiteral("the shop is closed"));
}

void TstInjectDialog::injectorsErrorIsARefusal() {
  m_injector->refuseWith = "no live session takes OrderPlaced";
  chooseOrderPlaced();
  m_dialog->send();
  QTRY_COMPARE(m_dialog->sends().rowCount(), 1);
  QTRY_COMPARE(state(), InjectState::Refused);
  QVERIFY(m_dialog->sends().sendAt(0)->reason.contains(QStringLiteral("no live session")));
}

void TstInjectDialog::eventBecomesTheTemplate() {
  store::EventRow row;
  row.row = 5;
  row.type = "OrderPlaced";
  row.topic = "orders.placed";
  row.key = "4711";
  row.payload = R"({"orderId":"4711"})";
  row.payloadSize = static_cast<std::uint32_t>(row.payload.size());
  m_recording->events.push_back(row);
  m_dialog->useEvent(5);
  QTRY_COMPARE(m_dialog->editor().text(), QStringLiteral("{\n  \"orderId\": \"4711\"\n}"));
  m_dialog->send();
  QTRY_COMPARE(m_injector->count(), 1u);
  QCOMPARE(m_injector->request(0).key, std::string("4711"));
  QCOMPARE(m_injector->request(0).topic, std::string("orders.placed"));
}

void TstInjectDialog::openingASendSelectsItsEvent() {
  sendOne();
  m_injector->tell(0, InjectState::Accepted);
  QTRY_COMPARE(state(), InjectState::Accepted);
  QSignalSpy spy(m_dialog.get(), &InjectDialog::selected);
  auto* table = m_dialog->findChild<QTableView*>();
  Q_EMIT table->activated(table->model()->index(0, 0));
  QCOMPARE(spy.size(), 1);
  QCOMPARE(spy[0][0].value<Selection>().eventId, (Id128{7, 1}));
}

void TstInjectDialog::answersAfterTheDialogIsGoneAreDropped() {
  sendOne();
  m_dialog.reset();
  m_injector->tell(0, InjectState::Accepted);
  QCoreApplication::processEvents();
}

void TstInjectDialog::nothingToSendToWithoutARecording() {
  m_bridge->setWorkspace(nullptr);
  QVERIFY(!m_dialog->canSend());
  QCOMPARE(m_dialog->findChild<QListWidget*>()->count(), 0);
}

QTEST_MAIN(TstInjectDialog)
#include "tst_inject_dialog.moc"
