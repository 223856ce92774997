// SPDX-License-Identifier: Apache-2.0
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "app/views/events/event_table_model.h"
#include "app/views/events/events_view.h"
#include "app/views/parts/controls.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstEventsView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void init();
  void cleanup();
  void listsWhatTheStoreAnswers();
  void selectingARowTellsTheShell();
  void selectionFromElsewhereIsShownAndNotToldBack();
  void followsTheNewestWhileLive();
  void scrollingUpHoldsTheTable();
  void aNarrowTableShowsFewerColumns();
  void rowHeadsStayHidden();
  void sagaStepsSayTheirNames();
  void columnsComeBack();

 private:
  QTemporaryDir m_settings;
  std::shared_ptr<FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<EventsView> m_view;
  QTableView* m_table = nullptr;
  Scene m_scene;

  void addEvents(int count) {
    for (int i = 0; i < count; ++i) {
      store::EventRow event;
      event.row = m_recording->events.size() + 1;
      event.type = "OrderPlaced";
      event.topic = "orders";
      event.service = "shop";
      event.eventId = {9, event.row};
      event.timeNs = static_cast<TimeNs>(1000 * kSecond) + static_cast<TimeNs>(event.row);
      m_recording->events.push_back(event);
    }
  }
  void show(bool live) {
    m_scene.range = {1000 * kSecond, 1060 * kSecond};
    m_scene.live = live;
    ++m_scene.revision;
    m_view->setScene(m_scene);
    QTRY_VERIFY(m_view->isSettled());
  }
};

void TstEventsView::initTestCase() {
  QSettings::setDefaultFormat(QSettings::IniFormat);
  QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
  QCoreApplication::setOrganizationName(QStringLiteral("rheo-test"));
  QCoreApplication::setApplicationName(QStringLiteral("events"));
}

void TstEventsView::init() {
  m_recording = std::make_shared<FakeRecording>();
  addEvents(300);
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<FakeWorkspace>(m_recording));
  m_view = std::make_unique<EventsView>(*m_bridge);
  m_view->resize(1000, 500);
  m_view->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
  m_table = m_view->findChild<QTableView*>();
  m_scene = {};
}

void TstEventsView::cleanup() {
  m_view.reset();
  m_bridge.reset();
}

void TstEventsView::listsWhatTheStoreAnswers() {
  show(false);
  QCOMPARE(m_table->model()->rowCount(), 300);
  bool said = false;
  for (const auto* caption : m_view->findChildren<Caption*>())
    said = said || caption->text().contains(QStringLiteral("300 sightings"));
  QVERIFY(said);
}

void TstEventsView::selectingARowTellsTheShell() {
  show(false);
  QTRY_VERIFY(m_table->model()->index(4, 0).data(EventTableModel::LoadedRole).toBool());
  QSignalSpy spy(m_view.get(), &View::selected);
  m_table->setFocus();
  m_table->selectRow(3);
  QTest::keyClick(m_table, Qt::Key_Down);
  QCOMPARE(spy.size(), 2);
  const auto selection = spy[1][0].value<Selection>();
  QCOMPARE(selection.kind, Selection::Kind::Event);
  QCOMPARE(selection.eventRow, 5u);
  QCOMPARE(selection.eventId, (Id128{9, 5}));
}

void TstEventsView::selectionFromElsewhereIsShownAndNotToldBack() {
  show(false);
  QSignalSpy spy(m_view.get(), &View::selected);
  m_scene.selection.kind = Selection::Kind::Event;
  m_scene.selection.eventRow = 150;
  m_view->setScene(m_scene);
  QCOMPARE(m_table->currentIndex().row(), 149);
  QCOMPARE(spy.size(), 0);
  QVERIFY(m_table->rowAt(0) <= 149);
  m_scene.selection = {};
  m_view->setScene(m_scene);
  QVERIFY(!m_table->selectionModel()->hasSelection());
}

void TstEventsView::followsTheNewestWhileLive() {
  show(true);
  addEvents(100);
  m_recording->revision = 2;
  QTRY_VERIFY2((++m_scene.revision, m_view->setScene(m_scene), m_table->model()->rowCount() == 400),
               "the table never grew");
  QTRY_COMPARE(m_table->verticalScrollBar()->value(), m_table->verticalScrollBar()->maximum());
}

void TstEventsView::scrollingUpHoldsTheTable() {
  show(true);
  m_table->verticalScrollBar()->triggerAction(QScrollBar::SliderToMinimum);
  addEvents(100);
  show(true);
  QTRY_VERIFY(m_view->isSettled());
  QCOMPARE(m_table->model()->rowCount(), 300);
  for (auto* button : m_view->findChildren<QToolButton*>()) {
    if (button->isCheckable()) button->setChecked(true);
  }
  QTRY_COMPARE(m_table->model()->rowCount(), 400);
}

void TstEventsView::aNarrowTableShowsFewerColumns() {
  for (const int width : {620, 688, 846, 1400, 688}) {
    m_view->resize(width, 400);
    QCoreApplication::processEvents();
    const auto* header = m_table->horizontalHeader();
    QVERIFY(!header->isSectionHidden(int(EventColumn::Topic)));
    QCOMPARE(header->isSectionHidden(int(EventColumn::Size)), width < 1100);
    if (width >= 688) QVERIFY(header->length() <= m_table->viewport()->width());
  }
}

// A visible head of rows paints each of two million rows when the oldest ones leave: the window
// would stand still for seconds.
void TstEventsView::rowHeadsStayHidden() {
  show(false);
  QVERIFY(m_table->verticalHeader()->isHidden());
}

void TstEventsView::sagaStepsSayTheirNames() {
  addEvents(1);
  auto& step = m_recording->events.back();
  step.type.clear();
  step.topic.clear();
  step.sagaType = "OrderFulfilment";
  step.sagaKey = "ord-1";
  step.step = "ReserveStock";
  show(false);
  const auto* model = m_table->model();
  const auto text = [model](EventColumn column) {
    return model->index(model->rowCount() - 1, int(column)).data().toString();
  };
  text(EventColumn::Type);  // asks for the row
  QTRY_COMPARE(text(EventColumn::Type), QStringLiteral("OrderFulfilment"));
  QCOMPARE(text(EventColumn::Topic), QStringLiteral("ReserveStock"));
  QCOMPARE(text(EventColumn::Size), QString());
}

void TstEventsView::columnsComeBack() {
  auto* header = m_table->horizontalHeader();
  header->moveSection(header->visualIndex(int(EventColumn::Key)), 1);
  header->resizeSection(int(EventColumn::Key), 222);
  m_view.reset();
  m_view = std::make_unique<EventsView>(*m_bridge);
  header = m_view->findChild<QTableView*>()->horizontalHeader();
  QCOMPARE(header->visualIndex(int(EventColumn::Key)), 1);
  QCOMPARE(header->sectionSize(int(EventColumn::Key)), 222);
}

QTEST_MAIN(TstEventsView)
#include "tst_events_view.moc"
