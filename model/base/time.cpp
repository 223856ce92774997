// SPDX-License-Identifier: Apache-2.0
#include "model/base/time.h"

#include <chrono>

namespace rheo {

TimeNs nowNs() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace rheo
