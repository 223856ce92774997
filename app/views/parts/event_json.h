// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include "model/store/results.h"

namespace rheo::ui {

/// A sighting as JSON, for the clipboard: field names as in the filter language, times ISO 8601 in
/// UTC with nanoseconds, unknown fields left out, the payload as JSON when it is JSON, as base64
/// when it is not text.
QJsonObject eventToJson(const store::EventRow& row);
/// The same, indented.
QString eventToJsonText(const store::EventRow& row);
/// "2026-03-14T14:33:12.123456789Z".
QString isoTime(TimeNs t);

}  // namespace rheo::ui
