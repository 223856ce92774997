// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/topology_view.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/shell/theme/theme.h"
#include "app/views/topology/topology_canvas.h"
#include "app/views/topology/topology_legend.h"

namespace rheo::ui {
namespace {

constexpr int kOverlayMargin = 12;

QFrame* overlay(QWidget* parent, const QString& objectName) {
  auto* frame = new QFrame(parent);
  frame->setObjectName(objectName);
  frame->setProperty("role", QStringLiteral("overlay"));
  auto* row = new QHBoxLayout(frame);
  row->setContentsMargins(3, 3, 3, 3);
  row->setSpacing(1);
  return frame;
}

}  // namespace

TopologyView::TopologyView(Bridge& bridge, QWidget* parent)
    : View(bridge, parent),
      m_query(bridge, this),
      m_canvas(new TopologyCanvas(this)),
      m_legend(new TopologyLegend(m_canvas)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_canvas);
  setKeyTarget(m_canvas);
  buildTools();
  buildSearch();
  connect(m_canvas, &TopologyCanvas::selected, this, &View::selected);
  connect(m_canvas, &TopologyCanvas::drillRequested, this, &View::filterRequested);
  connect(m_canvas, &TopologyCanvas::replayRequested, this, &View::replayRequested);
  connect(m_canvas, &TopologyCanvas::eventsRequested, this, [this](const QString& filter) {
    Q_EMIT filterRequested(filter);
    Q_EMIT viewRequested(QStringLiteral("events"));
  });
  connect(m_legend, &TopologyLegend::resized, this, &TopologyView::placeOverlays);
  connect(&bridge, &Bridge::workspaceChanged, this, [this] {
    m_answered = false;
    m_canvas->clear();
  });
}

void TopologyView::buildTools() {
  m_tools = overlay(m_canvas, QStringLiteral("topologyTools"));
  const auto add = [this](const QString& text, const QString& tip, auto action) {
    auto* button = new QToolButton(m_tools);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setProperty("role", QStringLiteral("quiet"));
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, m_canvas, action);
    m_tools->layout()->addWidget(button);
  };
  add(QStringLiteral("−"), tr("Zoom out"), [this] { m_canvas->zoom(1 / 1.25); });
  add(tr("Fit"), tr("Fit everything into the window"), [this] { m_canvas->fit(); });
  add(QStringLiteral("+"), tr("Zoom in"), [this] { m_canvas->zoom(1.25); });
  add(tr("↻ Re-layout"), tr("Lay the graph out anew; pinned nodes stay"),
      [this] { m_canvas->relayout(); });
}

void TopologyView::buildSearch() {
  m_searchBox = overlay(m_canvas, QStringLiteral("topologySearch"));
  m_searchField = new QLineEdit(m_searchBox);
  m_searchField->setPlaceholderText(tr("Find a service or topic"));
  m_searchField->setAccessibleName(m_searchField->placeholderText());
  m_searchField->setMinimumWidth(200);
  m_searchField->installEventFilter(this);
  m_searchCount = new QLabel(m_searchBox);
  m_searchCount->setTextFormat(Qt::PlainText);
  m_searchCount->setMinimumWidth(56);
  m_searchBox->layout()->addWidget(m_searchField);
  m_searchBox->layout()->addWidget(m_searchCount);
  m_searchBox->hide();
  connect(m_searchField, &QLineEdit::textChanged, this, &TopologyView::search);
  connect(m_searchField, &QLineEdit::returnPressed, m_canvas, &TopologyCanvas::selectNextMatch);
  auto* find = new QShortcut(QKeySequence::Find, this);
  find->setContext(Qt::WidgetWithChildrenShortcut);
  connect(find, &QShortcut::activated, this, &TopologyView::openSearch);
}

void TopologyView::openSearch() {
  m_searchBox->show();
  placeOverlays();
  m_searchBox->raise();
  m_searchField->setFocus();
  m_searchField->selectAll();
}

void TopologyView::closeSearch() {
  m_searchField->clear();
  m_searchBox->hide();
  m_canvas->setFocus();
}

void TopologyView::search(const QString& text) {
  const int count = m_canvas->setSearch(text);
  m_searchCount->setText(text.trimmed().isEmpty() ? QString()
                         : count == 0             ? tr("none")
                                                  : tr("%1 found").arg(count));
  placeOverlays();
}

bool TopologyView::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_searchField && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    closeSearch();
    return true;
  }
  return View::eventFilter(watched, event);
}

void TopologyView::resizeEvent(QResizeEvent* event) {
  View::resizeEvent(event);
  placeOverlays();
}

void TopologyView::placeOverlays() {
  m_tools->adjustSize();
  m_tools->move(width() - m_tools->width() - kOverlayMargin, kOverlayMargin);
  m_searchBox->adjustSize();
  m_searchBox->move(kOverlayMargin, kOverlayMargin);
  m_legend->adjustSize();
  m_legend->move(kOverlayMargin, height() - m_legend->height() - 8);
}

void TopologyView::setScene(const Scene& scene) {
  const bool asked = !(scene.range == m_scene.range) || scene.revision != m_scene.revision ||
                     scene.filter.text() != m_scene.filter.text() || !m_answered;
  const bool jumped = scene.filter.text() != m_scene.filter.text() ||
                      (!scene.live && !(scene.range == m_scene.range));
  m_scene = scene;
  m_canvas->setLive(scene.live);
  m_canvas->setSelection(scene.selection);
  if (!asked || !bridge().isOpen()) return;
  m_query.ask(
      [query = scene.query()](store::StoreReader& reader, CancelToken cancel) {
        return reader.topology(query, cancel);
      },
      [this](Result<store::Topology> answer) { take(std::move(answer)); }, jumped);
}

void TopologyView::take(Result<store::Topology> answer) {
  if (!answer) {
    Q_EMIT journal(QString::fromStdString(answer.error().text()));
    return;
  }
  m_answered = true;
  m_canvas->setTopology(*answer);
  m_canvas->setSelection(m_scene.selection);
}

bool TopologyView::isSettled() const {
  return !m_query.isBusy() && m_answered && m_canvas->isPainted();
}

}  // namespace rheo::ui
