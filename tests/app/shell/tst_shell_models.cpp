// SPDX-License-Identifier: Apache-2.0
#include <QAbstractItemModelTester>
#include <QTest>

#include "app/models/fuzzy.h"
#include "app/models/journal_model.h"
#include "app/models/palette_model.h"
#include "app/models/stream_list_model.h"

using namespace rheo;
using namespace rheo::ui;

class TstShellModels : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void journalCountsRepeatedLines();
  void journalIsBounded();
  void fuzzyPrefersWordStarts();
  void paletteShowsTheBestFirst();
  void streamRowsKeepTheirPlace();
  void sourcesTellVanishedAndSilentServices();
  void sourcesTellWhatIsNotAskedFor();
  void topicsTellUnreadAndDeadLetters();
  void callsAreNoTopics();

 private:
  static JournalEntry line(const char* text) { return {JournalEntry::Level::Error, 1, text}; }
};

void TstShellModels::journalCountsRepeatedLines() {
  JournalModel model;
  QAbstractItemModelTester tester(&model);
  model.append(line("disk full"));
  model.append(line("disk full"));
  model.append(line("port busy"));
  QCOMPARE(model.rowCount(), 2);
  QCOMPARE(model.index(0, JournalModel::Count).data().toString(), QStringLiteral("×2"));
  QCOMPARE(model.textOf(1), QStringLiteral("port busy"));
}

void TstShellModels::journalIsBounded() {
  JournalModel model;
  QAbstractItemModelTester tester(&model);
  for (std::size_t i = 0; i < JournalModel::kMost + 5; ++i) {
    model.append(line(std::to_string(i).c_str()));
  }
  QCOMPARE(model.rowCount(), static_cast<int>(JournalModel::kMost));
  QCOMPARE(model.textOf(0), QStringLiteral("5"));
}

void TstShellModels::fuzzyPrefersWordStarts() {
  QCOMPARE(fuzzyScore(u"xyz", u"orders"), 0);
  QVERIFY(fuzzyScore(u"", u"orders") > 0);
  QVERIFY(fuzzyScore(u"ord", u"orders.placed") > fuzzyScore(u"ord", u"reorders"));
  QVERIFY(fuzzyScore(u"orders", u"orders") > fuzzyScore(u"orders", u"orders.placed.again"));
  QVERIFY(fuzzyScore(u"op", u"orders.placed") > fuzzyScore(u"op", u"notifiedapart"));
  QVERIFY(fuzzyScore(u"ORD", u"orders") > 0);
}

void TstShellModels::paletteShowsTheBestFirst() {
  PaletteModel model;
  QAbstractItemModelTester tester(&model);
  int ran = 0;
  model.setEntries(
      {{QStringLiteral("Close the recording"), QStringLiteral("Command"), {}, [&] { ran = 1; }},
       {QStringLiteral("orders.placed"), QStringLiteral("Topic"), {}, [&] { ran = 2; }},
       {QStringLiteral("orders"), QStringLiteral("Service"), {}, [&] { ran = 3; }}});
  QCOMPARE(model.rowCount(), 3);
  model.setQuery(QStringLiteral("orders"));
  QCOMPARE(model.rowCount(), 2);
  model.at(0)->run();
  QCOMPARE(ran, 3);
  model.setQuery(QStringLiteral("topic ord"));
  QCOMPARE(model.rowCount(), 1);
  QCOMPARE(model.index(0).data().toString(), QStringLiteral("orders.placed"));
  model.setQuery(QStringLiteral("zzz"));
  QCOMPARE(model.rowCount(), 0);
  QCOMPARE(model.at(0), nullptr);
}

void TstShellModels::streamRowsKeepTheirPlace() {
  StreamListModel model;
  QAbstractItemModelTester tester(&model);
  model.setRows({{QStringLiteral("a"), StateMark::Ok, QStringLiteral("1/s"), false, {}},
                 {QStringLiteral("b"), StateMark::Ok, QStringLiteral("2/s"), false, {}}});
  const QPersistentModelIndex b = model.index(1);
  model.setRows({{QStringLiteral("a"), StateMark::Ok, QStringLiteral("1/s"), false, {}},
                 {QStringLiteral("b"), StateMark::Error, QStringLiteral("3/s"), true, {}}});
  QVERIFY(b.isValid());
  QCOMPARE(b.data(StreamListModel::ValueRole).toString(), QStringLiteral("3/s"));
  QCOMPARE(model.rowOf(QStringLiteral("b")), 1);
  QCOMPARE(model.rowOf(QStringLiteral("c")), -1);
}

