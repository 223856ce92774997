// SPDX-License-Identifier: Apache-2.0
#include <QApplication>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "app/fake_workspace.h"
#include "app/shell/theme/theme.h"
#include "app/topology/sample_topology.h"
#include "app/views/topology/topology_canvas.h"
#include "app/views/topology/topology_legend.h"
#include "app/views/topology/topology_view.h"

using namespace rheo;
using namespace rheo::ui;

class TestTopologyView : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { Theme::apply(*qApp, ThemeMode::Dark); }

  void init() {
    m_scene = {};
    m_recording = std::make_shared<testing::FakeRecording>();
    m_recording->topology = sample::shop();
    m_bridge = std::make_unique<Bridge>();
    m_bridge->setWorkspace(std::make_unique<testing::FakeWorkspace>(m_recording));
    m_view = std::make_unique<TopologyView>(*m_bridge);
    m_view->resize(847, 626);
    m_scene.range = m_recording->topology.range;
    m_scene.revision = 1;
    m_view->setScene(m_scene);
    QVERIFY(!m_view->isSettled());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    QTRY_VERIFY(m_view->isSettled());
  }
  void cleanup() {
    m_view.reset();
    m_bridge.reset();
  }

  void theAnswerIsDrawn() { QCOMPARE(m_view->canvas().graph().nodes().size(), std::size_t{14}); }

  void theSelectionOfOtherViewsIsShownWithoutAnEcho() {
    QSignalSpy spy(m_view.get(), &View::selected);
    m_scene.selection.kind = Selection::Kind::Service;
    m_scene.selection.service = QStringLiteral("payments");
    m_view->setScene(m_scene);
    const auto& canvas = m_view->canvas();
    QCOMPARE(canvas.selectedNode(), canvas.graph().findNode(QStringLiteral("service/payments")));
    m_scene.selection = {};
    m_scene.selection.kind = Selection::Kind::Delivery;
    m_scene.selection.topic = QStringLiteral("orders.placed");
    m_scene.selection.service = QStringLiteral("payments");
    m_view->setScene(m_scene);
    QCOMPARE(canvas.selectedNode(), -1);
    QVERIFY(canvas.selectedEdge() >= 0);
    QCOMPARE(spy.size(), 0);
  }

  void drillingInAsksForAFilter() {
    QSignalSpy spy(m_view.get(), &View::filterRequested);
    auto& canvas = m_view->canvas();
    canvas.selectNode(canvas.graph().findNode(QStringLiteral("topic/stock.reserved")));
    QTest::keyClick(&canvas, Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), QStringLiteral("topic == \"stock.reserved\""));
  }

  void findingHighlightsAsYouTypeAndEscapeEndsIt() {
    QTest::keySequence(&m_view->canvas(), QKeySequence::Find);
    auto* field = m_view->findChild<QLineEdit*>();
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("read"));
    QTest::keyClick(field, Qt::Key_Return);
    auto& canvas = m_view->canvas();
    QCOMPARE(canvas.selectedNode(), canvas.graph().findNode(QStringLiteral("service/read-model")));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QVERIFY(field->text().isEmpty());
  }

  void theToolsFitZoomAndLayOut() {
    auto& canvas = m_view->canvas();
    const double fitted = canvas.camera().scale;
    const auto buttons = m_view->findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 4);
    for (QToolButton* button : buttons) QVERIFY(!button->accessibleName().isEmpty());
    buttons[2]->click();
    QVERIFY(canvas.camera().scale > fitted);
    buttons[1]->click();
    QTRY_COMPARE(canvas.camera().scale, fitted);
  }

  void theLegendFolds() {
    auto* legend = m_view->findChild<TopologyLegend*>();
    const int open = legend->width();
    QTest::mouseClick(legend, Qt::LeftButton);
    QVERIFY(legend->width() < open);
    QVERIFY(!legend->isOpen());
  }

  void anotherRecordingStartsAfresh() {
    auto& canvas = m_view->canvas();
    canvas.selectNode(0);
    auto other = std::make_shared<testing::FakeRecording>();
    m_bridge->setWorkspace(std::make_unique<testing::FakeWorkspace>(other));
    QVERIFY(canvas.graph().isEmpty());
    QCOMPARE(canvas.selectedNode(), -1);
    QVERIFY(!m_view->isSettled());
  }

  void pictures() {
    const QString folder = qEnvironmentVariable("RHEO_PICTURES");
    if (folder.isEmpty()) QSKIP("set RHEO_PICTURES to a folder to look at them");
    auto& canvas = m_view->canvas();
    const auto& nodes = canvas.graph().nodes();
    const auto index =
        static_cast<std::size_t>(canvas.graph().findNode(QStringLiteral("service/payments")));
    QTest::mouseMove(&canvas, canvas.camera().toWidget(nodes[index].centre).toPoint());
    QTest::keySequence(&canvas, QKeySequence::Find);
    m_view->grab().save(folder + QStringLiteral("/view.png"));
  }

 private:
  std::shared_ptr<testing::FakeRecording> m_recording;
  std::unique_ptr<Bridge> m_bridge;
  std::unique_ptr<TopologyView> m_view;
  Scene m_scene;
};

QTEST_MAIN(TestTopologyView)
#include "tst_topology_view.moc"
