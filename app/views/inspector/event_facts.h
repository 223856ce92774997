// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/parts/fact_list.h"
#include "model/store/results.h"

namespace rheo::ui {

/// Every field of a sighting that says something, in reading order.
std::vector<Fact> factsOf(const store::EventRow& row);
/// "payments #2 · attempt 3 · 14:33:12.123456", what stands under the title.
QString captionOf(const store::EventRow& row);

}  // namespace rheo::ui
