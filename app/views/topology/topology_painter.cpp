// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/topology_painter.h"

#include <QPainter>
#include <cmath>

#include "app/shell/theme/state_mark.h"
#include "app/shell/theme/tabular_text.h"
#include "app/shell/theme/theme.h"
#include "app/views/topology/call_edges.h"
#include "app/views/topology/graph_content.h"

namespace rheo::ui {
namespace {

using store::Health;
using store::NodeKind;

constexpr double kDimmed = 0.16;
constexpr double kArrow = 7;

StateMark markOf(const store::TopologyNode& node) {
  switch (node.health) {
    case Health::Ok:
      return StateMark::Ok;
    case Health::Warning:
      return StateMark::Warning;
    case Health::Error:
      return StateMark::Error;
    case Health::Gone:
      return StateMark::Gone;
  }
  return StateMark::Gone;
}

class Painter {
 public:
  Painter(QPainter& painter, const TopologyGraph& graph, const TopologyEmphasis& emphasis)
      : m_painter(painter), m_graph(graph), m_emphasis(emphasis), m_theme(Theme::current()) {
    m_caption = m_theme.caption();
    m_captionStrong = m_caption;
    m_captionStrong.setWeight(QFont::DemiBold);
  }

  void paint(const QRectF& visible) {
    const auto& edges = m_graph.edges();
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (edges[i].curve.bounds.adjusted(-8, -8, 8, 8).intersects(visible)) paintEdge(i);
    }
    const auto& nodes = m_graph.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const double under = captionHeight(nodes[i]);
      if (nodes[i].box().adjusted(-60, -8, 60, 8 + under).intersects(visible)) paintNode(i);
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (!edges[i].label.isEmpty()) paintLabel(i);
    }
    m_painter.setOpacity(1);
  }

 private:
  QColor edgeColor(const GraphEdge& edge) const {
    const auto& to = m_graph.nodes()[static_cast<std::size_t>(edge.to)];
    if (to.isUnheard()) return m_theme.note;
    if (to.data.kind == NodeKind::DeadLetterQueue || edge.data.health == Health::Error) {
      return m_theme.error;
    }
    return edge.data.health == Health::Warning ? m_theme.warning : m_theme.faint;
  }

  void paintEdge(std::size_t index) {
    const GraphEdge& edge = m_graph.edges()[index];
    const bool selected = m_emphasis.edge == static_cast<int>(index);
    const bool lit = m_emphasis.edgeLit(index);
    const bool unheard = m_graph.nodes()[static_cast<std::size_t>(edge.to)].isUnheard();
    QColor color = selected ? m_theme.accent : edgeColor(edge);
    const bool fine = color == m_theme.faint;
    color.setAlphaF(static_cast<float>(!lit ? kDimmed : selected ? 0.95 : fine ? 0.5 : 0.72));
    QPen pen(color, edge.width + (selected ? 1 : 0));
    pen.setCapStyle(Qt::FlatCap);
    if (unheard) {
      pen.setWidthF(1.4);
      pen.setCapStyle(Qt::RoundCap);
      pen.setDashPattern({0.5, 3.5});
    } else if (isCall(edge.data)) {
      pen.setDashPattern({7 / pen.widthF(), 3 / pen.widthF()});
    }
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(edge.curve.path);
    if (!unheard) paintArrow(edge, color, lit);
  }

  void paintArrow(const GraphEdge& edge, QColor color, bool lit) {
    if (lit) color.setAlphaF(0.9F);
    const double size = kArrow + edge.width * 0.5;
    const auto wing = [&](double turn) {
      return edge.curve.tip - QPointF(std::cos(edge.curve.tipAngle + turn) * size,
                                      std::sin(edge.curve.tipAngle + turn) * size);
    };
    m_painter.setPen(QPen(color, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.drawPolyline(QPolygonF{wing(-0.45), edge.curve.tip, wing(0.45)});
  }

  void paintLabel(std::size_t index) {
    const GraphEdge& edge = m_graph.edges()[index];
    QRectF rect(QPointF(), labelSize(edge.label));
    rect.moveCenter(edge.labelAt);
    m_painter.setOpacity(m_emphasis.edgeLit(index) ? 1 : kDimmed);
    QColor ground = m_theme.window;
    ground.setAlphaF(0.88F);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ground);
    m_painter.drawRoundedRect(rect, 8, 8);
    m_painter.setPen(edge.data.health == Health::Error ? m_theme.error : m_theme.warning);
    m_painter.setFont(m_captionStrong);
    m_painter.drawText(rect, Qt::AlignCenter, edge.label);
    m_painter.setOpacity(1);
  }

  void paintNode(std::size_t index) {
    const GraphNode& node = m_graph.nodes()[index];
    m_painter.setOpacity(m_emphasis.nodeLit(index) ? 1 : 0.28);
    const bool selected = m_emphasis.node == static_cast<int>(index);
    const bool found = !m_emphasis.found.empty() && m_emphasis.found[index];
    if (selected || found) paintHalo(node);
    if (node.data.kind == NodeKind::Service) {
      paintService(node, selected);
    } else {
      paintTopic(node, selected);
    }
    if (node.pinned) paintPin(node);
  }

  void paintHalo(const GraphNode& node) {
    QColor halo = m_theme.accent;
    halo.setAlphaF(0.28F);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(halo);
    const double radius =
        node.data.kind == NodeKind::Service ? Theme::kNodeRadius + 3 : node.size.height() / 2 + 3;
    m_painter.drawRoundedRect(node.box().adjusted(-3.5, -3.5, 3.5, 3.5), radius, radius);
  }

  void paintService(const GraphNode& node, bool selected) {
    const QRectF box = node.box();
    const Health health = node.data.health;
    const QColor border = selected                    ? m_theme.accent
                          : health == Health::Error   ? m_theme.error
                          : health == Health::Warning ? m_theme.warning
                                                      : m_theme.line;
    QPen pen(border, health == Health::Ok && !selected ? 1.2 : 1.6);
    if (health == Health::Gone) pen.setStyle(Qt::DashLine);
    m_painter.setPen(pen);
    m_painter.setBrush(m_theme.node);
    m_painter.drawRoundedRect(box, Theme::kNodeRadius, Theme::kNodeRadius);
    paintStateMark(m_painter, markOf(node.data), {box.left() + 14, box.center().y()}, 4);
    m_painter.setFont(nodeNameFont(node));
    m_painter.setPen(m_theme.text);
    const QRectF words = box.adjusted(25, 0, -4, 0);
    if (node.compact) {
      m_painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, node.name);
      return;
    }
    m_painter.drawText(QRectF(words.left(), box.top() + 5, words.width(), 15),
                       Qt::AlignLeft | Qt::AlignVCenter, node.name);
    m_painter.setFont(m_caption);
    m_painter.setPen(health == Health::Gone ? m_theme.error : m_theme.muted);
    drawTabular(m_painter, QRectF(words.left(), box.top() + 21, words.width(), 14),
                Qt::AlignLeft | Qt::AlignVCenter, node.detail);
  }

