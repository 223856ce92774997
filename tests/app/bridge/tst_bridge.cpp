// SPDX-License-Identifier: Apache-2.0
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>

#include "app/bridge/bridge.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstBridge : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void answersOnTheGuiThreadFromAnotherThread();
  void saysThatNothingIsOpen();
  void handsOnTheReaderError();
  void dropsAnswersForDeadContexts();
  void dropsAnswersOfTheOldWorkspace();
  void cancelsRunningQueriesWhenTheWorkspaceChanges();
  void closesTheOldWorkspaceInTheBackground();
  void tellsRevisionAndStatus();
  void knowsTheNamesOfTheRecording();
  void keepsTheWorkspaceWhenLoadingFails();
  void relaysJournalLinesFromAnyThread();
  void latestQueryForgetsOlderWaitingQuestions();

 private:
  static std::shared_ptr<FakeRecording> recording() { return std::make_shared<FakeRecording>(); }
  static std::unique_ptr<Workspace> workspaceOf(const std::shared_ptr<FakeRecording>& r) {
    return std::make_unique<FakeWorkspace>(r);
  }
};

void TstBridge::answersOnTheGuiThreadFromAnotherThread() {
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(recording()));
  QThread* worked = nullptr;
  QThread* answered = nullptr;
  std::uint64_t value = 0;
  bridge.run<std::uint64_t>(
      this, {},
      [&worked](store::StoreReader& reader, CancelToken) -> Result<std::uint64_t> {
        worked = QThread::currentThread();
        return reader.revision() + 41;
      },
      [&](Result<std::uint64_t> answer) {
        answered = QThread::currentThread();
        value = *answer;
      });
  QTRY_COMPARE(value, 42u);
  QCOMPARE(answered, QThread::currentThread());
  QVERIFY(worked != answered);
}

void TstBridge::saysThatNothingIsOpen() {
  Bridge bridge;
  QString said;
  bridge.run<int>(
      this, {}, [](store::StoreReader&, CancelToken) -> Result<int> { return 1; },
      [&said](Result<int> answer) { said = QString::fromStdString(answer.error().what); });
  QTRY_COMPARE(said, QStringLiteral("no recording is open"));
}

void TstBridge::handsOnTheReaderError() {
  auto r = recording();
  r->refuseReaders = true;
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(r));
  QString said;
  const auto ask = [&] {
    bridge.run<int>(
        this, {}, [](store::StoreReader&, CancelToken) -> Result<int> { return 1; },
        [&said](Result<int> a) {
          said = a ? QStringLiteral("fine") : QString::fromStdString(a.error().what);
        });
  };
  ask();
  QTRY_COMPARE(said, QStringLiteral("the file is locked"));
  r->refuseReaders = false;  // and it tries again
  ask();
  QTRY_COMPARE(said, QStringLiteral("fine"));
}

void TstBridge::dropsAnswersForDeadContexts() {
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(recording()));
  std::atomic<bool> go = false;
  bool answered = false;
  auto context = std::make_unique<QObject>();
  const auto wait = [&go](store::StoreReader&, CancelToken) -> Result<int> {
    while (!go) QThread::yieldCurrentThread();
    return 1;
  };
  bridge.run<int>(context.get(), {}, wait, [&answered](Result<int>) { answered = true; });
  context.reset();
  bool later = false;
  bridge.run<int>(this, {}, wait, [&later](Result<int>) { later = true; });
  go = true;
  QTRY_VERIFY(later);
  QVERIFY(!answered);
}

void TstBridge::dropsAnswersOfTheOldWorkspace() {
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(recording()));
  std::atomic<bool> go = false;
  bool old = false;
  bridge.run<int>(
      this, {},
      [&go](store::StoreReader&, CancelToken cancel) -> Result<int> {
        while (!go && !cancel.cancelled()) QThread::yieldCurrentThread();
        return 1;
      },
      [&old](Result<int>) { old = true; });
  bridge.setWorkspace(workspaceOf(recording()));
  go = true;
  bool fresh = false;
  bridge.run<int>(
      this, {}, [](store::StoreReader&, CancelToken) -> Result<int> { return 2; },
      [&fresh](Result<int>) { fresh = true; });
  QTRY_VERIFY(fresh);
  QVERIFY(!old);
}

