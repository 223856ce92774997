// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>
#include <vector>

#include "app/views/sagas/saga_painter.h"

namespace rheo::ui {

struct SagaLabel {
  enum class Tone { Text, Muted, Error };
  QString text;
  QRectF rect;
  Tone tone = Tone::Text;
  bool small = false;
  bool plate = false;  ///< outside a bar: curves behind it are covered
};

/// Where the names of steps, their errors and their waits go so that none runs over a bar or
/// another label: in the bar, else beside it, else above it, else shortened, else nowhere (the
/// card over the bar has it).
std::vector<SagaLabel> placeSagaLabels(const SagaPicture& picture, const QFont& name,
                                       const QFont& caption);

}  // namespace rheo::ui
