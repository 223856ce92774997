// SPDX-License-Identifier: Apache-2.0
// Files of other tools: read into a recording first, which is then opened like any other.
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include "app/shell/capture.h"
#include "app/shell/import_ticket.h"
#include "model/base/time.h"

namespace rheo::ui {
namespace {

QString recordingFor(const QString& path) {
  const QString stamp =
      QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
  return Capture::recordingsFolder() + u'/' + QFileInfo(path).completeBaseName() + u'-' + stamp +
         QStringLiteral(".rheo");
}

QString summaryOf(const files::ImportCounts& counts, const QString& name) {
  QString text = Capture::tr("Read %1 sightings from %2.")
                     .arg(static_cast<qulonglong>(counts.sightings))
                     .arg(name);
  if (counts.broken == 0) return text;
  text +=
      u' ' +
      Capture::tr("%1 broken records were skipped.").arg(static_cast<qulonglong>(counts.broken));
  if (counts.examples.empty()) return text;
  const files::Broken& first = counts.examples.front();
  return text + u' ' +
         Capture::tr("The first: byte %1, %2: %3.")
             .arg(static_cast<qulonglong>(first.byte))
             .arg(QString::fromStdString(first.path), QString::fromStdString(first.what));
}

}  // namespace

void Capture::askColumns(const QString& path) {
  setBusy(1);
  using Head = Result<std::optional<files::CsvHead>>;
  m_bridge.aside<Head>(
      this, [look = m_doors.columns, file = path.toStdString()] { return look(file); },
      [this, path](const Head& head) {
        setBusy(-1);
        // What cannot be looked at is said when it cannot be read.
        if (head && *head) {
          Q_EMIT columnsAsked(path, **head);
        } else {
          importFile(path, {});
        }
      });
}

void Capture::importFile(const QString& path, const std::vector<files::ColumnMeaning>& columns) {
  const QString target = recordingFor(path), name = QFileInfo(path).fileName();
  if (!QDir().mkpath(recordingsFolder())) {
    say(JournalEntry::Level::Error,
        tr("Cannot create the folder %1 for the recording. Choose another place.")
            .arg(recordingsFolder()));
    Q_EMIT failed(path);
    return;
  }
  auto ticket = std::make_shared<ImportTicket>();
  connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this,
          [ticket] { ticket->cancel.cancel(); });
  FileImportOptions options;
  options.files = {path.toStdString()};
  options.path = target.toStdString();
  options.import.columns = columns;
  options.import.cancel = ticket->cancel;
  options.import.progress = [ticket](const files::ImportCounts& counts) {
    ticket->bytesRead = counts.bytesRead;
    ticket->bytesTotal = counts.bytesTotal;
    ticket->records = counts.spans + counts.sightings;
    ticket->broken = counts.broken;
  };
  load(
      target, false,
      [doors = m_doors, options = std::move(options), name,
       sink = m_bridge.journalSink()]() -> Result<std::unique_ptr<Workspace>> {
        const auto outcome = doors.import(options);
        if (!outcome) return outcome.error();
        if (outcome->cancelled) {
          QFile::remove(QString::fromStdString(options.path));
          return Error{tr("The import was stopped").toStdString(), name.toStdString(), ""};
        }
        if (outcome->counts.sightings == 0 && !outcome->troubles.empty())
          return outcome->troubles.front();
        for (const Error& trouble : outcome->troubles)
          sink({JournalEntry::Level::Warning, nowNs(), trouble.text()});
        sink({outcome->counts.broken > 0 ? JournalEntry::Level::Warning : JournalEntry::Level::Info,
              nowNs(), summaryOf(outcome->counts, name).toStdString()});
        return doors.open(options.path);
      },
      {});
  Q_EMIT importStarted(name, ticket);
}

}  // namespace rheo::ui
