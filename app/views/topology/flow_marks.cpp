// SPDX-License-Identifier: Apache-2.0
#include "app/views/topology/flow_marks.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "app/shell/theme/theme.h"

namespace rheo::ui {
namespace {

constexpr double kFastest = 150, kSlowest = 18;         // scene units per second
constexpr double kFastNs = 1e6, kSlowNs = 1e10;         // 1 ms .. 10 s
constexpr double kDensest = 13, kSparsest = 170;        // scene units between marks
constexpr double kSparseRate = 0.1, kDenseRate = 2000;  // per second
constexpr int kQueuedShown = 5;

/// Where `value` stands between `low` and `high` on a logarithmic scale, 0..1.
double logShare(double value, double low, double high) {
  if (value <= low) return 0;
  return std::min(1.0, std::log(value / low) / std::log(high / low));
}

struct Batch {
  std::vector<QPointF> successes;
  std::vector<QPointF> failures;
  std::vector<QPointF> waiting;
  int room = FlowMarks::kMaxMarks;
};

/// `thin`: only each so many-th mark, so that a small picture is not all marks.
void collect(Batch& batch, const FlowMarks::Flow& flow, const EdgeCurve& curve,
             const QRectF& visible, std::int64_t thin) {
  const double whole = std::floor(flow.phase);
  const double part = flow.phase - whole;
  const auto newest = static_cast<std::int64_t>(whole);
  for (int i = 0; batch.room > 0; ++i) {
    const double distance = (part + i) * flow.spacing;
    if (distance > curve.length) break;
    const QPointF at = curve.at(distance);
    if (!visible.contains(at)) continue;
    const std::int64_t nth = newest - i;
    const bool failing = flow.failEvery > 0 && nth % static_cast<std::int64_t>(flow.failEvery) == 0;
    if (!failing && nth % thin != 0) continue;
    --batch.room;
    const auto every = static_cast<std::int64_t>(flow.failEvery);
    const bool failed = every > 0 && ((nth % every) + every) % every == 0;
    (failed ? batch.failures : batch.successes).push_back(at);
  }
}

/// Events that nobody takes stand in line before the topic.
void queueUp(Batch& batch, const GraphNode& topic, const EdgeCurve& curve) {
  const int count = static_cast<int>(std::min<std::uint64_t>(kQueuedShown, topic.data.unconsumed));
  for (int i = 0; i < count; ++i) {
    batch.waiting.push_back(curve.at(curve.length - 7 - i * 8.0));
  }
}

void drawDiamond(QPainter& painter, QPointF at, double radius) {
  const QPointF corners[4] = {at + QPointF(0, -radius), at + QPointF(radius, 0),
                              at + QPointF(0, radius), at + QPointF(-radius, 0)};
  painter.drawConvexPolygon(corners, 4);
}

}  // namespace

FlowMarks::Flow FlowMarks::flowOf(const store::TopologyEdge& edge) {
  Flow flow;
  const double density = logShare(edge.ratePerS, kSparseRate, kDenseRate);
  // Quarter steps: a rate that wavers a little does not stretch the row of marks.
  flow.spacing = kSparsest * std::pow(kDensest / kSparsest, std::round(density * 16) / 16);
  const double slowness =
      edge.p50Ns < 0 ? 0.3 : logShare(static_cast<double>(edge.p50Ns), kFastNs, kSlowNs);
  flow.speed = edge.ratePerS > 0 ? kFastest * std::pow(kSlowest / kFastest, slowness) : 0;
  if (edge.errors > 0) {
    flow.failEvery =
        std::clamp<std::uint64_t>(std::max(edge.count, edge.errors) / edge.errors, 1, 24);
  }
  return flow;
}

void FlowMarks::update(const TopologyGraph& graph) {
  QHash<QString, Flow> flows;
  for (const GraphEdge& edge : graph.edges()) {
    Flow flow = flowOf(edge.data);
    // Edges start out of step, the same way every time.
    flow.phase = m_flows.contains(edge.key)
                     ? m_flows[edge.key].phase
                     : static_cast<double>(qHash(edge.key, size_t{7}) % 1000) / 37.0;
    flows.insert(edge.key, flow);
  }
  m_flows = std::move(flows);
}

void FlowMarks::advance(double seconds) {
  for (Flow& flow : m_flows) flow.phase += seconds * flow.speed / flow.spacing;
}

int FlowMarks::paint(QPainter& painter, const TopologyGraph& graph,
                     const TopologyEmphasis& emphasis, const QRectF& visible, double scale) const {
  Batch batch;
  const std::int64_t thin = scale < 0.35 ? 3 : scale < 0.6 ? 2 : 1;
  const auto& edges = graph.edges();
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (!emphasis.edgeLit(i)) continue;
    const GraphNode& to = graph.nodes()[static_cast<std::size_t>(edges[i].to)];
    if (to.isUnheard()) {
      queueUp(batch, to, edges[i].curve);
      continue;
    }
    const auto flow = m_flows.constFind(edges[i].key);
    if (flow == m_flows.constEnd() || edges[i].data.ratePerS <= 0) continue;
    if (edges[i].curve.bounds.adjusted(-4, -4, 4, 4).intersects(visible)) {
      collect(batch, *flow, edges[i].curve, visible, thin);
    }
  }
  const Theme& theme = Theme::current();
  const double grow = std::clamp(0.6 / scale, 1.0, 1.7);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent);
  for (const QPointF& at : batch.successes) painter.drawEllipse(at, 2.6 * grow, 2.6 * grow);
  painter.setBrush(theme.note);
  for (const QPointF& at : batch.waiting) painter.drawEllipse(at, 2.4 * grow, 2.4 * grow);
  painter.setBrush(theme.error);
  for (const QPointF& at : batch.failures) drawDiamond(painter, at, 4 * grow);
  return static_cast<int>(batch.successes.size() + batch.failures.size() + batch.waiting.size());
}

}  // namespace rheo::ui
