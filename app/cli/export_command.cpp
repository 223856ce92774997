// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QSaveFile>
#include <QTextStream>
#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "app/cli/recording_query.h"
#include "model/export/exporter.h"

namespace rheo::cli {
namespace {

/// Writes to standard output, or to a file that appears when it is complete.
class Target {
 public:
  explicit Target(const QString& path) {
    if (!path.isEmpty() && path != u"-") m_file = std::make_unique<QSaveFile>(path);
  }
  bool open() { return !m_file || m_file->open(QIODevice::WriteOnly); }
  Result<void> write(std::string_view bytes) {
    const auto size = static_cast<qint64>(bytes.size());
    const bool written = m_file
                             ? m_file->write(bytes.data(), size) == size
                             : std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    if (written) return {};
    return Error{"Cannot write", error().toStdString(), "Nothing is kept of the file"};
  }
  bool commit() { return m_file ? m_file->commit() : std::fflush(stdout) == 0; }
  [[nodiscard]] QString error() const {
    return m_file ? m_file->fileName() + QStringLiteral(": ") + m_file->errorString()
                  : QStringLiteral("standard output");
  }

 private:
  std::unique_ptr<QSaveFile> m_file;
};

int run(const std::string& path, const store::Query& query, exports::Format format,
        Target& target) {
  auto reader = store::openReader(path);
  if (!reader) return complain(printable(reader.error().text()), kFailed);
  if (!target.open()) return complain(target.error(), kFailed);
  const auto counts = exports::exportRecording(
      **reader, query, format, [&target](std::string_view bytes) { return target.write(bytes); },
      CancelToken());
  if (!counts) return complain(printable(counts.error().text()), kFailed);
  if (!target.commit()) return complain(target.error(), kFailed);
  QTextStream err(stderr);
  err << QStringLiteral("%1 sightings written").arg(counts->written);
  if (counts->passedOver > 0) {
    err << QStringLiteral(", %1 for which the format has no place").arg(counts->passedOver);
  }
  err << '\n';
  return kOk;
}

}  // namespace

int runExport(const QStringList& arguments) {
  const QString names = QString::fromStdString(formatNames(exports::writtenFormats()));
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Writes a recording in a format that other tools read: %1.").arg(names));
  const QString format = QStringLiteral("format");
  const QString out = QStringLiteral("out");
  const RecordingQuery part(parser);
  parser.addOptions(
      {{format, QStringLiteral("One of: ") + names, QStringLiteral("name")},
       {out, QStringLiteral("File to write. Default: standard output."), QStringLiteral("file")}});
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  if (const auto exit = parse(parser, "export", arguments)) return *exit;
  if (parser.positionalArguments().size() != 1) {
    return complain(QStringLiteral("export wants one recording: rheo export R.rheo --format jsonl"),
                    kUsage);
  }
  const auto chosen = formatFromName(parser.value(format).toStdString(), exports::writtenFormats());
  if (!chosen) {
    return complain(QStringLiteral("--format '%1' is none of %2").arg(parser.value(format), names),
                    kUsage);
  }
  const auto query = part.read();
  if (!query) return kUsage;
  Target target(parser.value(out));
  return run(parser.positionalArguments().first().toStdString(), *query, *chosen, target);
}

}  // namespace rheo::cli
