// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/heatmap.h"

#include <algorithm>
#include <cmath>

namespace rheo::ui {
namespace {

QList<QRgb> colorTable(const HeatRamp& ramp) {
  QList<QRgb> table(256);
  table[0] = qRgba(0, 0, 0, 0);
  for (int i = 1; i < 256; ++i) {
    const double share = (i - 1) / 254.0;
    const auto mix = [share](int from, int to) {
      return static_cast<int>(std::lround(from + (to - from) * share));
    };
    table[i] = qRgb(mix(ramp.ground.red(), ramp.bright.red()),
                    mix(ramp.ground.green(), ramp.bright.green()),
                    mix(ramp.ground.blue(), ramp.bright.blue()));
  }
  return table;
}

int rowOf(double ns, const LogAxis& axis, int rows) {
  const double share =
      std::log(std::max(ns, 1.0) / axis.low()) / std::log(axis.high() / axis.low());
  return std::clamp(rows - 1 - static_cast<int>(std::floor(share * rows)), 0, rows - 1);
}

/// The row of each histogram bucket, worked out once: columns share most of their buckets, and a
/// logarithm for every cell of a live picture would be most of its cost.
class RowTable {
 public:
  RowTable(const LogAxis& axis, int rows) : m_axis(axis), m_rows(rows) {}

  std::size_t at(std::uint16_t index) {
    if (index >= m_known.size()) m_known.resize(index + std::size_t{1}, -1);
    int& row = m_known[index];
    if (row < 0) {
      const double middle = (static_cast<double>(Histogram::lowerBound(index)) +
                             static_cast<double>(Histogram::upperBound(index))) /
                            2;
      row = rowOf(middle, m_axis, m_rows);
    }
    return static_cast<std::size_t>(row);
  }

 private:
  const LogAxis& m_axis;
  int m_rows;
  std::vector<int> m_known;
};

}  // namespace

QImage renderHeatmap(const std::vector<const Histogram*>& columns, const LogAxis& axis, int rows,
                     const HeatRamp& ramp) {
  const int width = static_cast<int>(columns.size());
  if (width == 0 || rows <= 0) return {};
  std::vector<std::uint64_t> cells(static_cast<std::size_t>(width) *
                                   static_cast<std::size_t>(rows));
  std::uint64_t most = 0;
  RowTable table(axis, rows);
  for (int x = 0; x < width; ++x) {
    for (const auto& [index, count] : columns[static_cast<std::size_t>(x)]->buckets()) {
      auto& cell =
          cells[table.at(index) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
      cell += count;
      most = std::max(most, cell);
    }
  }
  QImage image(width, rows, QImage::Format_Indexed8);
  image.setColorTable(colorTable(ramp));
  const double scale = most == 0 ? 0 : 1 / std::log1p(static_cast<double>(most));
  for (int y = 0; y < rows; ++y) {
    uchar* line = image.scanLine(y);
    const auto* cell = cells.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    for (int x = 0; x < width; ++x) {
      if (cell[x] == 0) {
        line[x] = 0;
        continue;
      }
      const double level = std::log1p(static_cast<double>(cell[x])) * scale;
      line[x] = static_cast<uchar>(1 + std::lround(level * 254));
    }
  }
  return image;
}

std::pair<double, double> valueExtent(const std::vector<const Histogram*>& columns) {
  double low = 0;
  double high = 0;
  for (const auto* column : columns) {
    if (column->isEmpty()) continue;
    const auto columnLow = static_cast<double>(std::max<std::uint64_t>(column->min(), 1));
    low = low == 0 ? columnLow : std::min(low, columnLow);
    high = std::max(high, static_cast<double>(column->max()));
  }
  return {low, std::max(low, high)};
}

}  // namespace rheo::ui
