// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>

#include "app/views/problems/problems_model.h"

using namespace rheo;
using namespace rheo::ui;

class TstProblemsModel : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isSound();
  void worstComeFirst();
  void severitiesCanBeSwitchedOff();
  void countsAreOccurrences();

 private:
  static store::ProblemQueryRow row(ProblemKind kind, std::uint64_t count) {
    store::ProblemQueryRow out;
    out.problem.kind = kind;
    out.problem.severity = severityOf(kind);
    out.problem.count = count;
    out.problem.service = "shipping";
    out.filter = "duplicate";
    return out;
  }
  static std::vector<store::ProblemQueryRow> some() {
    return {row(ProblemKind::Duplicate, 40), row(ProblemKind::DeadLetter, 2),
            row(ProblemKind::Failure, 9), row(ProblemKind::StuckSaga, 5)};
  }
};

void TstProblemsModel::isSound() {
  ProblemsModel model;
  QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  model.setProblems(some());
  model.setShown(Severity::Error, false);
  model.setProblems({});
  model.setShown(Severity::Error, true);
  model.setProblems(some());
  QCOMPARE(model.rowCount(), 4);
}

void TstProblemsModel::worstComeFirst() {
  ProblemsModel model;
  model.setProblems(some());
  QCOMPARE(model.problemAt(0)->problem.kind, ProblemKind::StuckSaga);
  QCOMPARE(model.problemAt(1)->problem.kind, ProblemKind::DeadLetter);
  QCOMPARE(model.problemAt(2)->problem.kind, ProblemKind::Failure);
  QCOMPARE(model.problemAt(3)->problem.kind, ProblemKind::Duplicate);
  QVERIFY(model.problemAt(4) == nullptr);
}

void TstProblemsModel::severitiesCanBeSwitchedOff() {
  ProblemsModel model;
  model.setProblems(some());
  model.setShown(Severity::Error, false);
  QCOMPARE(model.rowCount(), 2);
  QCOMPARE(model.problemAt(0)->problem.kind, ProblemKind::Failure);
  model.setShown(Severity::Error, true);
  QCOMPARE(model.rowCount(), 4);
}

void TstProblemsModel::countsAreOccurrences() {
  ProblemsModel model;
  model.setProblems(some());
  model.setShown(Severity::Error, false);
  QCOMPARE(model.count(Severity::Error), 7u);
  QCOMPARE(model.count(Severity::Note), 40u);
}

QTEST_MAIN(TstProblemsModel)
#include "tst_problems_model.moc"
