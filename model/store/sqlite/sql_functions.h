// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/sqlite/database.h"

namespace rheo::store {

/// Adds to the connection: aggregates p50(x), p95(x), p99(x), percentile(x, p) with p in 0..100;
/// regexp_match(pattern, text); payload_number / payload_text / payload_bool(payload, path).
Result<void> addSqlFunctions(sqlite3* db);

}  // namespace rheo::store
