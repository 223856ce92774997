// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/base/name_table.h"
#include "model/store/cell_table.h"
#include "model/store/sqlite/database.h"

namespace rheo::store {

/// Adds the names that the file has and the table lacks. An Error when codes do not come out as
/// they are stored.
Result<void> readNames(Database& db, NameTable& names);
/// The same for cells.
Result<void> readCells(Database& db, CellTable& cells);

}  // namespace rheo::store
