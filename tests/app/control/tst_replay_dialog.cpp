// SPDX-License-Identifier: Apache-2.0
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include "app/views/control/replay_dialog.h"
#include "tests/app/control/control_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using Step = ReplayDialog::Step;

namespace {

constexpr TimeRange kRange{1000 * kSecond, 1060 * kSecond};

}  // namespace

class TstReplayDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void estimatesAtOnce();
  void sendsNothingBeforeDryRunAndConfirmation();
  void replaysWhatWasConfirmed();
  void aChangedPlanMustBeTriedAgain();
  void dryRunCountsWhatCanBeSent();
  void cancelEndsIt();
  void brokenFilterBlocks();
  void closingWhileItRunsIsSafe();

 private:
  std::shared_ptr<testing::FakeRecording> m_recording;
  std::shared_ptr<testing::FakeInjector> m_injector;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<ReplayDialog> m_dialog;

  [[nodiscard]] QLineEdit* confirm() const {
    for (auto* edit : m_dialog->findChildren<QLineEdit*>()) {
      if (edit->accessibleName() == QStringLiteral("Confirmation")) return edit;
    }
    return nullptr;
  }
  void ready() {
    Scene scene;
    scene.range = kRange;
    m_dialog->setScene(scene, QString());
    QTRY_COMPARE(m_dialog->step(), Step::Ready);
  }
  void tried() {
    ready();
    m_dialog->dryRun();
    QTRY_COMPARE_WITH_TIMEOUT(m_dialog->step(), Step::DryRunDone, 20'000);
  }
};

void TstReplayDialog::init() {
  m_recording = testing::recordingWithServices();
  for (std::uint64_t i = 0; i < 20; ++i) {
    store::EventRow row;
    row.row = i + 1;
    row.type = "OrderPlaced";
    row.topic = "orders.placed";
    row.service = "gateway";
    row.eventId = {5, i + 1};
    row.payload = R"({"orderId":"1"})";
    row.payloadSize = static_cast<std::uint32_t>(row.payload.size());
    row.timeNs = kRange.from + static_cast<TimeNs>(i) * 10 * kMillisecond;
    m_recording->events.push_back(row);
  }
  m_injector = std::make_shared<testing::FakeInjector>();
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<testing::ControlWorkspace>(m_recording, m_injector));
  m_dialog = std::make_unique<ReplayDialog>(*m_bridge);
  m_dialog->show();
}

void TstReplayDialog::cleanup() {
  m_dialog.reset();
  m_bridge.reset();
}

void TstReplayDialog::estimatesAtOnce() {
  ready();
  QCOMPARE(m_dialog->estimate().events, 20u);
  QCOMPARE(m_dialog->estimate().sendable, 20u);
  QCOMPARE(m_dialog->sentence(), QStringLiteral("replay 20 events"));
}

void TstReplayDialog::sendsNothingBeforeDryRunAndConfirmation() {
  ready();
  m_dialog->start();
  QCOMPARE(m_dialog->step(), Step::Ready);
  tried();
  QCOMPARE(m_injector->count(), 0u);
  m_dialog->start();
  QCOMPARE(m_dialog->step(), Step::DryRunDone);
  confirm()->setText(QStringLiteral("replay 2 events"));
  m_dialog->start();
  QCOMPARE(m_dialog->step(), Step::DryRunDone);
  QCOMPARE(m_injector->count(), 0u);
}

void TstReplayDialog::replaysWhatWasConfirmed() {
  tried();
  confirm()->setText(m_dialog->sentence());
  QTest::keyClick(confirm(), Qt::Key_Return);
  QCOMPARE(m_dialog->step(), Step::Running);
  QTRY_COMPARE_WITH_TIMEOUT(m_injector->count(), 20u, 10'000);
  for (std::size_t i = 0; i < 20; ++i) m_injector->tell(i, control::InjectState::Processed);
  QTRY_COMPARE_WITH_TIMEOUT(m_dialog->step(), Step::Done, 20'000);
  QCOMPARE(m_dialog->result().sent, 20u);
  QCOMPARE(m_dialog->result().processed, 20u);
  QCOMPARE(m_injector->request(3).replayOf, (Id128{5, 4}));
}

void TstReplayDialog::aChangedPlanMustBeTriedAgain() {
  tried();
  m_dialog->findChild<QDoubleSpinBox*>()->setValue(2);
  QVERIFY(m_dialog->step() != Step::DryRunDone);
  QTRY_COMPARE(m_dialog->step(), Step::Ready);
  confirm()->setText(m_dialog->sentence());
  m_dialog->start();
  QCOMPARE(m_dialog->step(), Step::Ready);
}

void TstReplayDialog::dryRunCountsWhatCanBeSent() {
  for (std::size_t i = 0; i < 4; ++i) m_recording->events[i].type = "NobodyTakesThis";
  tried();
  QCOMPARE(m_dialog->estimate().sendable, 16u);
  bool said = false;
  for (const auto* label : m_dialog->findChildren<QLabel*>()) {
    said = said || label->text().startsWith(QStringLiteral("Dry run: 16 events would be sent"));
  }
  QCOMPARE(m_dialog->result().accepted, 16u);
  QCOMPARE(m_dialog->result().refused, 4u);
  QVERIFY(said);
}

void TstReplayDialog::cancelEndsIt() {
  m_recording->events.back().timeNs = kRange.from + 50 * kSecond;
  tried();
  confirm()->setText(m_dialog->sentence());
  m_dialog->start();
  QCOMPARE(m_dialog->step(), Step::Running);
  QTRY_VERIFY_WITH_TIMEOUT(m_injector->count() >= 5, 10'000);
  m_dialog->cancel();
  QTRY_COMPARE_WITH_TIMEOUT(m_dialog->step(), Step::Done, 10'000);
  QVERIFY(m_dialog->result().cancelled);
  QVERIFY(m_injector->count() < 20u);
}

void TstReplayDialog::brokenFilterBlocks() {
  ready();
  for (auto* edit : m_dialog->findChildren<QLineEdit*>()) {
    if (!edit->placeholderText().isEmpty()) edit->setText(QStringLiteral("topc == \"x\""));
  }
  QCOMPARE(m_dialog->step(), Step::Blocked);
}

void TstReplayDialog::closingWhileItRunsIsSafe() {
  m_recording->events.back().timeNs = kRange.from + 50 * kSecond;
  tried();
  confirm()->setText(m_dialog->sentence());
  m_dialog->start();
  QTRY_VERIFY_WITH_TIMEOUT(m_injector->count() >= 1, 10'000);
  QElapsedTimer timer;
  timer.start();
  m_dialog.reset();
  QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_MAIN(TstReplayDialog)
#include "tst_replay_dialog.moc"
