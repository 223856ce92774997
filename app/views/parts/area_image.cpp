// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/area_image.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

namespace rheo::ui {
namespace {

constexpr int kSamples = 4;
constexpr int kShades = 256;

/// The last picture's memory, for the next one of its size: several megabytes, fresh from the
/// kernel each time, would cost as much as painting.
thread_local QImage lastMemory;

/// A line that is asked for its height further and further to the right.
class Walk {
 public:
  explicit Walk(const QPolygonF& line) : m_line(line) {}
  double yAt(double x) {
    while (m_at + 1 < m_line.size() - 1 && m_line[m_at + 1].x() < x) ++m_at;
    const QPointF& a = m_line[m_at];
    const QPointF& b = m_line[m_at + 1];
    if (b.x() <= a.x()) return b.y();
    return a.y() + (b.y() - a.y()) * std::clamp((x - a.x()) / (b.x() - a.x()), 0.0, 1.0);
  }

 private:
  const QPolygonF& m_line;
  qsizetype m_at = 0;
};

/// The colour at each coverage, its alpha multiplied in.
std::vector<QRgb> shadesOf(const QColor& color) {
  std::vector<QRgb> shades(kShades);
  const QRgb full = color.rgba();
  for (int i = 0; i < kShades; ++i) {
    const int alpha = qAlpha(full) * i / (kShades - 1);
    shades[static_cast<std::size_t>(i)] =
        qPremultiply(qRgba(qRed(full), qGreen(full), qBlue(full), alpha));
  }
  return shades;
}

/// Porter and Duff's "over", both premultiplied.
QRgb over(QRgb above, QRgb below) {
  if (below == 0) return above;
  const int rest = 255 - qAlpha(above);
  const auto mix = [rest](int a, int b) { return a + (b * rest + 127) / 255; };
  return qRgba(mix(qRed(above), qRed(below)), mix(qGreen(above), qGreen(below)),
               mix(qBlue(above), qBlue(below)), mix(qAlpha(above), qAlpha(below)));
}

}  // namespace

AreaImage::AreaImage(const QRectF& where, double pixelRatio) : m_ratio(pixelRatio) {
  const QRect pixels =
      QRectF(where.topLeft() * pixelRatio, where.size() * pixelRatio).toAlignedRect();
  m_origin = pixels.topLeft();
  const QSize size = pixels.size().expandedTo({1, 1});
  m_image = std::exchange(lastMemory, {});
  if (m_image.size() != size) m_image = QImage(size, QImage::Format_ARGB32_Premultiplied);
  m_image.fill(Qt::transparent);
  m_change.assign(static_cast<std::size_t>(m_image.height()) + 2, 0.0F);
}

AreaImage::~AreaImage() {
  lastMemory = std::move(m_image);
}

void AreaImage::fill(const QPolygonF& upper, const QPolygonF& lower, const QColor& color) {
  if (upper.size() < 2 || lower.size() < 2) return;
  const std::vector<QRgb> shades = shadesOf(color);
  const double left = upper.front().x() * m_ratio - m_origin.x();
  const double right = upper.back().x() * m_ratio - m_origin.x();
  const int end = std::min(m_image.width(), static_cast<int>(std::ceil(right)));
  Walk above(upper), below(lower);
  for (int column = std::max(0, static_cast<int>(std::floor(left))); column < end; ++column) {
    m_first = m_image.height();
    m_last = -1;
    for (int sample = 0; sample < kSamples; ++sample) {
      const double at = column + (sample + 0.5) / kSamples;
      if (at < left || at > right) continue;
      const double x = (at + m_origin.x()) / m_ratio;
      addSpan(above.yAt(x) * m_ratio - m_origin.y(), below.yAt(x) * m_ratio - m_origin.y());
    }
    fillColumn(column, shades);
  }
}

/// Notes where coverage begins and ends: in the row of an edge by the part of it that is covered.
void AreaImage::addSpan(double top, double bottom) {
  const auto height = static_cast<double>(m_image.height());
  top = std::clamp(top, 0.0, height);
  bottom = std::clamp(bottom, 0.0, height);
  if (!(bottom > top)) return;
  const auto edge = [this](double y, float sign) {
    const auto row = static_cast<std::size_t>(y);
    const auto below = static_cast<float>(y - std::floor(y));
    m_change[row] += sign * (1.0F - below);
    m_change[row + 1] += sign * below;
  };
  edge(top, 1.0F);
  edge(bottom, -1.0F);
  m_first = std::min(m_first, static_cast<int>(top));
  m_last = std::max(m_last, std::min(m_image.height() - 1, static_cast<int>(bottom)));
}

void AreaImage::fillColumn(int column, const std::vector<QRgb>& shades) {
  if (m_last < m_first) return;
  const qsizetype step = m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb));
  QRgb* pixel = reinterpret_cast<QRgb*>(m_image.bits()) + m_first * step + column;
  float covered = 0;
  long shade = 0;
  for (int row = m_first; row <= m_last; ++row, pixel += step) {
    if (const float change = m_change[static_cast<std::size_t>(row)]; change != 0) {
      covered += change;
      shade = std::clamp(std::lround(covered * (kShades - 1) / kSamples), 0L, kShades - 1L);
    }
    if (shade > 0) *pixel = over(shades[static_cast<std::size_t>(shade)], *pixel);
  }
  std::fill(m_change.begin() + m_first, m_change.begin() + m_last + 2, 0.0F);
}

void AreaImage::paint(QPainter& painter) const {
  painter.drawImage(QRectF(QPointF(m_origin) / m_ratio, QSizeF(m_image.size()) / m_ratio), m_image);
}

}  // namespace rheo::ui
