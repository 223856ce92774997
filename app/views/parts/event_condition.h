// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/parts/event_columns.h"

namespace rheo::ui {

/// The condition that a cell stands for, as the filter language writes it; empty if there is none.
QString conditionOf(const store::EventRow& row, EventColumn column);

}  // namespace rheo::ui
