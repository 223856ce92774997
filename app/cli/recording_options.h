// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCommandLineParser>
#include <optional>

#include "model/session/workspace.h"

namespace rheo::cli {

/// What record, inject and replay share: they all record while they work.
class RecordingOptions {
 public:
  explicit RecordingOptions(QCommandLineParser& parser);
  /// The options, or after a complaint nothing. The journal goes to standard error.
  [[nodiscard]] std::optional<RecordOptions> read() const;

 private:
  /// False after a complaint.
  bool readRing(RecordOptions& options) const;
  bool readLimits(RecordOptions& options) const;

  QCommandLineParser& m_parser;
};

/// Parses; nothing when the command is to go on, else the exit code (help was shown, or a complaint
/// made that names the option).
std::optional<int> parse(QCommandLineParser& parser, const char* command,
                         const QStringList& arguments);
/// The value of a numeric option; a complaint and nothing when it is no number from `least` to
/// `most`.
std::optional<double> number(const QCommandLineParser& parser, const QString& option, double least,
                             double most);
/// Opens the recording, or complains.
std::unique_ptr<Workspace> startRecording(const RecordOptions& options);
/// Stops it and prints the one-line summary to standard error; false when something was not stored.
bool finishRecording(Workspace& workspace);
/// A line for standard error, with the time.
void printJournal(const JournalEntry& entry);

}  // namespace rheo::cli
