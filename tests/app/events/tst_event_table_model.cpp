// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <numeric>

#include "app/views/events/event_table_model.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstEventTableModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void isSoundWhileIdsMoveOn();
  void fetchesOnlyWhatIsLookedAt();
  void findsRowsByTheirId();
  void slidingKeepsWhatWasFetched();
  void millionsOfRowsAreCheap();
  void aLongAnswerComesNewestFirst();
  void forgetsEverythingWithTheWorkspace();

 private:
  std::shared_ptr<FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<EventTableModel> m_model;

  static EventIds ids(std::uint64_t from, std::uint64_t to) {
    auto out = std::make_shared<std::vector<std::uint64_t>>(to - from + 1);
    std::iota(out->begin(), out->end(), from);
    return out;
  }
  [[nodiscard]] QString cell(int row, EventColumn column) const {
    return m_model->index(row, static_cast<int>(column)).data().toString();
  }
};

void TstEventTableModel::init() {
  m_recording = std::make_shared<FakeRecording>();
  for (std::uint64_t row = 1; row <= 2000; ++row) {
    store::EventRow event;
    event.row = row;
    event.type = "Type" + std::to_string(row);
    event.stage = row % 10 == 0 ? Stage::Failed : Stage::Processed;
    event.timeNs = static_cast<TimeNs>(row) * kSecond;
    m_recording->events.push_back(event);
  }
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<FakeWorkspace>(m_recording));
  m_model = std::make_unique<EventTableModel>(*m_bridge);
}

void TstEventTableModel::cleanup() {
  m_model.reset();
  m_bridge.reset();
}

void TstEventTableModel::isSoundWhileIdsMoveOn() {
  QAbstractItemModelTester tester(m_model.get(),
                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
  m_model->setIds(ids(1, 100), std::nullopt);
  QCOMPARE(m_model->rowCount(), 100);
  m_model->setIds(ids(41, 150), IdsStep{40, 50});
  QCOMPARE(m_model->rowCount(), 110);
  QCOMPARE(m_model->idAt(0), 41u);
  m_model->setIds(ids(41, 150), IdsStep{0, 0});
  m_model->setIds(ids(60, 150), IdsStep{19, 0});
  QCOMPARE(m_model->rowCount(), 91);
  m_model->setIds(ids(7, 9), std::nullopt);
  QCOMPARE(m_model->idAt(2), 9u);
}

void TstEventTableModel::fetchesOnlyWhatIsLookedAt() {
  m_model->setIds(ids(1, 2000), std::nullopt);
  QSignalSpy fetched(m_model.get(), &EventTableModel::fetched);
  QCOMPARE(cell(1000, EventColumn::Type), QStringLiteral("\u2026"));
  QTRY_COMPARE(fetched.size(), 1);
  QCOMPARE(cell(1000, EventColumn::Type), QStringLiteral("Type1001"));
  QCOMPARE(cell(1010, EventColumn::Type), QStringLiteral("Type1011"));
  QVERIFY(!m_model->isFetching());
  QCOMPARE(cell(5, EventColumn::Type), QStringLiteral("\u2026"));
  QTRY_COMPARE(cell(5, EventColumn::Type), QStringLiteral("Type6"));
}

void TstEventTableModel::findsRowsByTheirId() {
  m_model->setIds(ids(1, 100), std::nullopt);
  m_model->setIds(ids(31, 120), IdsStep{30, 20});
  QCOMPARE(m_model->rowOf(31), 0);
  QCOMPARE(m_model->rowOf(120), 89);
  QCOMPARE(m_model->rowOf(30), -1);
  QCOMPARE(m_model->rowOf(121), -1);
}

void TstEventTableModel::slidingKeepsWhatWasFetched() {
  m_model->setIds(ids(1, 200), std::nullopt);
  QTRY_COMPARE(cell(100, EventColumn::Type), QStringLiteral("Type101"));
  m_model->setIds(ids(51, 250), IdsStep{50, 50});
  QCOMPARE(cell(50, EventColumn::Type), QStringLiteral("Type101"));
}

void TstEventTableModel::aLongAnswerComesNewestFirst() {
  const std::uint64_t slice = EventTableModel::kSliceRows;
  m_model->setIds(ids(1, 3 * slice), std::nullopt);
  QCOMPARE(m_model->rowCount(), static_cast<int>(slice));
  QCOMPARE(m_model->idAt(0), 2 * slice + 1);
  QCOMPARE(m_model->idAt(m_model->rowCount() - 1), 3 * slice);
  // The live end goes on meanwhile; what leaves at the front was not in the table yet.
  m_model->setIds(ids(11, 3 * slice + 20), IdsStep{10, 20});
  QCOMPARE(m_model->rowCount(), static_cast<int>(slice + 20));
  QCOMPARE(m_model->idAt(0), 2 * slice + 1);
  QTRY_VERIFY(!m_model->isRevealing());
  QCOMPARE(m_model->rowCount(), static_cast<int>(3 * slice + 10));
  QCOMPARE(m_model->idAt(0), 11U);
  QCOMPARE(m_model->rowOf(slice), static_cast<int>(slice - 11));
}

void TstEventTableModel::millionsOfRowsAreCheap() {
  auto before = ids(1, 2'000'000);
  m_model->setIds(before, std::nullopt);
  QTRY_VERIFY(!m_model->isRevealing());
  auto after = ids(5'001, 2'005'000);
  QElapsedTimer timer;
  timer.start();
  m_model->setIds(after, IdsStep{5000, 5000});
  QVERIFY2(timer.elapsed() < 16, qPrintable(QString::number(timer.elapsed())));
  QCOMPARE(m_model->rowCount(), 2'000'000);
  QCOMPARE(m_model->idAt(1'999'999), 2'005'000u);
}

void TstEventTableModel::forgetsEverythingWithTheWorkspace() {
  m_model->setIds(ids(1, 100), std::nullopt);
  QTRY_COMPARE(cell(0, EventColumn::Type), QStringLiteral("Type1"));
  m_bridge->setWorkspace(nullptr);
  QCOMPARE(m_model->rowCount(), 0);
}

QTEST_MAIN(TstEventTableModel)
#include "tst_event_table_model.moc"
