// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QDateTime>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <cmath>
#include <thread>

#include "app/cli/await_target.h"
#include "app/cli/command.h"
#include "app/cli/recording_options.h"

namespace rheo::cli {
namespace {

struct Names {
  const QString filter = QStringLiteral("filter");
  const QString from = QStringLiteral("from");
  const QString to = QStringLiteral("to");
  const QString target = QStringLiteral("service");
  const QString speed = QStringLiteral("speed");
  const QString rate = QStringLiteral("max-rate");
  const QString dryRun = QStringLiteral("dry-run");
  const QString wait = QStringLiteral("wait");
};

void addOptions(QCommandLineParser& parser, const Names& names) {
  parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("Recording to replay from."));
  parser.addOptions({
      {names.filter, QStringLiteral("Which events, in the filter language."),
       QStringLiteral("expression")},
      {names.from, QStringLiteral("From this time on: ISO 8601, or ns since 1970."),
       QStringLiteral("time")},
      {names.to, QStringLiteral("Before this time."), QStringLiteral("time")},
      {names.target, QStringLiteral("Service to send to; default: whichever takes the type."),
       QStringLiteral("name")},
      {names.speed, QStringLiteral("0.1 to 100; 0 = as fast as --max-rate allows. Default: 1"),
       QStringLiteral("factor"), QStringLiteral("1")},
      {names.rate, QStringLiteral("Events a second at most. Default: 10000"),
       QStringLiteral("rate"), QStringLiteral("10000")},
      {names.dryRun, QStringLiteral("Check everything, send nothing.")},
      {names.wait, QStringLiteral("Longest wait for a service to connect. Default: 10"),
       QStringLiteral("seconds"), QStringLiteral("10")},
  });
}

/// Nanoseconds of an option's time; nothing after a complaint.
std::optional<TimeNs> readTime(const QCommandLineParser& parser, const QString& option,
                               TimeNs unset) {
  if (!parser.isSet(option)) return unset;
  const QString value = parser.value(option);
  bool isNumber = false;
  const qlonglong ns = value.toLongLong(&isNumber);
  if (isNumber) return ns;
  const QDateTime time = QDateTime::fromString(value, Qt::ISODateWithMs);
  if (time.isValid()) return time.toMSecsSinceEpoch() * kMillisecond;
  complain(QStringLiteral("--%1 '%2' is no time: write 2026-03-01T12:00:00Z").arg(option, value),
           kUsage);
  return std::nullopt;
}

std::optional<control::ReplayPlan> readPlan(const QCommandLineParser& parser, const Names& names) {
  control::ReplayPlan plan;
  const auto from = readTime(parser, names.from, plan.query.range.from);
  const auto to = from ? readTime(parser, names.to, plan.query.range.to) : std::nullopt;
  const auto speed = to ? number(parser, names.speed, 0, 100) : std::nullopt;
  const auto rate = speed ? number(parser, names.rate, 1, 1e6) : std::nullopt;
  if (!rate) return std::nullopt;
  const auto filter = query::Filter::parse(parser.value(names.filter).toStdString());
  if (!filter) {
    complain(QStringLiteral("--filter: ") + QString::fromStdString(filter.error().text()), kUsage);
    return std::nullopt;
  }
  plan.query = {{*from, *to}, filter.value()};
  plan.targetService = parser.value(names.target).toStdString();
  plan.speed = *speed;
  plan.maxRatePerS = *rate;
  return plan;
}

void printLine(const QJsonObject& line) {
  QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << '\n';
}

QJsonValue count(std::uint64_t value) {
  return QJsonValue(static_cast<qint64>(value));
}

void print(const control::ReplayEstimate& estimate) {
  QJsonArray obstacles;
  for (const std::string& each : estimate.obstacles) obstacles << QString::fromStdString(each);
  printLine({{QStringLiteral("estimate"),
              QJsonObject{{QStringLiteral("events"), count(estimate.events)},
                          {QStringLiteral("sendable"), count(estimate.sendable)},
                          {QStringLiteral("durationSeconds"),
                           static_cast<double>(estimate.durationNs) / static_cast<double>(kSecond)},
                          {QStringLiteral("peakRatePerSecond"), estimate.peakRatePerS},
                          {QStringLiteral("obstacles"), obstacles}}}});
}

void print(const control::ReplayProgress& progress) {
  QJsonObject line{{QStringLiteral("total"), count(progress.total)},
                   {QStringLiteral("sent"), count(progress.sent)},
                   {QStringLiteral("accepted"), count(progress.accepted)},
                   {QStringLiteral("refused"), count(progress.refused)},
                   {QStringLiteral("processed"), count(progress.processed)},
                   {QStringLiteral("dryRun"), progress.dryRun},
                   {QStringLiteral("done"), progress.done},
                   {QStringLiteral("cancelled"), progress.cancelled}};
  if (progress.done) {
    line[QStringLiteral("medianGapErrorMs")] =
        progress.medianGapErrorNs / static_cast<double>(kMillisecond);
  }
  if (!progress.error.empty()) {
    line[QStringLiteral("error")] = QString::fromStdString(progress.error);
  }
  printLine(line);
}

/// Prints about once a second, and at the end.
class Printer {
 public:
  void operator()(const control::ReplayProgress& progress) {
    if (!progress.done && nowNs() - m_printedNs < kSecond) return;
    m_printedNs = nowNs();
    print(progress);
  }

