// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QTextStream>
#include <array>

#include "app/cli/command.h"

namespace rheo::cli {
namespace {

constexpr auto kCommands = std::to_array<Command>({
    {"demo", "run the demo services", runDemo},
    {"record", "record what probes send into a file", runRecord},
    {"info", "summarise a recording", runInfo},
    {"sql", "query a recording with SQL", runSql},
    {"inject", "hand one event to a live service", runInject},
    {"replay", "send recorded events again", runReplay},
    {"cut", "write a part of a recording into a new one", runCut},
    {"merge", "write several recordings into one", runMerge},
    {"compact", "make a recording as small as it can be", runCompact},
    {"verify", "check every byte of a recording", runVerify},
    {"import", "make a recording out of other tools' traces", runImport},
    {"export", "write a recording in other tools' formats", runExport},
    {"emit", "emit what standard input says, as a probe", runEmit},
    {"assert", "hold a recording to promises", runAssert},
    {"compare", "say what changed between two recordings", runCompare},
});

int help(QTextStream& out) {
  out << "Usage: rheo COMMAND [OPTIONS]\n\nCommands:\n";
  for (const Command& command : kCommands) {
    out << "  " << QString::fromLatin1(command.name).leftJustified(10) << command.summary << '\n';
  }
  out << "\n`rheo COMMAND --help` lists the options of a command.\n";
  return kOk;
}

}  // namespace

std::span<const Command> commands() {
  return kCommands;
}

int complain(const QString& text, int exit) {
  QTextStream(stderr) << "rheo: " << text << '\n';
  return exit;
}

int dispatch(QStringList arguments) {
  QTextStream out(stdout);
  arguments.removeFirst();
  if (arguments.isEmpty()) {
    help(out);
    return kUsage;
  }
  const QString name = arguments.takeFirst();
  if (name == u"--help" || name == u"-h" || name == u"help") return help(out);
  if (name == u"--version") {
    out << "rheo " << QCoreApplication::applicationVersion() << '\n';
    return kOk;
  }
  for (const Command& command : kCommands) {
    if (name == QLatin1String(command.name)) return command.run(arguments);
  }
  return complain(QStringLiteral("unknown command '%1'. `rheo --help` lists them").arg(name),
                  kUsage);
}

}  // namespace rheo::cli

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  QCoreApplication::setApplicationName(QStringLiteral("rheo"));
  QCoreApplication::setApplicationVersion(QStringLiteral(RHEO_VERSION));
  return rheo::cli::dispatch(QCoreApplication::arguments());
}
