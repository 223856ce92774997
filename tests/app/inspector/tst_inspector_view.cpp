// SPDX-License-Identifier: Apache-2.0
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "app/views/inspector/event_panel.h"
#include "app/views/inspector/inspector_view.h"
#include "app/views/inspector/payload_panel.h"
#include "app/views/inspector/place_panel.h"
#include "app/views/inspector/row_list.h"
#include "app/views/parts/fact_list.h"
#include "tests/app/fake_workspace.h"

using namespace rheo;
using namespace rheo::ui;
using rheo::testing::FakeRecording;
using rheo::testing::FakeWorkspace;

class TstInspectorView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void cleanup();
  void summaryWithoutASelection();
  void eventShowsPayloadFieldsAndSightings();
  void sightingOpensItself();
  void buttonsAskTheShell();
  void placeShowsItsFigures();
  void problemsStandForTheirEvent();
  void longPayloadIsCutUntilAskedFor();
  void cutPayloadSaysItsOriginalSize();
  void markupFromOutsideStaysText();

 private:
  std::shared_ptr<FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<InspectorView> m_view;

  void show(const Selection& selection) {
    Scene scene;
    scene.range = {1000 * kSecond, 1060 * kSecond};
    scene.selection = selection;
    m_view->setScene(scene);
    QTRY_VERIFY(m_view->isSettled());
  }
  static Selection event(std::uint64_t row) {
    Selection selection;
    selection.kind = Selection::Kind::Event;
    selection.eventRow = row;
    return selection;
  }
  void press(const QString& text) {
    for (auto* button : m_view->findChildren<QToolButton*>()) {
      if (button->text() == text && button->isVisible())
        return QTest::mouseClick(button, Qt::LeftButton);
    }
    QFAIL(qPrintable(text));
  }
  QString shownFact(const QString& name) {
    for (const auto* facts : m_view->findChildren<FactList*>()) {
      if (facts->isVisible() && !facts->valueOf(name).isEmpty()) return facts->valueOf(name);
    }
    return {};
  }
};

