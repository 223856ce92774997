// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runReplay(const QStringList&) {
  return complain(QStringLiteral("replay is being built"), kFailed);
}

}  // namespace rheo::cli
