// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>

#include "app/cli/care_options.h"
#include "app/cli/command.h"
#include "app/cli/recording_options.h"

namespace rheo::cli {

int runMerge(const QStringList& arguments) {
  QCommandLineParser parser;
  const QString kOut = QStringLiteral("out");
  parser.setApplicationDescription(
      QStringLiteral("Writes what several recordings hold into one, by time."));
  parser.addOption({kOut, QStringLiteral("Recording to create."), QStringLiteral("file")});
  parser.addPositionalArgument(QStringLiteral("FILE..."), QStringLiteral("The recordings."));
  if (const auto exit = parse(parser, "merge", arguments)) return *exit;
  const QString out = parser.value(kOut);
  if (parser.positionalArguments().size() < 2 || out.isEmpty()) {
    return complain(QStringLiteral("merge wants two recordings or more, and a place: rheo merge "
                                   "FILE FILE... --out FILE"),
                    kUsage);
  }
  std::vector<std::string> from;
  for (const QString& path : parser.positionalArguments()) from.push_back(path.toStdString());
  return reportCopy(store::mergeRecordings(from, out.toStdString(), {}), out);
}

}  // namespace rheo::cli
