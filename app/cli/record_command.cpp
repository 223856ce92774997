// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "app/cli/stop_signals.h"

namespace rheo::cli {
namespace {

constexpr int kTurnMs = 50;

/// Until the time is over or somebody asks to stop.
void waitFor(StopSignals& signals, std::optional<double> seconds) {
  const TimeNs end =
      seconds ? nowNs() + static_cast<std::int64_t>(*seconds * static_cast<double>(kSecond)) : 0;
  while (!signals.wait(kTurnMs)) {
    if (end != 0 && nowNs() >= end) return;
  }
}

}  // namespace

int runRecord(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Records what probes send. Ctrl+C ends it; the file is complete at any time."));
  const RecordingOptions recording(parser);
  const QString duration = QStringLiteral("duration");
  parser.addOption({duration, QStringLiteral("End after so long."), QStringLiteral("seconds")});
  if (const auto exit = parse(parser, "record", arguments)) return *exit;
  if (!parser.positionalArguments().isEmpty()) {
    return complain(QStringLiteral("unexpected '%1': the file is named with --out")
                        .arg(parser.positionalArguments().first()),
                    kUsage);
  }
  std::optional<double> seconds;
  if (parser.isSet(duration)) {
    seconds = number(parser, duration, 0, 1e9);
    if (!seconds) return kUsage;
  }
  const auto options = recording.read();
  if (!options) return kUsage;
  StopSignals signals;
  const std::unique_ptr<Workspace> workspace = startRecording(*options);
  if (!workspace) return kFailed;
  waitFor(signals, seconds);
  return finishRecording(*workspace) ? kOk : kFailed;
}

}  // namespace rheo::cli
