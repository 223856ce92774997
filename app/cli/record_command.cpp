// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runRecord(const QStringList&) {
  return complain(QStringLiteral("record is being built"), kFailed);
}

}  // namespace rheo::cli
