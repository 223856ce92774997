// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <QCommandLineParser>
#include <QTextStream>
#include <algorithm>
#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "app/cli/stop_signals.h"
#include "model/session/file_import.h"
#include "model/sources/files/csv_columns.h"

namespace rheo::cli {
namespace {

constexpr std::int64_t kProgressNs = kSecond / 5;

QString text(const std::string& bytes) {
  return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// One line that overwrites itself; only where a person looks.
class Progress {
 public:
  void operator()(const files::ImportCounts& counts) {
    const TimeNs now = nowNs();
    if (now - m_lastNs < kProgressNs) return;
    m_lastNs = now;
    const double share = counts.bytesTotal == 0 ? 0.0
                                                : 100.0 * static_cast<double>(counts.bytesRead) /
                                                      static_cast<double>(counts.bytesTotal);
    std::fprintf(stderr, "\r%5.1f %%  %llu spans, %llu sightings, %llu broken ", share,
                 static_cast<unsigned long long>(counts.spans),
                 static_cast<unsigned long long>(counts.sightings),
                 static_cast<unsigned long long>(counts.broken));
    m_shown = true;
  }
  void over() const {
    if (m_shown) std::fputs("\r\033[K", stderr);
  }

 private:
  TimeNs m_lastNs = 0;
  bool m_shown = false;
};

void printFaults(const files::ImportCounts& counts, QTextStream& err) {
  for (const files::Broken& each : counts.examples) {
    err << QStringLiteral("skipped: %1, byte %2%3: %4\n")
               .arg(text(each.file))
               .arg(each.byte)
               .arg(each.path.empty() ? QString() : QStringLiteral(", ") + text(each.path),
                    text(each.what));
  }
  if (counts.broken > counts.examples.size()) {
    err << QStringLiteral("skipped: %1 more\n").arg(counts.broken - counts.examples.size());
  }
  for (const files::ColumnMeaning& each : counts.columns)
    err << QStringLiteral("column: %1 is %2\n").arg(text(each.column), text(each.field));
  const std::pair<std::uint64_t, const char*> faults[] = {
      {counts.orphans, "spans whose parent is missing"},
      {counts.cycles, "spans that are their own ancestors"},
      {counts.duplicates, "spans with the id of another one"},
      {counts.backwards, "spans that end before they start"},
      {counts.untimed, "records without a time"},
      {counts.timeless, "spans that take no time"},
      {counts.otherRoots, "traces with several roots"},
      {counts.cutTags, "tags left out: a span keeps 64 KiB of them, and 1024 links"},
      {counts.otherNames, "names became \"(other)\": there are more than a million"},
      {counts.skewed, "pairs of services whose clocks disagree: see the problems"}};
  for (const auto& [count, what] : faults) {
    if (count > 0) err << QStringLiteral("note: %1 %2\n").arg(count).arg(QLatin1String(what));
  }
}

int report(const FileImportOutcome& outcome, const std::string& path) {
  QTextStream err(stderr);
  printFaults(outcome.counts, err);
  for (const Error& trouble : outcome.troubles) err << "rheo: " << text(trouble.text()) << '\n';
  if (outcome.cancelled) err << "rheo: stopped; what was read so far is kept\n";
  err << QStringLiteral("%1: %2 sightings, of %3 spans; %4 records skipped\n")
             .arg(text(path))
             .arg(outcome.counts.sightings)
             .arg(outcome.counts.spans)
             .arg(outcome.counts.broken);
  return outcome.troubles.empty() && !outcome.cancelled ? kOk : kFailed;
}

/// "ts=time": nothing after a complaint.
std::optional<std::vector<files::ColumnMeaning>> columnsOf(const QString& list) {
  std::vector<files::ColumnMeaning> columns;
  for (const QString& each : list.split(u',', Qt::SkipEmptyParts)) {
    files::ColumnMeaning meaning{each.section(u'=', 0, -2).trimmed().toStdString(),
                                 each.section(u'=', -1).trimmed().toStdString()};
    if (meaning.column.empty() || !files::isColumnMeaning(meaning.field)) {
      complain(QStringLiteral("--columns '%1' is none, such as ts=time: a field of the filter "
                              "language, attribute or ignore")
                   .arg(each),
               kUsage);
      return std::nullopt;
    }
    columns.push_back(std::move(meaning));
  }
  if (const auto clash = files::clashOf(columns)) {
    complain(QStringLiteral("--columns says that both %1 and %2 are %3")
                 .arg(text(clash->first), text(clash->second), text(clash->field)),
             kUsage);
    return std::nullopt;
  }
  return columns;
}

/// The options, or nothing after a complaint.
std::optional<FileImportOptions> read(const QCommandLineParser& parser, const QString& out,
                                      const QString& format) {
  FileImportOptions options;
  for (const QString& file : parser.positionalArguments())
    options.files.push_back(file.toStdString());
  if (options.files.empty()) {
    complain(QStringLiteral("import wants a file: rheo import FILE... --out R.rheo"), kUsage);
    return std::nullopt;
  }
  options.path = parser.value(out).toStdString();
  if (options.path.empty()) {
    complain(QStringLiteral("--out is missing: name the recording, for example --out run.rheo"),
             kUsage);
    return std::nullopt;
  }
  if (parser.isSet(format)) {
    options.format = formatFromName(parser.value(format).toStdString());
    if (!options.format) {
      complain(QStringLiteral("--format '%1' is none of %2")
                   .arg(parser.value(format), text(formatNames())),
               kUsage);
      return std::nullopt;
    }
  }
  auto columns = columnsOf(parser.value(QStringLiteral("columns")));
  if (!columns) return std::nullopt;
  options.import.columns = std::move(*columns);
  return options;
}

}  // namespace

int runImport(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral(
          "Makes a recording out of traces of other tools. The format is told from the\n"
          "content, gzip and zstd are unpacked; '-' is standard input. Records that are\n"
          "broken are counted, located and skipped. Formats: %1")
          .arg(text(formatNames())));
  const QString out = QStringLiteral("out");
  const QString format = QStringLiteral("format");
  parser.addOptions({{out, QStringLiteral("Recording to create."), QStringLiteral("file")},
                     {format, QStringLiteral("Do not guess the format."), QStringLiteral("name")},
                     {QStringLiteral("columns"),
                      QStringLiteral("Of CSV: what columns are, for example "
                                     "ts=time,queue=topic,note=ignore. How the others are "
                                     "understood is printed."),
                      QStringLiteral("column=field,...")}});
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("What to read."),
                               QStringLiteral("FILE..."));
  if (const auto exit = parse(parser, "import", arguments)) return *exit;
  auto options = read(parser, out, format);
  if (!options) return kUsage;
  StopSignals signals;
  Progress progress;
  const bool watched = isatty(STDERR_FILENO) != 0;
  options->import.progress = [&](const files::ImportCounts& counts) {
    if (signals.wait(0)) options->import.cancel.cancel();
    if (watched) progress(counts);
  };
  const auto outcome = importFiles(*options);
  progress.over();
  if (!outcome) return complain(text(outcome.error().text()), kFailed);
  return report(*outcome, options->path);
}

}  // namespace rheo::cli
