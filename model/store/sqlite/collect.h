// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <unordered_map>

#include "model/store/cell_stats.h"
#include "model/store/sqlite/archive.h"
#include "model/store/store.h"

namespace rheo::store {

/// What matches a query, by cell.
using CellTotals = std::unordered_map<std::uint32_t, CellStats>;
/// The same by the start of each output bucket that is not empty.
using BucketTotals = std::map<TimeNs, CellTotals>;

/// The range cut to what is recorded; an empty one when nothing is. `to` is at most last + 1.
TimeRange clip(const Archive& archive, TimeRange range);

/// Counts everything that matches: whole seconds, minutes and hours from the rollups where the
/// filter lets them, the rest by looking at the events. Exact either way. bucketNs 0 = one bucket
/// (under key 0). Without `parts` no histogram is read or made.
Result<BucketTotals> collect(Archive& archive, const Query& query, std::int64_t bucketNs,
                             bool parts, const CancelToken& cancel);

}  // namespace rheo::store
