// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runInject(const QStringList&) {
  return complain(QStringLiteral("inject is being built"), kFailed);
}

}  // namespace rheo::cli
