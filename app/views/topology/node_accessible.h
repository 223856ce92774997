// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace rheo::ui {

/// Makes the nodes of every TopologyCanvas children that assistive technology can read and press.
/// Call before or after canvases exist; calling again changes nothing.
void installNodeAccessibility();

}  // namespace rheo::ui
