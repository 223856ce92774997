// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runInfo(const QStringList&) {
  return complain(QStringLiteral("info is being built"), kFailed);
}

}  // namespace rheo::cli
