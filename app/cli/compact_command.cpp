// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>

#include "app/cli/care_options.h"
#include "app/cli/command.h"
#include "app/cli/recording_options.h"

namespace rheo::cli {

int runCompact(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Writes a recording anew in its place, as small as it can be. Nobody may have "
                     "it open."));
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  if (const auto exit = parse(parser, "compact", arguments)) return *exit;
  if (parser.positionalArguments().size() != 1) {
    return complain(QStringLiteral("compact wants one recording: rheo compact FILE"), kUsage);
  }
  const QString path = parser.positionalArguments().constFirst();
  return reportCopy(store::compactRecording(path.toStdString(), {}), path);
}

}  // namespace rheo::cli