void TstInspectorView::init() {
  m_recording = std::make_shared<FakeRecording>();
  const Stage stages[] = {Stage::Published, Stage::Received, Stage::Processed};
  for (std::uint64_t i = 0; i < 3; ++i) {
    store::EventRow row;
    row.row = i + 1;
    row.stage = stages[i];
    row.type = "<b>OrderPlaced</b>";
    row.topic = "orders";
    row.service = i == 0 ? "shop" : "payments";
    row.eventId = {1, 1};
    row.traceId = {2, 2};
    row.timeNs = 1000 * kSecond + static_cast<TimeNs>(i) * kMillisecond;
    row.payload = R"({"total":129.90})";
    row.payloadSize = 16;
    if (i == 2) row.parts = {kMillisecond, 2 * kMillisecond, 3 * kMillisecond, 6 * kMillisecond};
    m_recording->events.push_back(row);
  }
  m_recording->summary.events = 61377;
  m_recording->topology.nodes.push_back(
      {store::NodeKind::Service, "payments", store::Health::Warning, 400, 40.2, 18});
  m_recording->topology.nodes.push_back(
      {store::NodeKind::Topic, "orders", store::Health::Ok, 400, 40});
  store::TopologyEdge edge;
  edge.from = 1;
  edge.to = 0;
  edge.subscription = "payments.v2";
  edge.count = 400;
  edge.errors = 18;
  edge.lagEvents = 1204;
  edge.lagNs = 3'100 * kMillisecond;
  m_recording->topology.edges.push_back(edge);
  m_bridge = std::make_unique<Bridge>();
  m_bridge->setWorkspace(std::make_unique<FakeWorkspace>(m_recording));
  m_view = std::make_unique<InspectorView>(*m_bridge);
  m_view->resize(360, 900);
  m_view->show();
  QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TstInspectorView::cleanup() {
  m_view.reset();
  m_bridge.reset();
}

void TstInspectorView::summaryWithoutASelection() {
  show({});
  QCOMPARE(shownFact(QStringLiteral("Sightings")).remove(QChar(0x202f)), QStringLiteral("61377"));
}

void TstInspectorView::eventShowsPayloadFieldsAndSightings() {
  show(event(3));
  auto* panel = m_view->findChild<EventPanel*>();
  QVERIFY(panel->isVisible());
  QCOMPARE(panel->findChild<PayloadPanel*>()->shownText(),
           QStringLiteral("{\n  \"total\": 129.90\n}"));
  QCOMPARE(shownFact(QStringLiteral("Event id")).size(), 32);
  QCOMPARE(shownFact(QStringLiteral("End to end")), QStringLiteral("6 ms"));
  QVERIFY(shownFact(QStringLiteral("Error")).isEmpty());
  bool found = false;
  for (const auto* list : panel->findChildren<RowList*>()) found = found || list->count() == 3;
  QVERIFY(found);
}

void TstInspectorView::sightingOpensItself() {
  show(event(3));
  QSignalSpy spy(m_view.get(), &View::selected);
  for (auto* list : m_view->findChild<EventPanel*>()->findChildren<RowList*>()) {
    if (list->count() == 3) Q_EMIT list->opened(1);
  }
  QCOMPARE(spy.size(), 1);
  QCOMPARE(spy[0][0].value<Selection>().eventRow, 2u);
}

void TstInspectorView::buttonsAskTheShell() {
  show(event(3));
  QSignalSpy filter(m_view.get(), &View::filterRequested);
  QSignalSpy view(m_view.get(), &View::viewRequested);
  QSignalSpy inject(m_view.get(), &View::injectRequested);
  press(QStringLiteral("Open trace"));
  QCOMPARE(view.size(), 1);
  QVERIFY(query::Filter::parse(filter[0][0].toString().toStdString()).ok());
  QVERIFY(filter[0][0].toString().startsWith(QStringLiteral("trace ==")));
  press(QStringLiteral("Send again\u2026"));
  QCOMPARE(inject[0][0].toULongLong(), 3u);
}

void TstInspectorView::placeShowsItsFigures() {
  Selection selection;
  selection.kind = Selection::Kind::Delivery;
  selection.topic = QStringLiteral("orders");
  selection.service = QStringLiteral("payments");
  selection.subscription = QStringLiteral("payments.v2");
  show(selection);
  QVERIFY(m_view->findChild<PlacePanel*>()->isVisible());
  QCOMPARE(shownFact(QStringLiteral("Failing")), QStringLiteral("4.5 %"));
  QVERIFY(shownFact(QStringLiteral("Lag")).endsWith(QStringLiteral("events, 3.1 s")));
}

void TstInspectorView::problemsStandForTheirEvent() {
  Selection problem;
  problem.kind = Selection::Kind::Problem;
  problem.topic = QStringLiteral("orders");
  problem.service = QStringLiteral("payments");
  QCOMPARE(InspectorView::resolved(problem).kind, Selection::Kind::Delivery);
  problem.eventId = {1, 1};
  QCOMPARE(InspectorView::resolved(problem).kind, Selection::Kind::Event);
  problem.sagaId = 4;
  QCOMPARE(InspectorView::resolved(problem).kind, Selection::Kind::Saga);
}

void TstInspectorView::longPayloadIsCutUntilAskedFor() {
  PayloadPanel panel;
  QByteArray payload("\"");
  payload += QByteArray(100'000, 'x') + '"';
  payload = "[" + payload + "]";
  panel.setPayload(payload, static_cast<quint64>(payload.size()));
  QVERIFY(panel.shownText().size() <= PayloadPanel::kShownBytes);
  for (auto* button : panel.findChildren<QToolButton*>()) {
    if (!button->isCheckable()) button->click();
  }
  QVERIFY(panel.shownText().size() > 100'000);
}

void TstInspectorView::cutPayloadSaysItsOriginalSize() {
  PayloadPanel panel;
  panel.setPayload("{\"a\":", 5000);
  QVERIFY(panel.note().contains(QStringLiteral("5 kB")));
}

void TstInspectorView::markupFromOutsideStaysText() {
  show(event(3));
  for (const auto* label : m_view->findChildren<QLabel*>())
    QCOMPARE(label->textFormat(), Qt::PlainText);
}

QTEST_MAIN(TstInspectorView)
#include "tst_inspector_view.moc"
