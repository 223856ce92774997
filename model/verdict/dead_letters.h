// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/query/filter.h"
#include "model/store/store.h"

namespace rheo::verdict {

/// A sighting of a dead letter has the topic it came from, and `deadLetterTopic` where it went. A
/// promise about a queue to which nothing else goes, such as `topic == "orders.dlq"`, means the
/// second: that is what the filter returned asks. Topics are looked up in the recording.
Result<query::Filter> askDeadLetters(store::StoreReader& reader, const query::Filter& filter,
                                     const CancelToken& cancel);

}  // namespace rheo::verdict
