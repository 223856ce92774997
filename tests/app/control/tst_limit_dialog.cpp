// SPDX-License-Identifier: Apache-2.0
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include "app/views/control/limit_dialog.h"
#include "tests/app/control/control_workspace.h"

using namespace rheo;
using namespace rheo::ui;

class TstLimitDialog : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void whatTheFormSaysIsAsked();
  void aWrongRateCannotBeAsked();
  void everythingAgainIsOneClick();
  void theFormStartsFromWhatIsInForce();
  void withoutARecordingNobodyCanBeAsked();

 private:
  template <class W>
  W* part() const {
    return m_dialog->findChild<W*>();
  }
  QToolButton* button(const QString& text) const {
    for (auto* each : m_dialog->findChildren<QToolButton*>())
      if (each->text() == text) return each;
    return nullptr;
  }

  std::shared_ptr<testing::FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<LimitDialog> m_dialog;
};

void TstLimitDialog::init() {
  m_recording = testing::recordingWithServices();
  SessionInfo mail;
  mail.service = "mail";
  mail.limits = "pause sample:audit=0.5 capture=64";
  mail.leftOut = 12;
  m_recording->status.sessions.push_back(mail);
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<testing::FakeWorkspace>(m_recording));
  m_dialog = std::make_unique<LimitDialog>(*m_bridge);
  m_dialog->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_dialog.get()));
}

void TstLimitDialog::cleanup() {
  m_dialog.reset();
  m_bridge.reset();
}

void TstLimitDialog::whatTheFormSaysIsAsked() {
  QSignalSpy told(m_dialog.get(), &LimitDialog::journal);
  m_dialog->setService(QStringLiteral("orders"));
  part<QDoubleSpinBox>()->setValue(25);
  part<QLineEdit>()->setText(QStringLiteral("audit=1  orders.placed=0.5"));
  part<QSpinBox>()->setValue(1024);
  button(QStringLiteral("Ask for less"))->click();
  QCOMPARE(m_recording->asked.size(), std::size_t{1});
  QCOMPARE(m_recording->asked[0].first, std::string("orders"));
  QCOMPARE(m_recording->asked[0].second.text(),
           std::string("sample=0.25 sample:audit=1 sample:orders.placed=0.5 capture=1024"));
  QCOMPARE(told.size(), 1);
  QVERIFY(told[0][0].toString().contains(QStringLiteral("sample=0.25")));
}

void TstLimitDialog::aWrongRateCannotBeAsked() {
  for (const auto& wrong :
       {QStringLiteral("audit"), QStringLiteral("audit=2"), QStringLiteral("=0.5")}) {
    part<QLineEdit>()->setText(wrong);
    QVERIFY(!button(QStringLiteral("Ask for less"))->isEnabled());
    m_dialog->ask();
  }
  QVERIFY(m_recording->asked.empty());
  part<QLineEdit>()->clear();
  QVERIFY(button(QStringLiteral("Ask for less"))->isEnabled());
}

void TstLimitDialog::everythingAgainIsOneClick() {
  part<QCheckBox>()->setChecked(true);
  m_dialog->ask();
  button(QStringLiteral("Everything again"))->click();
  QCOMPARE(m_recording->asked.size(), std::size_t{2});
  QCOMPARE(m_recording->asked[0].first, std::string());  // all services
  QVERIFY(m_recording->asked[0].second.pause);
  QVERIFY(m_recording->asked[1].second == ProbeLimits{});
}

void TstLimitDialog::theFormStartsFromWhatIsInForce() {
  QCOMPARE(part<QComboBox>()->findText(QStringLiteral("gone")), -1);
  m_dialog->setService(QStringLiteral("mail"));
  QVERIFY(part<QCheckBox>()->isChecked());
  QCOMPARE(part<QLineEdit>()->text(), QStringLiteral("audit=0.5"));
  QCOMPARE(part<QSpinBox>()->value(), 64);
  QCOMPARE(limitsInForce(m_recording->status.sessions),
           QStringLiteral("mail: pause sample:audit=0.5 capture=64 · 12 left out"));
  m_dialog->setService(QStringLiteral("orders"));
  QVERIFY(m_dialog->limits().ok() && *m_dialog->limits() == ProbeLimits{});
}

void TstLimitDialog::withoutARecordingNobodyCanBeAsked() {
  m_bridge->setWorkspace(nullptr);
  QVERIFY(!button(QStringLiteral("Everything again"))->isEnabled());
  QVERIFY(!button(QStringLiteral("Ask for less"))->isEnabled());
  m_dialog->lift();
  QVERIFY(m_recording->asked.empty());
}

QTEST_MAIN(TstLimitDialog)
#include "tst_limit_dialog.moc"
