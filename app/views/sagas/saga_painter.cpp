// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/sagas/saga_labels.h"

namespace rheo::ui {
namespace {

constexpr double kArrow = 5;
constexpr int kPixelsPerTick = 84;

class Painter {
 public:
  Painter(QPainter& painter, const SagaPicture& picture)
      : m_painter(painter),
        m_picture(picture),
        m_lanes(picture.lanes),
        m_geometry(picture.geometry),
        m_theme(Theme::current()) {
    m_label = m_theme.body();
    m_label.setPixelSize(11);
    m_label.setWeight(QFont::Medium);
  }

  void paint() {
    paintGrid();
    paintLaneNames();
    m_painter.save();
    QRectF clip = m_geometry.plot();
    // What is cut at the left belongs to the names; at the right labels may use the margin.
    clip.setRight(clip.right() + SagaGeometry::kRight);
    m_painter.setClipRect(m_geometry.isZoomed() ? clip : clip.adjusted(-6, 0, 0, 0));
    paintDeadline();
    for (const SagaBar& bar : m_lanes.bars) paintWait(bar);
    for (const SagaLink& link : m_lanes.links) paintLink(link);
    for (std::size_t i = 0; i < m_lanes.bars.size(); ++i) paintBar(static_cast<int>(i));
    if (m_lanes.stall) paintStall(*m_lanes.stall);
    if (m_lanes.cutAt > 0) paintBreaks();
    for (std::size_t i = 0; i < m_lanes.undos.size(); ++i) paintUndo(i);
    paintLabels();
    m_painter.restore();
  }

 private:
  const SagaStep& stepOf(int bar) const {
    const auto index = static_cast<std::size_t>(m_lanes.bars[static_cast<std::size_t>(bar)].step);
    return m_picture.saga.steps[index];
  }
  QRectF rectOf(int bar) const {
    return m_geometry.barRect(m_lanes.bars[static_cast<std::size_t>(bar)]);
  }

  QColor colorOf(int bar) const {
    const SagaStep& step = stepOf(bar);
    const bool retried = m_lanes.bars[static_cast<std::size_t>(bar)].retried;
    if (step.state == StepState::Failed) return m_theme.error;
    if (retried) return m_theme.warning;
    if (!step.undoes.empty()) return m_theme.compensation;
    return step.state == StepState::Running ? m_theme.note : m_theme.ok;
  }

  void paintGrid() {
    const double bottom =
        std::min(m_geometry.plot().bottom(),
                 m_geometry.laneBottom(static_cast<int>(m_lanes.lanes.size()) - 1));
    const TimeNs first = m_geometry.toTime(m_geometry.left());
    TimeNs last = m_geometry.toTime(m_geometry.right());
    const int most = static_cast<int>((m_geometry.right() - m_geometry.left()) / kPixelsPerTick);
    const std::int64_t step = tickStep(last - first, most);
    if (m_lanes.cutAt > 0) last = std::min(last, m_lanes.cutAt);
    m_painter.setFont(m_theme.caption());
    const std::int64_t start = std::max<std::int64_t>(0, (first - m_lanes.origin) / step * step);
    for (std::int64_t at = start; m_lanes.origin + at <= last + 1; at += step) {
      const double x = m_geometry.toX(m_lanes.origin + at);
      if (x < m_geometry.left() - 1) continue;
      m_painter.setPen(QPen(m_theme.grid, 1));
      m_painter.drawLine(QPointF(x, SagaGeometry::kHead), QPointF(x, bottom));
      m_painter.setPen(m_theme.muted);
      m_painter.drawText(QRectF(x - 50, SagaGeometry::kHead - 18, 100, 14), Qt::AlignCenter,
                         at == 0 ? QStringLiteral("0") : formatDuration(at));
    }
  }

