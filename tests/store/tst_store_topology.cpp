// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <array>

#include "model/store/store.h"

using namespace rheo;
using store::Health;
using store::NodeKind;

namespace {

constexpr TimeNs kStart = 1'700'000'000 * kSecond;

}  // namespace

/// The graph of a small known story: a shop whose mailer falls behind and whose billing fails.
class TestStoreTopology : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void nodesTellKindsAndCounts();
  void edgesTellDeliveries();
  void lagIsWhatWasNotReceived();
  void rangesAreExact();
  void vanishedServiceIsGone();

 private:
  void sight(Stage stage, const char* service, const char* topic, const char* subscription,
             TimeNs time, TimeNs published = 0, const char* deadLetters = "");
  store::Topology ask(const store::Query& query = {});
  static const store::TopologyNode* node(const store::Topology& graph, const std::string& name,
                                         NodeKind kind);
  static const store::TopologyEdge* edge(const store::Topology& graph, const std::string& from,
                                         const std::string& to, const std::string& subscription);

  QTemporaryDir m_dir;
  std::unique_ptr<store::StoreWriter> m_writer;
  std::unique_ptr<store::StoreReader> m_reader;
  EventBatch m_batch;
};

void TestStoreTopology::sight(Stage stage, const char* service, const char* topic,
                              const char* subscription, TimeNs time, TimeNs published,
                              const char* deadLetters) {
  TraceEvent e;
  e.stage = stage;
  e.service = m_writer->names().intern(service);
  e.topic = m_writer->names().intern(topic);
  e.subscription = m_writer->names().intern(subscription);
  e.deadLetterTopic = m_writer->names().intern(deadLetters);
  e.timeNs = kStart + time;
  e.publishedNs = published == 0 ? 0 : kStart + published;
  if (endsHop(stage)) e.durationNs = kMillisecond;
  m_batch.events.push_back(e);
}

void TestStoreTopology::initTestCase() {
  const std::string path = m_dir.filePath(QStringLiteral("a.rheo")).toStdString();
  m_writer = std::move(store::openWriter(path, {})).value();
  for (int i = 1; i <= 100; ++i) {
    const TimeNs at = i * 100 * kMillisecond;
    sight(Stage::Published, "shop", "orders", "", at);
    sight(Stage::Received, "billing", "orders", "billing", at + kMillisecond, at);
    const bool fails = i % 10 == 0;
    sight(fails ? Stage::Failed : Stage::Processed, "billing", "orders", "billing",
          at + 3 * kMillisecond, at);
    if (fails) {
      sight(Stage::DeadLettered, "billing", "orders", "billing", at + 4 * kMillisecond, at,
            "orders.dlq");
    }
    // The mailer stops after the sixtieth.
    if (i <= 60) {
      sight(Stage::Received, "mailer", "orders", "mail", at + 2 * kMillisecond, at);
      sight(Stage::Processed, "mailer", "orders", "mail", at + 5 * kMillisecond, at);
    }
    sight(Stage::Published, "shop", "audit", "", at + 7);
  }
  SessionInfo shop;
  shop.row = 1;
  shop.service = "shop";
  shop.instance = "shop-1";
  SessionInfo mailer = shop;
  mailer.row = 2;
  mailer.service = "mailer";
  mailer.state = SessionState::Vanished;
  const std::array sessions{shop, mailer};
  QVERIFY(m_writer->commit({{&m_batch, 1}, {}, {}, sessions}).ok());
  m_reader = std::move(store::openReader(path)).value();
}

store::Topology TestStoreTopology::ask(const store::Query& query) {
  auto graph = m_reader->topology(query, {});
  return graph ? *graph : store::Topology();
}

const store::TopologyNode* TestStoreTopology::node(const store::Topology& graph,
                                                   const std::string& name, NodeKind kind) {
  const auto at = std::find_if(graph.nodes.begin(), graph.nodes.end(),
                               [&](const auto& n) { return n.name == name && n.kind == kind; });
  return at == graph.nodes.end() ? nullptr : &*at;
}

const store::TopologyEdge* TestStoreTopology::edge(const store::Topology& graph,
                                                   const std::string& from, const std::string& to,
                                                   const std::string& subscription) {
  const auto nameOf = [&](int index) { return graph.nodes[static_cast<std::size_t>(index)].name; };
  const auto at = std::find_if(graph.edges.begin(), graph.edges.end(), [&](const auto& e) {
    return nameOf(e.from) == from && nameOf(e.to) == to && e.subscription == subscription;
  });
  return at == graph.edges.end() ? nullptr : &*at;
}

