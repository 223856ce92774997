// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "model/store/sqlite/database.h"
#include "model/store/try.h"

namespace rheo::store {

constexpr std::int64_t kApplicationId = 0x5268656F;  ///< "Rheo"
constexpr std::int64_t kSchemaVersion = 4;
constexpr std::int64_t kFormatOfSlices = 4;  ///< the first one with the table id_filter

/// Creates the tables of a new recording; the connection is in no transaction.
Result<void> createSchema(Database& db);
/// An Error unless the file is a recording of this version or an older one. `*isEmpty` tells a new
/// file.
Result<void> checkIdentity(Database& db, bool* isEmpty);
/// Brings a recording of an older version to this one, as far as going on with it needs. Chunks
/// stay as they are: every format is read for good, and `rheo compact` writes them anew.
Result<void> migrate(Database& db);
/// An Error unless the file holds exactly our tables and nothing else: no triggers, no views, no
/// virtual tables that a stranger put there.
Result<void> checkSchema(Database& db);

}  // namespace rheo::store
