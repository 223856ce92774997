// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>
#include <span>

namespace rheo::cli {

/// Exit codes of every command.
enum Exit { kOk = 0, kFailed = 1, kUsage = 2 };

/// One subcommand of `rheo`. `run` gets the arguments after its name and returns an exit code; a
/// running QCoreApplication exists.
struct Command {
  const char* name;
  const char* summary;
  int (*run)(const QStringList& arguments);
};

std::span<const Command> commands();

int runDemo(const QStringList& arguments);
int runRecord(const QStringList& arguments);
int runInfo(const QStringList& arguments);
int runSql(const QStringList& arguments);
int runInject(const QStringList& arguments);
int runReplay(const QStringList& arguments);
int runCut(const QStringList& arguments);
int runMerge(const QStringList& arguments);
int runCompact(const QStringList& arguments);
int runVerify(const QStringList& arguments);
int runImport(const QStringList& arguments);
int runExport(const QStringList& arguments);
int runEmit(const QStringList& arguments);
int runAssert(const QStringList& arguments);
int runCompare(const QStringList& arguments);

/// "rheo: <text>" to standard error; returns `exit`.
int complain(const QString& text, int exit);

}  // namespace rheo::cli