void TstBridge::cancelsRunningQueriesWhenTheWorkspaceChanges() {
  std::atomic<bool> started = false;
  std::atomic<bool> cancelled = false;
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(recording()));
  bridge.run<int>(
      this, {},
      [&](store::StoreReader&, CancelToken cancel) -> Result<int> {
        started = true;
        while (!cancel.cancelled()) QThread::yieldCurrentThread();
        cancelled = true;
        return 1;
      },
      [](Result<int>) {});
  QTRY_VERIFY(started);
  bridge.setWorkspace(nullptr);
  QTRY_VERIFY(cancelled);
}

void TstBridge::closesTheOldWorkspaceInTheBackground() {
  auto r = recording();
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(r));
  QTRY_VERIFY(r->readers > 0);
  bridge.setWorkspace(nullptr);
  QVERIFY(!bridge.isOpen());
  QTRY_COMPARE(r->workspaces.load(), 0);
  QCOMPARE(r->readers.load(), 0);
}

void TstBridge::tellsRevisionAndStatus() {
  auto r = recording();
  r->status.recording = true;
  r->status.events = 77;
  Bridge bridge;
  QSignalSpy revisions(&bridge, &Bridge::revisionChanged);
  QSignalSpy statuses(&bridge, &Bridge::statusChanged);
  bridge.setWorkspace(workspaceOf(r));
  QTRY_COMPARE(revisions.size(), 1);
  QCOMPARE(bridge.extent(), r->extent);
  r->revision = 5;
  QTRY_COMPARE(revisions.size(), 2);
  QCOMPARE(bridge.revision(), 5u);
  QVERIFY(statuses.size() >= 2);
  QVERIFY(bridge.isRecording());
  QCOMPARE(bridge.status().events, 77u);
}

void TstBridge::knowsTheNamesOfTheRecording() {
  auto r = recording();
  r->names.intern("orders");
  Bridge bridge;
  QCOMPARE(bridge.names(), nullptr);
  bridge.setWorkspace(workspaceOf(r));
  QTRY_VERIFY(bridge.names()->find("orders") != 0);
  r->names.intern("payments");
  r->revision = 2;
  QTRY_VERIFY(bridge.names()->find("payments") != 0);
}

void TstBridge::keepsTheWorkspaceWhenLoadingFails() {
  auto r = recording();
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(r));
  QString said;
  bridge.load(
      [] {
        return Error{"not a recording", "a.txt", {}};
      },
      this, [&said](Result<void> answer) { said = QString::fromStdString(answer.error().text()); });
  QTRY_COMPARE(said, QStringLiteral("not a recording (a.txt)"));
  QVERIFY(bridge.isOpen());
  auto other = recording();
  bool done = false;
  bridge.load([&] { return workspaceOf(other); }, this,
              [&done](Result<void> answer) { done = answer.ok(); });
  QTRY_VERIFY(done);
  QTRY_COMPARE(r->workspaces.load(), 0);
  QCOMPARE(other->workspaces.load(), 1);
}

void TstBridge::relaysJournalLinesFromAnyThread() {
  JournalFn sink;
  {
    Bridge bridge;
    sink = bridge.journalSink();
    QSignalSpy lines(&bridge, &Bridge::journal);
    std::thread([sink] { sink({JournalEntry::Level::Warning, 1, "disk nearly full"}); }).join();
    QTRY_COMPARE(lines.size(), 1);
  }
  sink({JournalEntry::Level::Error, 2, "said to nobody"});  // must not crash
}

void TstBridge::latestQueryForgetsOlderWaitingQuestions() {
  Bridge bridge;
  bridge.setWorkspace(workspaceOf(recording()));
  std::atomic<bool> go = false;
  QVector<int> answers;
  LatestQuery<int> query(bridge, this);
  for (int i = 0; i < 5; ++i) {
    query.ask(
        [i, &go](store::StoreReader&, CancelToken) -> Result<int> {
          while (!go) QThread::yieldCurrentThread();
          return i;
        },
        [&answers](Result<int> answer) { answers.push_back(*answer); });
  }
  go = true;
  QTRY_VERIFY(!query.isBusy());
  QCOMPARE(answers, (QVector<int>{0, 4}));
}

QTEST_GUILESS_MAIN(TstBridge)
#include "tst_bridge.moc"
