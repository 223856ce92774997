// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QTextStream>
#include <iostream>

#include "app/cli/command.h"
#include "app/cli/probe_lines.h"
#include "app/cli/recording_options.h"
#include "app/cli/recording_query.h"

namespace rheo::cli {
namespace {

constexpr std::size_t kMostLine = 16u << 20;

/// False at the end. Of a line that is too long, the beginning; the rest is passed over.
bool readLine(std::istream& in, std::string& line, bool& isTooLong) {
  line.clear();
  isTooLong = false;
  std::streambuf& bytes = *in.rdbuf();
  for (int c = bytes.sbumpc(); c != EOF; c = bytes.sbumpc()) {
    if (c == '\n') return true;
    if (line.size() < kMostLine) {
      line += static_cast<char>(c);
    } else {
      isTooLong = true;
    }
  }
  return !line.empty();
}

int run(ProbeLines& lines) {
  std::ios::sync_with_stdio(false);  // a call into stdio for each byte, otherwise
  std::uint64_t number = 0, wrong = 0;
  bool isTooLong = false;
  for (std::string line; readLine(std::cin, line, isTooLong);) {
    ++number;
    const bool isEmpty = line.find_first_not_of(" \t\r") == std::string::npos;
    if (!isTooLong && (isEmpty || lines.line(line))) continue;
    ++wrong;
    const QString why = isTooLong ? QStringLiteral("more than 16 MiB") : printable(lines.what());
    complain(QStringLiteral("line %1: %2").arg(number).arg(why), kFailed);
  }
  const ProbeLines::Totals totals = lines.finish();
  QTextStream(stderr) << QStringLiteral(
                             "%1 emitted, %2 stored, %3 dropped, %4 lines not understood\n")
                             .arg(totals.emitted)
                             .arg(totals.stored)
                             .arg(totals.dropped)
                             .arg(wrong);
  return totals.allStored && wrong == 0 && totals.dropped == 0 ? kOk : kFailed;
}

}  // namespace

int runEmit(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Emits what standard input says, one JSON object a line: fields named as in the filter bar, "
      "or\n"
      "CloudEvents, whose id, time and extensions become attributes; an array is a batch of them.\n"
      "So a shell, or any language, is a probe. Lines that are not understood are counted and\n"
      "named; the others are emitted.\n\n"
      "  echo '{\"topic\":\"orders\",\"type\":\"OrderPlaced\",\"payload\":{\"id\":1}}' | rheo "
      "emit"));
  const QString endpoint = QStringLiteral("endpoint");
  const QString service = QStringLiteral("service");
  const QString contexts = QStringLiteral("print-context");
  parser.addOptions(
      {{endpoint, QStringLiteral("Collector. Default: $RHEO_ENDPOINT or tcp://127.0.0.1:5571"),
        QStringLiteral("endpoint")},
       {service, QStringLiteral("Name to emit as. Default: emit"), QStringLiteral("name"),
        QStringLiteral("emit")},
       {contexts, QStringLiteral("Print traceparent and tracestate of each event, to hand on.")}});
  if (const auto exit = parse(parser, "emit", arguments)) return *exit;
  if (!parser.positionalArguments().isEmpty()) {
    return complain(QStringLiteral("unexpected '%1': emit reads standard input")
                        .arg(parser.positionalArguments().first()),
                    kUsage);
  }
  ProbeLines lines(parser.value(service).toStdString(), parser.value(endpoint).toStdString(),
                   parser.isSet(contexts));
  if (const std::string why = lines.disabledReason(); !why.empty()) {
    return complain(QStringLiteral("nothing can be emitted: %1").arg(printable(why)), kUsage);
  }
  return run(lines);
}

}  // namespace rheo::cli