  void paintTopic(const GraphNode& node, bool selected) {
    const QRectF box = node.box();
    const bool dead = node.data.kind == NodeKind::DeadLetterQueue;
    const bool unheard = node.isUnheard();
    QColor border = dead || node.data.health == Health::Error ? m_theme.error
                    : unheard                                 ? m_theme.note
                    : node.data.health == Health::Warning     ? m_theme.warning
                                                              : m_theme.accent;
    if (!dead && !selected && !unheard) border.setAlphaF(0.85F);
    QPen pen(border, selected ? 1.8 : 1.3);
    if (unheard) pen.setDashPattern({3.2, 2.4});
    m_painter.setPen(pen);
    m_painter.setBrush(m_theme.topicGround);
    const double radius = box.height() / 2;
    m_painter.drawRoundedRect(box, radius, radius);
    m_painter.setFont(nodeNameFont(node));
    m_painter.setPen(m_theme.text);
    m_painter.drawText(box, Qt::AlignCenter, node.name);
    m_painter.setFont(nodeCaptionFont(node));
    m_painter.setPen(dead ? m_theme.error : m_theme.note);
    double y = box.bottom() + 3;
    for (const QString& line : node.caption) {
      const double high = node.compact ? kCompactCaptionLine : kCaptionLine;
      m_painter.drawText(QRectF(box.center().x() - 160, y, 320, high), Qt::AlignCenter, line);
      y += high;
    }
  }

  void paintPin(const GraphNode& node) {
    const QPointF at = node.box().topRight() + QPointF(-9, 1);
    m_painter.setPen(QPen(m_theme.muted, 1.4, Qt::SolidLine, Qt::RoundCap));
    m_painter.drawLine(at, at + QPointF(0, 5));
    m_painter.setBrush(m_theme.muted);
    m_painter.setPen(Qt::NoPen);
    m_painter.drawEllipse(at, 3, 3);
  }

  QPainter& m_painter;
  const TopologyGraph& m_graph;
  const TopologyEmphasis& m_emphasis;
  const Theme& m_theme;
  QFont m_caption, m_captionStrong;
};

}  // namespace

void paintTopology(QPainter& painter, const TopologyGraph& graph, const TopologyEmphasis& emphasis,
                   const QRectF& visible) {
  Painter(painter, graph, emphasis).paint(visible);
}

void paintNodeOutline(QPainter& painter, const GraphNode& node) {
  QColor color = Theme::current().accent;
  painter.setPen(QPen(color, 1.6));
  painter.setBrush(Qt::NoBrush);
  const double radius =
      node.data.kind == NodeKind::Service ? Theme::kNodeRadius + 2.0 : node.size.height() / 2 + 2;
  painter.drawRoundedRect(node.box().adjusted(-2, -2, 2, 2), radius, radius);
}

void paintEdgeOutline(QPainter& painter, const GraphEdge& edge) {
  QColor color = Theme::current().accent;
  color.setAlphaF(0.55F);
  painter.setPen(QPen(color, edge.width + 3, Qt::SolidLine, Qt::FlatCap));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(edge.curve.path);
}

void paintDots(QPainter& painter, const QRectF& area, QPointF offset, double scale) {
  double step = 40 * scale;
  while (step < 24) step *= 2;
  QPolygonF dots;
  for (double x = std::fmod(offset.x(), step); x < area.right(); x += step) {
    for (double y = std::fmod(offset.y(), step); y < area.bottom(); y += step) {
      dots << QPointF(x, y);
    }
  }
  painter.setPen(QPen(Theme::current().grid, 1.6, Qt::SolidLine, Qt::RoundCap));
  painter.drawPoints(dots);
}

}  // namespace rheo::ui
