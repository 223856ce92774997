// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <optional>

#include "model/store/results.h"

namespace rheo::ui {

std::optional<ProblemKind> problemKindFromName(std::string_view name);
/// "Dead letter", "Out of order", ...
QString problemKindText(ProblemKind kind);
/// What happened, as a sentence: "12 events of OrderShipped were delivered twice to shipping".
QString problemSentence(const Problem& problem);
/// "payments \u00b7 orders.placed"
QString problemPlace(const Problem& problem);

}  // namespace rheo::ui
