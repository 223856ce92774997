// SPDX-License-Identifier: Apache-2.0
// Schedules of faults with real processes: kills, stops, cuts and silence, all from a seed. Ends
// with 1 if one emit of one thread is neither recorded nor counted as lost, or is there twice.
//   process_faults [--schedules N] [--seed S] [--drop] [--verbose]
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTextStream>

#include "tests/faults/schedule.h"

namespace {

struct Options {
  int schedules = 3;
  std::uint64_t seed = 1;
  bool drop = false, verbose = false;
};

Options read(const QCoreApplication& app) {
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOptions(
      {{QStringLiteral("schedules"), QStringLiteral("How many (3)."), QStringLiteral("N")},
       {QStringLiteral("seed"), QStringLiteral("Of the first one (1)."), QStringLiteral("S")},
       {QStringLiteral("drop"), QStringLiteral("Have the kernel drop packets, where permitted.")},
       {QStringLiteral("verbose"), QStringLiteral("Print every plan.")}});
  parser.process(app);
  Options options;
  if (parser.isSet(QStringLiteral("schedules")))
    options.schedules = parser.value(QStringLiteral("schedules")).toInt();
  if (parser.isSet(QStringLiteral("seed")))
    options.seed = parser.value(QStringLiteral("seed")).toULongLong();
  options.drop = parser.isSet(QStringLiteral("drop"));
  options.verbose = parser.isSet(QStringLiteral("verbose"));
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  const Options options = read(app);
  QTextStream out(stdout);
  faults::PacketDrop packets;
  const bool canDrop = options.drop && packets.enter();
  if (options.drop) {
    out << "packets: "
        << QString::fromStdString(canDrop ? packets.how()
                                          : "not dropped, not permitted here: " + packets.reason())
        << Qt::endl;
  }
  QElapsedTimer timer;
  timer.start();
  std::uint64_t emitted = 0, recorded = 0, lost = 0, violations = 0, faults = 0;
  for (int i = 0; i < options.schedules; ++i) {
    const std::uint64_t seed = options.seed + static_cast<std::uint64_t>(i);
    const faults::Plan plan = faults::makePlan(seed, canDrop);
    if (options.verbose)
      out << "seed " << seed << ": " << QString::fromStdString(plan.text()) << Qt::endl;
    const faults::Books books = faults::Schedule(plan, canDrop ? &packets : nullptr).run();
    emitted += books.emitted;
    recorded += books.recorded;
    lost += books.lost;
    faults += plan.steps.size();
    violations += books.violations.size();
    for (const std::string& violation : books.violations) {
      out << "violation, seed " << seed << " (" << QString::fromStdString(plan.text())
          << "): " << QString::fromStdString(violation) << Qt::endl;
    }
  }
  out << "schedules " << options.schedules << ", faults " << faults << ", violations " << violations
      << ": " << emitted << " emitted, " << recorded << " recorded + " << lost << " counted lost; "
      << timer.elapsed() / 1000 << " s" << Qt::endl;
  return violations == 0 && options.schedules > 0 ? 0 : 1;
}
