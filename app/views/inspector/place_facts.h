// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/shell/theme/state_mark.h"
#include "app/views/parts/fact_list.h"
#include "app/views/scene.h"

namespace rheo::ui {

/// What the topology says about a selected place.
struct PlaceFacts {
  bool found = false;
  QString caption;  ///< one line under the title
  StateMark mark = StateMark::Ok;
  QString state;  ///< word for the pill
  std::vector<Fact> facts;
};

PlaceFacts placeFacts(const store::Topology& topology, const Selection& selection);

}  // namespace rheo::ui
