// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/src/names.hpp"
#include "tests/probes/loss/schedule.h"

/// emitted = recorded + counted lost, per thread and in its place, whatever happens in between.
/// RHEO_LOSS_SCHEDULES sets how many, RHEO_LOSS_SEED the first.
class TstLossSchedules : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theBooksBalance();
};

void TstLossSchedules::theBooksBalance() {
  for (int i = 0; i < 45; ++i)  // the same codes for every seed
    rheo::probe::NameTable::instance().code("topic " + std::to_string(i));
  bool given = false;
  int schedules = qEnvironmentVariableIntValue("RHEO_LOSS_SCHEDULES", &given);
  if (!given) schedules = 2000;
  const auto first = static_cast<std::uint64_t>(qEnvironmentVariableIntValue("RHEO_LOSS_SEED"));
  loss::Outcome all;
  int wrong = 0;
  for (int i = 0; i < schedules; ++i) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
    const loss::Outcome one = loss::Schedule(seed).run();
    all.emitted += one.emitted;
    all.recorded += one.recorded;
    all.lost += one.lost;
    all.resent += one.resent;
    all.restarts += one.restarts;
    all.cuts += one.cuts;

    for (const std::string& what : one.violations)
      if (++wrong < 50)
        qWarning("seed %llu: %s", static_cast<unsigned long long>(seed), what.c_str());
  }
  qInfo(
      "schedules %d, violations %d: %llu emitted = %llu recorded + %llu counted lost; %llu resent, "
      "%llu collectors killed, %llu cuts",
      schedules, wrong, static_cast<unsigned long long>(all.emitted),
      static_cast<unsigned long long>(all.recorded), static_cast<unsigned long long>(all.lost),
      static_cast<unsigned long long>(all.resent), static_cast<unsigned long long>(all.restarts),
      static_cast<unsigned long long>(all.cuts));
  QCOMPARE(wrong, 0);
  QCOMPARE(all.emitted, all.recorded + all.lost);
  if (schedules < 100) return;  // a few alone need not have seen everything
  QVERIFY(all.recorded > 0 && all.lost > 0 && all.resent > 0 && all.restarts > 0 && all.cuts > 0);
}

QTEST_GUILESS_MAIN(TstLossSchedules)
#include "tst_loss_schedules.moc"