void TestStoreTopology::nodesTellKindsAndCounts() {
  const auto graph = ask();
  QCOMPARE(graph.nodes.size(), std::size_t{6});
  const auto* orders = node(graph, "orders", NodeKind::Topic);
  QVERIFY(orders);
  QCOMPARE(orders->count, std::uint64_t{100});
  QCOMPARE(orders->unconsumed, std::uint64_t{0});
  const auto* audit = node(graph, "audit", NodeKind::Topic);
  QVERIFY(audit);
  QCOMPARE(audit->unconsumed, std::uint64_t{100});
  QCOMPARE(audit->oldestUnconsumedNs, kStart + 100 * kMillisecond + 7);
  QCOMPARE(audit->health, Health::Warning);
  const auto* queue = node(graph, "orders.dlq", NodeKind::DeadLetterQueue);
  QVERIFY(queue);
  QCOMPARE(queue->count, std::uint64_t{10});
  const auto* billing = node(graph, "billing", NodeKind::Service);
  QVERIFY(billing);
  QCOMPARE(billing->health, Health::Error);
  QCOMPARE(billing->errors, std::uint64_t{20});
  QVERIFY(std::abs(billing->p50Ns - kMillisecond) < kMillisecond / 50);
}

void TestStoreTopology::edgesTellDeliveries() {
  const auto graph = ask();
  const auto* publish = edge(graph, "shop", "orders", "");
  QVERIFY(publish && publish->publish);
  QCOMPARE(publish->count, std::uint64_t{100});
  const auto* billing = edge(graph, "orders", "billing", "billing");
  QVERIFY(billing && !billing->publish);
  QCOMPARE(billing->count, std::uint64_t{100});
  QCOMPARE(billing->deadLetters, std::uint64_t{10});
  QVERIFY(std::abs(billing->p50Ns - 3 * kMillisecond) < 3 * kMillisecond / 50);
  const auto* dead = edge(graph, "billing", "orders.dlq", "");
  QVERIFY(dead);
  QCOMPARE(dead->count, std::uint64_t{10});
}

void TestStoreTopology::lagIsWhatWasNotReceived() {
  const auto graph = ask();
  const auto* billing = edge(graph, "orders", "billing", "billing");
  QCOMPARE(billing->lagEvents, std::uint64_t{0});
  const auto* mail = edge(graph, "orders", "mailer", "mail");
  QCOMPARE(mail->lagEvents, std::uint64_t{40});
  QCOMPARE(mail->lagNs, graph.range.to - (kStart + 6100 * kMillisecond));
  // At an earlier end the backlog is what it was then.
  const auto earlier = ask({{kStart, kStart + 7 * kSecond}, {}});
  QCOMPARE(edge(earlier, "orders", "mailer", "mail")->lagEvents, std::uint64_t{9});
  // A range in which it received nothing still shows that it is behind.
  const auto later = ask({{kStart + 8 * kSecond, kStart + 9 * kSecond}, {}});
  QCOMPARE(edge(later, "orders", "mailer", "mail")->count, std::uint64_t{0});
  QCOMPARE(edge(later, "orders", "mailer", "mail")->lagEvents, std::uint64_t{29});
}

void TestStoreTopology::rangesAreExact() {
  const auto graph = ask({{kStart + 1'000'000'000, kStart + 1'700'000'001}, {}});
  QCOMPARE(edge(graph, "shop", "orders", "")->count, std::uint64_t{8});
  QVERIFY(std::abs(edge(graph, "shop", "orders", "")->ratePerS - 8 / 0.700000001) < 1e-6);
  const auto filtered = ask({{}, *query::Filter::parse("service == \"mailer\"")});
  QCOMPARE(filtered.nodes.size(), std::size_t{2});
}

void TestStoreTopology::vanishedServiceIsGone() {
  const auto graph = ask();
  QCOMPARE(node(graph, "mailer", NodeKind::Service)->health, Health::Gone);
  QCOMPARE(node(graph, "shop", NodeKind::Service)->health, Health::Ok);
  QCOMPARE(node(graph, "shop", NodeKind::Service)->instances, 1u);
}

QTEST_APPLESS_MAIN(TestStoreTopology)
#include "tst_store_topology.moc"
