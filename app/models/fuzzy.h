// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace rheo::ui {

/// How well `query` fits `text`: its characters in order, better together and at the starts of
/// words. 0 = not at all; an empty query fits everything with 1. Case does not matter.
int fuzzyScore(QStringView query, QStringView text);

}  // namespace rheo::ui
