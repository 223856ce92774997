// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/sqlite/event_table.h"

namespace rheo::store {

/// Makes the virtual table `traffic` known to a connection: what was counted, from the rollups. One
/// row a cell and bucket: its dimensions, counts, and the latency histograms of its hops as BLOBs,
/// which p50() .. percentile() merge. `traffic(from_ns, to_ns, bucket_ns)` cuts a range, exact to
/// the nanosecond, into buckets; what is left out is the whole recording in one.
Result<void> addTrafficTable(sqlite3* db, EventTableContext* context);

}  // namespace rheo::store
