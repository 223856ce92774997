// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runDemo(const QStringList&) {
  return complain(QStringLiteral("demo is being built"), kFailed);
}

}  // namespace rheo::cli
