// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QTextStream>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "model/store/care.h"

namespace rheo::cli {

int runVerify(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Reads every byte of a recording and holds its parts against each other. Ends with 1 when "
      "something is wrong."));
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  if (const auto exit = parse(parser, "verify", arguments)) return *exit;
  if (parser.positionalArguments().size() != 1) {
    return complain(QStringLiteral("verify wants one recording: rheo verify FILE"), kUsage);
  }
  const QString path = parser.positionalArguments().constFirst();
  const auto verified = store::verifyRecording(path.toStdString(), {});
  if (!verified) return complain(QString::fromStdString(verified.error().text()), kFailed);
  QTextStream out(stdout);
  for (const std::string& finding : verified->findings) {
    out << QString::fromStdString(finding) << '\n';
  }
  out << QStringLiteral("%1: %2; %3 events in %4 chunks, %5 rollups, %6 audit entries\n")
             .arg(path, verified->findings.empty()
                            ? QStringLiteral("sound")
                            : QStringLiteral("damaged, %1 findings").arg(verified->findings.size()))
             .arg(verified->events)
             .arg(verified->chunks)
             .arg(verified->rollups)
             .arg(verified->auditEntries);
  return verified->findings.empty() ? kOk : kFailed;
}

}  // namespace rheo::cli