void TstShellModels::sourcesTellVanishedAndSilentServices() {
  store::Topology topology;
  store::TopologyNode fraud;
  fraud.name = "fraud";
  topology.nodes.push_back(fraud);
  SessionInfo gone;
  gone.service = "fraud";
  gone.state = SessionState::Vanished;
  SessionInfo quiet;
  quiet.service = "audit";
  const auto rows = sourceRows(topology, {gone, quiet});
  QCOMPARE(rows.size(), 2u);
  QCOMPARE(rows[0].name, QStringLiteral("audit"));
  QCOMPARE(rows[0].value, QStringLiteral("silent"));
  QVERIFY(rows[1].mark == StateMark::Error);
  QCOMPARE(rows[1].value, QStringLiteral("vanished"));
  SessionInfo back = gone;  // it came back as a new session
  back.state = SessionState::Live;
  back.lastSeenNs = 5;
  QVERIFY(sourceRows(topology, {gone, back})[0].mark == StateMark::Ok);
}

void TstShellModels::sourcesTellWhatIsNotAskedFor() {
  store::TopologyNode node;
  node.name = "mail";
  node.ratePerS = 18;
  store::Topology topology;
  topology.nodes = {node};
  SessionInfo mail;
  mail.service = "mail";
  const auto row = [&] { return sourceRows(topology, {mail})[0]; };
  QCOMPARE(row().value, QStringLiteral("18/s"));
  mail.limits = "capture=16";
  QCOMPARE(row().value, QStringLiteral("18/s, cut"));
  mail.limits = "sample:orders=0.5 capture=16";
  QCOMPARE(row().value, QStringLiteral("18/s, sampled"));
  mail.limits = "pause";
  mail.leftOut = 1200;
  QCOMPARE(row().value, QStringLiteral("paused"));
  StreamListModel model;
  model.setRows({row()});
  const QString whole = model.index(0).data(Qt::ToolTipRole).toString();
  QVERIFY2(whole.contains(QStringLiteral("asked for less: pause")), qPrintable(whole));
  QVERIFY2(whole.contains(QStringLiteral("left out: 1")), qPrintable(whole));
  mail.state = SessionState::Ended;  // its limits ended with it; what is missing stays missing
  QCOMPARE(row().value, QStringLiteral("18/s, sampled"));
  QVERIFY(!row().note.contains(QStringLiteral("asked for less")));
}

void TstShellModels::topicsTellUnreadAndDeadLetters() {
  store::Topology topology;
  store::TopologyNode promo;
  promo.kind = store::NodeKind::Topic;
  promo.name = "promo.applied";
  promo.unconsumed = 17;
  store::TopologyNode dlq;
  dlq.kind = store::NodeKind::DeadLetterQueue;
  dlq.name = "orders.dlq";
  dlq.count = 3;
  topology.nodes = {promo, dlq};
  store::Throughput byTopic;
  byTopic.series.push_back({"promo.applied", std::vector<std::uint64_t>(100, 2), {}, {}});
  const auto rows = topicRows(topology, byTopic);
  QCOMPARE(rows[0].value, QStringLiteral("3"));
  QVERIFY(rows[0].alarming);
  QCOMPARE(rows[1].value, QStringLiteral("unread"));
  QCOMPARE(std::accumulate(rows[1].spark.begin(), rows[1].spark.end(), 0.0), 200.0);
  QVERIFY(rows[1].spark.size() <= 24);
  StreamListModel model;
  model.setRows(rows);
  QCOMPARE(model.deadLetterQueues(), 1);
  QVERIFY(model.index(0).data(StreamListModel::DeadLettersRole).toBool());
  QVERIFY(!model.index(1).data(StreamListModel::DeadLettersRole).toBool());
}

void TstShellModels::callsAreNoTopics() {
  store::Topology topology;
  for (const char* name : {"orders.placed", "call:payments", "local:gateway"}) {
    store::TopologyNode node;
    node.kind = store::NodeKind::Topic;
    node.name = name;
    topology.nodes.push_back(node);
  }
  const auto topics = topicRows(topology, {});
  QCOMPARE(topics.size(), std::size_t{1});
  QCOMPARE(topics[0].name, QStringLiteral("orders.placed"));
  StreamListModel calls;
  calls.setRows(callRows(topology, {}));
  QCOMPARE(calls.rowCount(), 1);
  QCOMPARE(calls.index(0).data().toString(), QStringLiteral("payments"));
  // What selects and filters is still the topic.
  QCOMPARE(calls.index(0).data(StreamListModel::NameRole).toString(),
           QStringLiteral("call:payments"));
}

QTEST_GUILESS_MAIN(TstShellModels)
#include "tst_shell_models.moc"
