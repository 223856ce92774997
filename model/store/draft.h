// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "model/base/result.h"

namespace rheo::store {

/// A recording that is made as a whole: written beside its place (OpenOptions::draft), moved there
/// once it is complete and on the disk. Without that it is gone with this object; what a killed
/// program left of one is removed by the next draft for the place.
class Draft {
 public:
  /// An Error when something is at the place already. To be asked before there is a draft, which
  /// may be somebody else's until then.
  static Result<void> checkFree(const std::string& place);

  explicit Draft(const std::string& place);
  ~Draft();
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  [[nodiscard]] const std::string& path() const { return m_path; }
  /// To a place that is free. The writer must be closed.
  Result<void> moveToPlace();
  /// Takes the place of what is there.
  Result<void> replace();

 private:
  void remove() const;

  std::string m_place;
  std::string m_path;
};

}  // namespace rheo::store
