// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QImage>
#include <QPolygonF>
#include <QRectF>
#include <vector>

class QPainter;

namespace rheo::ui {

/// Areas between lines, painted column by column into one picture: an antialiased polygon costs the
/// rasteriser about ten times as much, and a chart of a live stream is painted several times a
/// second. Coverage is exact down a column and of four samples across.
class AreaImage {
 public:
  /// A picture of `where`, in the painter's units; what lies outside is not drawn.
  AreaImage(const QRectF& where, double pixelRatio);
  ~AreaImage();
  AreaImage(const AreaImage&) = delete;
  AreaImage& operator=(const AreaImage&) = delete;

  /// Lays the area between two lines over what is there. Both run from left to right, from the same
  /// x to the same x; `upper` has the smaller y.
  void fill(const QPolygonF& upper, const QPolygonF& lower, const QColor& color);
  void paint(QPainter& painter) const;
  [[nodiscard]] const QImage& image() const { return m_image; }

 private:
  void fillColumn(int column, const std::vector<QRgb>& shades);
  void addSpan(double top, double bottom);

  double m_ratio;
  QPoint m_origin;  ///< of the picture, in pixels of the device
  QImage m_image;
  std::vector<float> m_change;  ///< of the coverage from row to row, for the present column
  int m_first = 0;              ///< rows that m_change touches
  int m_last = -1;
};

}  // namespace rheo::ui
