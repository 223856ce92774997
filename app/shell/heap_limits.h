// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace rheo::ui {

/// Lets freed memory go back to the system, for a process that stays open for days: with glibc's
/// defaults each of a dozen threads keeps an arena of its own, and large blocks stop being returned
/// once one has been freed. Call first in main(); elsewhere than with glibc it does nothing.
void limitHeap();

}  // namespace rheo::ui