  void paintLaneNames() {
    QFont font = m_theme.body();
    font.setWeight(QFont::Medium);
    m_painter.save();
    m_painter.setClipRect(
        QRectF(0, SagaGeometry::kHead, m_geometry.right() + SagaGeometry::kRight, 1e5));
    m_painter.setFont(font);
    const QFontMetricsF metrics(font);
    for (std::size_t i = 0; i < m_lanes.lanes.size(); ++i) {
      const int lane = static_cast<int>(i);
      const double top = m_geometry.laneTop(lane), bottom = m_geometry.laneBottom(lane);
      const QString name = QString::fromStdString(m_lanes.lanes[i].service);
      const QRectF rect(Theme::kMargin, top, m_geometry.left() - Theme::kMargin - 12,
                        std::min(bottom - top, 16 + SagaGeometry::kBarHeight + 16));
      m_painter.setPen(m_theme.text);
      m_painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(name, Qt::ElideMiddle, rect.width()));
      m_painter.setPen(QPen(m_theme.grid, 1));
      m_painter.drawLine(QPointF(Theme::kMargin, bottom), QPointF(m_geometry.right(), bottom));
    }
    m_painter.restore();
  }

  void paintDeadline() {
    const TimeNs deadline = m_picture.saga.deadlineNs;
    if (deadline <= m_lanes.origin || deadline > m_lanes.end) return;
    const double x = m_geometry.toX(deadline);
    const QRectF plot = m_geometry.plot();
    m_painter.setPen(QPen(m_theme.error, 1.2, Qt::DashLine));
    m_painter.drawLine(QPointF(x, SagaGeometry::kHead), QPointF(x, plot.bottom() - 4));
    m_painter.setFont(m_theme.caption());
    m_painter.drawText(QRectF(x - 104, plot.bottom() - 20, 100, 14), Qt::AlignRight,
                       QCoreApplication::translate("rheo::ui::SagasView", "deadline"));
  }

  void paintWait(const SagaBar& bar) {
    const QRectF rect = m_geometry.waitRect(bar);
    if (rect.isEmpty()) return;
    QColor color = m_theme.faint;
    color.setAlphaF(0.38F);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(color);
    m_painter.drawRoundedRect(rect, 2, 2);
  }

  void paintBar(int index) {
    const SagaBar& bar = m_lanes.bars[static_cast<std::size_t>(index)];
    const QRectF rect = rectOf(index);
    const QColor color = colorOf(index);
    const bool undone = !bar.compensation && stepOf(index).state >= StepState::Compensating;
    QColor fill = color;
    fill.setAlphaF(index == m_picture.hovered ? 0.4F : 0.24F);
    const double radius = std::min(4.0, rect.width() / 2);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);  // grid and curves do not show through
    m_painter.drawRoundedRect(rect, radius, radius);
    QPen pen(undone ? m_theme.compensation : color, 1.2);
    if (undone || bar.open || bar.retried) pen.setDashPattern({3, 2});
    m_painter.setPen(pen);
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(rect, radius, radius);
    if (index != m_picture.selected) return;
    m_painter.setPen(QPen(m_theme.accent, 1.8));
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRoundedRect(rect.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2, radius + 2);
  }

