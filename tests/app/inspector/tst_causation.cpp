// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "app/views/inspector/causation.h"

using namespace rheo;
using namespace rheo::ui;
using Rows = std::vector<store::EventRow>;

class TstCausation : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void causesAboveEffectsBelow();
  void prefersThePublishedSighting();
  void survivesCycles();
  void survivesAMissingCause();
  void limitCountsWhatIsLeftOut();
  void survivesALongChain();

 private:
  static store::EventRow row(std::uint64_t id, std::uint64_t cause, TimeNs t,
                             Stage stage = Stage::Published) {
    store::EventRow out;
    out.row = static_cast<std::uint64_t>(t);
    out.eventId = {0, id};
    out.causationId = {0, cause};
    out.timeNs = t;
    out.stage = stage;
    return out;
  }
  static QList<int> idsOf(const std::vector<CausationNode>& nodes) {
    QList<int> ids;
    for (const auto& node : nodes) ids << static_cast<int>(node.row->eventId.lo);
    return ids;
  }
};

void TstCausation::causesAboveEffectsBelow() {
  const Rows trace{row(1, 0, 1), row(2, 1, 2), row(3, 2, 3),
                   row(4, 2, 4), row(5, 3, 5), row(6, 1, 6)};
  const auto nodes = buildCausation(trace, {0, 2}, 100);
  QCOMPARE(idsOf(nodes), (QList<int>{1, 2, 3, 5, 4}));
  QVERIFY(nodes[1].isThis && !nodes[0].isThis);
  QCOMPARE(nodes[0].depth, 0);
  QCOMPARE(nodes[1].depth, 1);
  QCOMPARE(nodes[3].depth, 3);
  QCOMPARE(nodes[4].depth, 2);
}

void TstCausation::prefersThePublishedSighting() {
  const Rows trace{row(1, 0, 1, Stage::Received), row(1, 0, 2, Stage::Published)};
  QCOMPARE(buildCausation(trace, {0, 1}, 10)[0].row->stage, Stage::Published);
}

void TstCausation::survivesCycles() {
  const Rows trace{row(1, 2, 1), row(2, 1, 2), row(3, 3, 3)};
  const auto nodes = buildCausation(trace, {0, 1}, 100);
  QCOMPARE(nodes.size(), 2u);
  QCOMPARE(buildCausation(trace, {0, 3}, 100).size(), 1u);
}

void TstCausation::survivesAMissingCause() {
  const Rows trace{row(2, 77, 2), row(3, 2, 3)};
  QCOMPARE(idsOf(buildCausation(trace, {0, 2}, 100)), (QList<int>{2, 3}));
  QVERIFY(buildCausation({}, {0, 2}, 100).empty());
}

void TstCausation::limitCountsWhatIsLeftOut() {
  Rows trace{row(1, 0, 1)};
  for (std::uint64_t id = 2; id <= 51; ++id) trace.push_back(row(id, 1, static_cast<TimeNs>(id)));
  std::size_t left = 0;
  QCOMPARE(buildCausation(trace, {0, 1}, 20, &left).size(), 20u);
  QCOMPARE(left, 31u);
}

void TstCausation::survivesALongChain() {
  Rows trace;
  for (std::uint64_t id = 1; id <= 10'000; ++id)
    trace.push_back(row(id, id - 1, static_cast<TimeNs>(id)));
  std::size_t left = 0;
  const auto nodes = buildCausation(trace, {0, 1}, 200, &left);
  QCOMPARE(nodes.size() + left, 10'000u);
}

QTEST_GUILESS_MAIN(TstCausation)
#include "tst_causation.moc"
