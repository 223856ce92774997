// SPDX-License-Identifier: Apache-2.0
#include "model/base/result.h"

namespace rheo {

std::string Error::text() const {
  std::string out = what;
  if (!where.empty()) out += " (" + where + ")";
  if (!hint.empty()) out += ". " + hint;
  return out;
}

}  // namespace rheo