  void paintStall(const SagaStall& stall) {
    const QRectF rect = m_geometry.stallRect(stall);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);
    m_painter.drawRect(rect);
    QColor ground = m_theme.error;
    ground.setAlphaF(0.12F);
    m_painter.setBrush(ground);
    m_painter.drawRect(rect);
    QColor hatch = m_theme.error;
    hatch.setAlphaF(0.32F);
    m_painter.save();
    m_painter.setClipRect(rect, Qt::IntersectClip);
    m_painter.setPen(QPen(hatch, 1));
    for (double x = rect.left() - rect.height(); x < rect.right(); x += 7) {
      m_painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    }
    m_painter.restore();
    m_painter.setPen(QPen(m_theme.error, 1.4));
    m_painter.drawPolyline(
        QPolygonF{rect.topRight(), rect.topLeft(), rect.bottomLeft(), rect.bottomRight()});
  }

  void paintBreaks() {
    for (const SagaBar& bar : m_lanes.bars) {
      if (bar.open) paintBreak(m_geometry.barRect(bar));
    }
    if (m_lanes.stall) paintBreak(m_geometry.stallRect(*m_lanes.stall));
  }

  /// Two strokes across: time goes on beyond them.
  void paintBreak(const QRectF& rect) {
    const double x = rect.right() - 34;
    if (x < rect.left() + 8) return;
    const QPointF down(x, rect.bottom() + 4), up(x + 9, rect.top() - 4);
    m_painter.setPen(QPen(m_theme.window, 6));
    m_painter.drawLine(down, up);
    m_painter.setPen(QPen(m_theme.muted, 1.3));
    for (const double shift : {-3.5, 3.5}) {
      m_painter.drawLine(down + QPointF(shift, 0), up + QPointF(shift, 0));
    }
  }

  void paintLink(const SagaLink& link) {
    const QRectF to = rectOf(link.to);
    const QRectF source = rectOf(link.from);
    const QPointF start(m_geometry.toX(link.leaves), source.center().y());
    const QPointF end(to.left() - 1, to.center().y());
    QColor color = link.kind == SagaLink::Kind::Failure        ? m_theme.error
                   : link.kind == SagaLink::Kind::Compensation ? m_theme.compensation
                                                               : m_theme.accent;
    color.setAlphaF(0.85F);
    const double reach = std::clamp((end.x() - start.x()) * 0.5, 16.0, 60.0);
    QPainterPath path(start);
    path.cubicTo({start.x() + reach, start.y()}, {end.x() - reach, end.y()}, end);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(color, 1.5));
    m_painter.drawPath(path);
    m_painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPolyline(
        QPolygonF{end + QPointF(-kArrow - 1, -4), end, end + QPointF(-kArrow - 1, 4)});
  }

  void paintUndo(std::size_t index) {
    const SagaUndo& undo = m_lanes.undos[index];
    const QRectF from = rectOf(undo.compensation), to = rectOf(undo.undone);
    const QPointF start(from.center().x(), from.top());
    const QPointF end(to.center().x(), to.top() - 2);
    // Arcs that run side by side rise differently high.
    const double rise = 26 + 9 * static_cast<double>(index % 3);
    const double top = std::min(start.y(), end.y()) - rise;
    QPainterPath path(start);
    path.cubicTo({start.x(), top}, {end.x(), top}, end);
    m_painter.setBrush(Qt::NoBrush);
    QPen pen(m_theme.compensation, 1.3);
    pen.setDashPattern({4, 3});
    m_painter.setPen(pen);
    m_painter.drawPath(path);
    m_painter.setPen(QPen(m_theme.compensation, 1.3, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawPolyline(QPolygonF{end + QPointF(-4, -6), end, end + QPointF(4, -6)});
    if (std::abs(start.x() - end.x()) < 90) return;
    const QPointF middle = path.pointAtPercent(0.5);
    QFont font = m_theme.caption();
    font.setWeight(QFont::DemiBold);
    m_painter.setFont(font);
    const QString text = QCoreApplication::translate("rheo::ui::SagasView", "undoes");
    QRectF box(0, 0, QFontMetricsF(font).horizontalAdvance(text) + 8, 13);
    box.moveCenter(middle);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.window);
    m_painter.drawRect(box);
    m_painter.setPen(m_theme.compensation);
    m_painter.drawText(box, Qt::AlignCenter, text);
  }

  void paintLabels() {
    for (const SagaLabel& label : placeSagaLabels(m_picture, m_label, m_theme.caption())) {
      if (label.plate) {
        QColor ground = m_theme.window;
        ground.setAlphaF(0.82F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(ground);
        m_painter.drawRoundedRect(label.rect.adjusted(-2, 0, 2, 0), 3, 3);
      }
      m_painter.setFont(label.small ? m_theme.caption() : m_label);
      m_painter.setPen(label.tone == SagaLabel::Tone::Error   ? m_theme.error
                       : label.tone == SagaLabel::Tone::Muted ? m_theme.muted
                                                              : m_theme.text);
      m_painter.drawText(label.rect, Qt::AlignLeft | Qt::AlignVCenter, label.text);
    }
  }

  QPainter& m_painter;
  const SagaPicture& m_picture;
  const SagaLanes& m_lanes;
  const SagaGeometry& m_geometry;
  const Theme& m_theme;
  QFont m_label;
};

}  // namespace

void paintSaga(QPainter& painter, const SagaPicture& picture) {
  if (picture.lanes.lanes.empty()) return;
  painter.setRenderHint(QPainter::Antialiasing);
  Painter(painter, picture).paint();
}

}  // namespace rheo::ui
