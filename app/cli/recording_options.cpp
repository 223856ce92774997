// SPDX-License-Identifier: Apache-2.0
#include "app/cli/recording_options.h"

#include <QDateTime>
#include <QTextStream>
#include <algorithm>
#include <cstdio>

#include "app/cli/care_options.h"
#include "app/cli/command.h"

namespace rheo::cli {
namespace {

const QString kListen = QStringLiteral("listen");
const QString kOut = QStringLiteral("out");
const QString kDurable = QStringLiteral("durable");
const QString kKeepAge = QStringLiteral("keep-age");
const QString kKeepSize = QStringLiteral("keep-size");
const QString kMetrics = QStringLiteral("metrics");
const QString kLimit = QStringLiteral("limit");

constexpr std::uint64_t kLeastRing = std::uint64_t{1} << 20;

QString text(const std::string& bytes) {
  return QString::fromStdString(bytes);
}

}  // namespace

RecordingOptions::RecordingOptions(QCommandLineParser& parser) : m_parser(parser) {
  parser.addOptions({
      {kListen,
       QStringLiteral("Endpoint for probes, repeatable: tcp://127.0.0.1:PORT or ipc:///path. "
                      "Default: tcp://127.0.0.1:5571"),
       QStringLiteral("endpoint")},
      {kOut, QStringLiteral("Recording to create, or to go on with."), QStringLiteral("file")},
      {kDurable,
       QStringLiteral("Let an acknowledged event survive a power cut, not only a crash.")},
      {kKeepAge, QStringLiteral("A ring: let go of what is older, for example 1h."),
       QStringLiteral("duration")},
      {kKeepSize, QStringLiteral("A ring: let go of the oldest beyond this size, for example 1G."),
       QStringLiteral("size")},
      {kMetrics, QStringLiteral("Serve Prometheus metrics there, for example 127.0.0.1:9464."),
       QStringLiteral("host:port")},
      {kLimit,
       QStringLiteral("Ask less of probes while they are connected, repeatable: pause, sample=0.1, "
                      "sample:TOPIC=0.5, capture=BYTES, for example 'payments: sample=0.1'."),
       QStringLiteral("[service:] words")},
  });
}

std::optional<RecordOptions> RecordingOptions::read() const {
  RecordOptions options;
  options.path = m_parser.value(kOut).toStdString();
  if (options.path.empty()) {
    complain(QStringLiteral("--out is missing: name the recording, for example --out run.rheo"),
             kUsage);
    return std::nullopt;
  }
  for (const QString& endpoint : m_parser.values(kListen)) {
    options.endpoints.push_back(endpoint.toStdString());
  }
  if (options.endpoints.empty()) options.endpoints = {"tcp://127.0.0.1:5571"};
  options.durable = m_parser.isSet(kDurable);
  if (!readRing(options) || !readLimits(options)) return std::nullopt;
  options.metricsAddress = m_parser.value(kMetrics).toStdString();
  options.journal = printJournal;
  return options;
}

bool RecordingOptions::readRing(RecordOptions& options) const {
  if (m_parser.isSet(kKeepAge)) {
    const auto age = parseDuration(m_parser.value(kKeepAge));
    if (!age || *age < kSecond) {
      complain(QStringLiteral("--keep-age '%1' is no duration of a second or more, such as 1h")
                   .arg(m_parser.value(kKeepAge)),
               kUsage);
      return false;
    }
    options.keepAgeNs = *age;
  }
  if (m_parser.isSet(kKeepSize)) {
    const auto size = parseSize(m_parser.value(kKeepSize));
    if (!size || *size < kLeastRing) {
      complain(QStringLiteral("--keep-size '%1' is no size of 1 MiB or more, such as 1G")
                   .arg(m_parser.value(kKeepSize)),
               kUsage);
      return false;
    }
    options.keepBytes = *size;
  }
  return true;
}

bool RecordingOptions::readLimits(RecordOptions& options) const {
  for (const QString& value : m_parser.values(kLimit)) {
    // "sample:TOPIC=0.5" has a colon of its own; a service is followed by a space.
    const auto colon = value.indexOf(QStringLiteral(": "));
    const QString words = colon < 0 ? value : value.mid(colon + 2);
    const auto limits = ProbeLimits::parse(words.toStdString());
    if (!limits) {
      complain(QStringLiteral("--limit '%1': %2").arg(value, text(limits.error().text())), kUsage);
      return false;
    }
    options.limits.emplace_back(colon < 0 ? std::string() : value.left(colon).toStdString(),
                                *limits);
  }
  // Of all first: it takes the place of what was asked of one.
  std::stable_partition(options.limits.begin(), options.limits.end(),
                        [](const auto& each) { return each.first.empty(); });
  return true;
}

std::optional<int> parse(QCommandLineParser& parser, const char* command,
                         const QStringList& arguments) {
  const QString name = QStringLiteral("rheo ") + QLatin1String(command);
  const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                QStringLiteral("Show this."));
  parser.addOption(help);
  if (!parser.parse(QStringList{name} + arguments)) {
    return complain(QStringLiteral("%1. `%2 --help` lists the options")
                        .arg(parser.errorText().section(u'.', 0, 0), name),
                    kUsage);
  }
  if (!parser.isSet(help)) return std::nullopt;
  QTextStream(stdout) << parser.helpText().replace(
      QStringLiteral("Usage: ") + QCoreApplication::arguments().value(0),
      QStringLiteral("Usage: ") + name);
  return kOk;
}

std::optional<double> number(const QCommandLineParser& parser, const QString& option, double least,
                             double most) {
  bool isNumber = false;
  const double value = parser.value(option).toDouble(&isNumber);
  if (isNumber && value >= least && value <= most) return value;
  complain(QStringLiteral("--%1 '%2' is no number from %3 to %4")
               .arg(option, parser.value(option))
               .arg(least)
               .arg(most),
           kUsage);
  return std::nullopt;
}

std::unique_ptr<Workspace> startRecording(const RecordOptions& options) {
  Result<std::unique_ptr<Workspace>> workspace = Workspace::record(options);
  if (!workspace) {
    complain(text(workspace.error().text()), kFailed);
    return nullptr;
  }
  const LiveStatus status = workspace.value()->status();
  for (const std::string& endpoint : status.endpoints) {
    journal(options.journal, JournalEntry::Level::Info, "Listening on " + endpoint);
  }
  return std::move(workspace).value();
}

bool finishRecording(Workspace& workspace) {
  const Result<void> stopped = workspace.stop();
  const LiveStatus status = workspace.status();
  QTextStream err(stderr);
  err << QStringLiteral("%1: %2 events, %3 lost in %4 gaps, %5 sessions, %6 MiB\n")
             .arg(text(status.path))
             .arg(status.events)
             .arg(status.lost)
             .arg(status.gaps)
             .arg(status.sessions.size())
             .arg(static_cast<double>(status.sizeBytes) / (1 << 20), 0, 'f', 1);
  if (!stopped) complain(text(stopped.error().text()), kFailed);
  return stopped.ok();
}

void printJournal(const JournalEntry& entry) {
  static const char* const kLevels[] = {"", "warning: ", "error: "};
  const QString time =
      QDateTime::fromMSecsSinceEpoch(entry.timeNs / kMillisecond).toString(u"hh:mm:ss.zzz");
  std::fprintf(stderr, "%s %s%s\n", qPrintable(time), kLevels[static_cast<int>(entry.level)],
               entry.text.c_str());
}

}  // namespace rheo::cli
