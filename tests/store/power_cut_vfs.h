// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "query/random_event.h"

namespace rheo::test {

/// Stands between SQLite and the disk of this process and remembers what was written but not
/// synced. When the power is cut, any of that may or may not have reached the disk, in sectors. One
/// thread.
class PowerCutVfs {
 public:
  /// Becomes SQLite's default.
  static void install();
  /// The power goes after so many more writes, syncs and truncations.
  static void cutAfter(int operations);
  [[nodiscard]] static bool isCut();
  /// Leaves in the files what a disk may hold after the cut, and turns the power on. Every
  /// connection must be closed.
  static void restore(Random& random);
};

}  // namespace rheo::test