 private:
  TimeNs m_printedNs = 0;
};

/// Services connect one after the other: a moment's patience until somebody takes every event.
Result<control::ReplayEstimate> estimate(const Workspace& workspace, StopSignals& signals,
                                         store::StoreReader& reader,
                                         const control::ReplayPlan& plan) {
  const TimeNs patience = nowNs() + 2 * kSecond;
  while (true) {
    auto found = control::estimateReplay(reader, plan, workspace.status().sessions, {});
    const bool isWhole = !found || found->sendable == found->events;
    if (isWhole || nowNs() > patience || signals.wait(250)) return found;
  }
}

/// Runs on a thread of its own, so that Ctrl+C can cancel it.
int replay(Workspace& workspace, StopSignals& signals, store::StoreReader& reader,
           const control::ReplayPlan& plan, bool dryRun) {
  const auto estimated = estimate(workspace, signals, reader, plan);
  if (!estimated) return complain(QString::fromStdString(estimated.error().text()), kFailed);
  print(estimated.value());
  const std::vector<SessionInfo> sessions = workspace.status().sessions;
  CancelToken cancel;
  std::optional<Result<control::ReplayProgress>> outcome;
  std::atomic<bool> done{false};
  std::thread worker([&] {
    Printer printer;
    outcome = control::runReplay(
        reader, plan, dryRun, sessions, *workspace.injector(),
        [&printer](const control::ReplayProgress& progress) { printer(progress); }, cancel);
    done = true;
  });
  while (!done) {
    if (signals.wait(20)) cancel.cancel();
  }
  worker.join();
  if (!*outcome) return complain(QString::fromStdString(outcome->error().text()), kFailed);
  const control::ReplayProgress& progress = outcome->value();
  return !progress.cancelled && progress.refused == 0 ? kOk : kFailed;
}

}  // namespace

int runReplay(const QStringList& arguments) {
  const Names names;
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Sends recorded events again to live services that declared their types injectable, with\n"
      "the recorded gaps between them. Records the result into a new file. Prints JSON lines."));
  const RecordingOptions recording(parser);
  addOptions(parser, names);
  if (const auto exit = parse(parser, "replay", arguments)) return *exit;
  if (parser.positionalArguments().size() != 1) {
    return complain(QStringLiteral("name one recording to replay from"), kUsage);
  }
  const auto plan = readPlan(parser, names);
  const auto options = plan ? recording.read() : std::nullopt;
  const auto wait = options ? number(parser, names.wait, 0, 3600) : std::nullopt;
  if (!wait) return kUsage;
  const std::string source = parser.positionalArguments().first().toStdString();
  const auto reader = store::openReader(source);
  if (!reader) return complain(QString::fromStdString(reader.error().text()), kFailed);
  if (QFileInfo(QString::fromStdString(source)) ==
      QFileInfo(QString::fromStdString(options->path))) {
    return complain(QStringLiteral("--out names the recording to replay from: choose a new file"),
                    kUsage);
  }
  StopSignals signals;
  const std::unique_ptr<Workspace> workspace = startRecording(*options);
  if (!workspace) return kFailed;
  const bool found = awaitSession(*workspace, signals, *wait, [&plan](const SessionInfo& session) {
    const bool meant = plan->targetService.empty() || session.service == plan->targetService;
    return meant && !session.injectables.empty();
  });
  const int outcome =
      found ? replay(*workspace, signals, *reader.value(), *plan, parser.isSet(names.dryRun))
            : complain(QStringLiteral("no service that takes events connected within --wait"),
                       kFailed);
  return finishRecording(*workspace) ? outcome : kFailed;
}

}  // namespace rheo::cli
