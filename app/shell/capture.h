// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>

#include "app/bridge/bridge.h"
#include "model/session/file_import.h"
#include "model/sources/files/csv_head.h"

namespace rheo::ui {

struct ImportTicket;

/// How recordings are opened; given from outside so that tests need no files and no sockets.
struct Doors {
  std::function<Result<std::unique_ptr<Workspace>>(const std::string& path)> open;
  std::function<Result<std::unique_ptr<Workspace>>(const RecordOptions& options)> record;
  /// Makes a recording of other tools' files; empty: they are not opened.
  std::function<Result<FileImportOutcome>(const FileImportOptions& options)> import{};
  /// Looks whether a file has columns that somebody should be asked about; empty: nobody is asked.
  std::function<Result<std::optional<files::CsvHead>>(const std::string& path)> columns{};
};

/// Opens, records, closes; runs the demo services while their recording is in use. GUI thread,
/// never waits; what goes wrong is told as journal lines.
class Capture : public QObject {
  Q_OBJECT

 public:
  static QString defaultEndpoint();

  Capture(Bridge& bridge, Doors doors, QObject* parent = nullptr);
  ~Capture() override;

  /// Folder of recordings made without a name: $XDG_STATE_HOME/rheoscope/recordings.
  static QString recordingsFolder();
  /// Folder with `rheo`; the app's own if not set.
  void setToolsFolder(const QString& folder) { m_toolsFolder = folder; }
  void setMetricsAddress(const QString& address) { m_metricsAddress = address; }

  /// A recording; or a file of another tool, which becomes one in recordingsFolder() first.
  void openFile(const QString& path);
  /// Reads a file of another tool; of CSV, with these columns (none: as they are recognised).
  void importFile(const QString& path, const std::vector<files::ColumnMeaning>& columns);
  /// `path` empty: a new file in recordingsFolder().
  void listen(const QStringList& endpoints, const QString& path = {});
  /// Records on an endpoint of its own and starts `rheo demo` with one of demoScenarios() on it.
  void startDemo(const QString& scenario = demoScenarios().first(), const QString& path = {});
  /// The one to begin with is first.
  static QStringList demoScenarios();
  void stopRecording();
  void close();
  /// Of a recording that nobody writes any more.
  void saveCopy(const QString& path);

  [[nodiscard]] bool isBusy() const { return m_busy > 0; }
  [[nodiscard]] bool isDemoRunning() const { return m_demo != nullptr; }
  /// Of what is open; empty otherwise.
  [[nodiscard]] QString path() const { return m_path; }

 Q_SIGNALS:
  void busyChanged();
  void opened(const QString& path, bool recording);
  /// A file waits for somebody to say what its columns are: importFile() goes on with it.
  void columnsAsked(const QString& path, const files::CsvHead& head);
  /// Another tool's file is being read; ends with opened() or failed().
  void importStarted(const QString& name, std::shared_ptr<ImportTicket> ticket);
  void failed(const QString& path);
  void journal(const rheo::JournalEntry& entry);

 private:
  /// Demo services that a recording is made for; none when the scenario is empty.
  struct Demo {
    QString scenario;
    QString endpoint;
  };
  void load(const QString& path, bool recording, Bridge::Opener open, const Demo& demo);
  void record(const QStringList& endpoints, QString path, const Demo& demo);
  void askColumns(const QString& path);
  /// One load more, or less.
  void setBusy(int more);
  void launchDemo(const Demo& demo);
  void endDemo();
  void say(JournalEntry::Level level, const QString& text);

  Bridge& m_bridge;
  Doors m_doors;
  QString m_toolsFolder;
  QString m_metricsAddress;
  QString m_path;
  QProcess* m_demo = nullptr;
  int m_busy = 0;  // loads under way
};

}  // namespace rheo::ui
