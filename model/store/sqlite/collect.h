// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/store/sqlite/archive.h"
#include "model/store/sqlite/bucket_totals.h"
#include "model/store/store.h"

namespace rheo::store {

/// The range cut to what is recorded; an empty one when nothing is. `to` is at most last + 1.
TimeRange clip(const Archive& archive, TimeRange range);

/// Counts everything that matches: whole seconds, minutes and hours from the rollups where the
/// filter lets them, the rest by looking at the events. Exact either way. bucketNs 0 = one bucket
/// (under key 0). Without `parts` no histogram is read or made.
Result<BucketTotals> collect(Archive& archive, const Query& query, std::int64_t bucketNs,
                             bool parts, const CancelToken& cancel);

}  // namespace rheo::store
