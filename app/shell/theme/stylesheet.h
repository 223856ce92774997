// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace rheo::ui {

struct Theme;

/// What a palette cannot say: radii, paddings, quiet borders. For Fusion.
/// Properties that widgets may set: `role` = "primary" | "quiet" | "title" | "muted" | "section".
QString styleSheet(const Theme& theme);

}  // namespace rheo::ui
