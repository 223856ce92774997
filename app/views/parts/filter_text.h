// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "app/views/scene.h"
#include "model/base/result.h"

namespace rheo::ui {

/// A string literal of the filter language.
QString quoted(const QString& text);
/// `field == "value"`.
QString fieldEquals(QLatin1String field, const QString& value);
/// Both must hold; an empty side is left out.
QString bothHold(const QString& a, const QString& b);

/// The filter that shows what is selected: Selection::filter, or made from its names.
QString filterOf(const Selection& selection);
/// The scene's query narrowed to a place (service, topic, delivery, publication). Other selections
/// leave it as it is.
Result<store::Query> narrowedQuery(const Scene& scene, bool narrow);
[[nodiscard]] bool isPlace(const Selection& selection);
/// "orders.placed \u2192 payments", "orders", ...; empty for no selection.
QString titleOf(const Selection& selection);

}  // namespace rheo::ui
