// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/views/sagas/saga_geometry.h"
#include "app/views/sagas/saga_lanes.h"

class QPainter;

namespace rheo::ui {

/// Everything the timeline shows of one saga; a value.
struct SagaPicture {
  const Saga& saga;
  const SagaLanes& lanes;
  const SagaGeometry& geometry;
  int selected = -1;  ///< bar
  int hovered = -1;   ///< bar
};

/// Grid, lanes, waits, bars, curves, undo arcs, the stall; not the title.
void paintSaga(QPainter& painter, const SagaPicture& picture);

}  // namespace rheo::ui
