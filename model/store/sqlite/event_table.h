// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/store/sqlite/archive.h"

namespace rheo::store {

/// What the virtual tables of one connection work on. Outlives the connection's statements.
struct EventTableContext {
  Archive* archive = nullptr;
  const CancelToken* cancel = nullptr;  ///< of the statement that runs now
  bool hopsOnly = false;
};

/// Makes the virtual table `name` known to the archive's connection: sightings as rows, with
/// conditions on row, time, dimensions and ids pushed down to the chunk index.
Result<void> addEventTable(Database& db, const char* name, EventTableContext* context);

}  // namespace rheo::store
