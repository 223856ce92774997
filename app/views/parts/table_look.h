// SPDX-License-Identifier: Apache-2.0
#pragma once

class QTableView;

namespace rheo::ui {

/// How every table of rows looks: whole rows, no grid, rows of one height, quiet header.
void lookLikeList(QTableView& table);

}  // namespace rheo::ui
