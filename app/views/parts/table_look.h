// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPixmap>

class QTableView;

namespace rheo::ui {

/// How every table of rows looks: whole rows, no grid, rows of one height, quiet header.
void lookLikeList(QTableView& table);
/// For a table that reaches to the edge of its page: a ground to put into the page instead, on
/// which the rows begin where the page's words do.
[[nodiscard]] QWidget* insetRows(QTableView& table);
constexpr int kRowInset = 13;
/// The small square that says which series or part a row is.
QPixmap swatch(const QColor& color);

}  // namespace rheo::ui
