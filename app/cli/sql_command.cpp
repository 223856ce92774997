// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

namespace rheo::cli {

int runSql(const QStringList&) {
  return complain(QStringLiteral("sql is being built"), kFailed);
}

}  // namespace rheo::cli
