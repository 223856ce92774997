// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>

#include "app/cli/care_options.h"
#include "app/cli/command.h"
#include "app/cli/recording_options.h"

namespace rheo::cli {
namespace {

const QString kFrom = QStringLiteral("from");
const QString kTo = QStringLiteral("to");
const QString kFilter = QStringLiteral("filter");
const QString kOut = QStringLiteral("out");

/// What to keep, or after a complaint nothing.
std::optional<store::Query> readQuery(const QCommandLineParser& parser, const std::string& path) {
  store::Query query;
  if (parser.isSet(kFrom) || parser.isSet(kTo)) {
    auto reader = store::openReader(path);
    const auto extent = reader ? (*reader)->extent() : Result<TimeRange>(reader.error());
    if (!extent) {
      complain(QString::fromStdString(extent.error().text()), kFailed);
      return std::nullopt;
    }
    const std::array<std::pair<const QString*, TimeNs*>, 2> ends{
        {{&kFrom, &query.range.from}, {&kTo, &query.range.to}}};
    for (const auto& [option, end] : ends) {
      if (!parser.isSet(*option)) continue;
      const auto moment = parseMoment(parser.value(*option), *extent);
      if (!moment) {
        complain(QStringLiteral("--%1 '%2' is no time: write 2026-01-31T12:00:00Z, 90s after the "
                                "start, or -90s before the end")
                     .arg(*option, parser.value(*option)),
                 kUsage);
        return std::nullopt;
      }
      *end = *moment;
    }
  }
  query::FilterError error;
  const auto filter = query::Filter::parse(parser.value(kFilter).toStdString(), &error);
  if (!filter) {
    complain(QStringLiteral("--filter: %1 at column %2")
                 .arg(QString::fromStdString(error.message))
                 .arg(error.column + 1),
             kUsage);
    return std::nullopt;
  }
  query.filter = *filter;
  return query;
}

}  // namespace

int runCut(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Writes a part of a recording into a new one: what matches, the sagas it "
                     "belongs to, problems and gaps."));
  parser.addOptions({
      {kFrom, QStringLiteral("From this time on: ISO 8601, or 90s after the start, or -90s."),
       QStringLiteral("time")},
      {kTo, QStringLiteral("Up to this time, excluded."), QStringLiteral("time")},
      {kFilter, QStringLiteral("Only what matches, such as 'topic == \"orders\"'."),
       QStringLiteral("expression")},
      {kOut, QStringLiteral("Recording to create."), QStringLiteral("file")},
  });
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  if (const auto exit = parse(parser, "cut", arguments)) return *exit;
  if (parser.positionalArguments().size() != 1 || parser.value(kOut).isEmpty()) {
    return complain(QStringLiteral("cut wants a recording and a place for the part: rheo cut FILE "
                                   "--from TIME --to TIME --filter EXPRESSION --out FILE"),
                    kUsage);
  }
  const std::string path = parser.positionalArguments().constFirst().toStdString();
  const auto query = readQuery(parser, path);
  if (!query) return kUsage;
  const QString out = parser.value(kOut);
  return reportCopy(store::cutRecording(path, *query, out.toStdString(), {}), out);
}

}  // namespace rheo::cli
