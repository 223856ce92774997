// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/probe_fixture.h"

using namespace rheo;

namespace {
const Topic kOrders("orders.placed");
const EventType kPlaced("OrderPlaced", 2);
}  // namespace

/// What a collector may ask of a probe.
class TstProbeControl : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void declarationsAreToldAlsoWhenLate();
  void anInjectionIsAcceptedAndSeen();
  void anInjectionIsRefusedWithAReason();
  void aFullQueueIsBusy();
  void pauseSamplingAndCaptureAreObeyedAndUndone();
  void aTopicHasARateOfItsOwn();
  void aCollectorThatFellSilentPausesNobody();

 private:
  void inject(FakeCollector& collector, std::uint64_t id, const char* type = "OrderPlaced") {
    collector.send([&](const auto& session) {
      return wire::encode(
          wire::Inject{session, id, "orders.placed", type, "k", "{}", "", true, {7, 8}});
    });
  }
  static bool take(Probe& probe, Injection& request) {
    return QTest::qWaitFor([&] { return probe.nextInjection(request); }, 5000);
  }
  Endpoint m_endpoint;
};

void TstProbeControl::declarationsAreToldAlsoWhenLate() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  probe.published(kOrders, kPlaced, "x");
  QVERIFY(probe.flush(5000));
  const auto first = collector.hellos().at(0);
  QVERIFY(first.service == "orders" && first.version == "1.2" && !first.instance.empty());
  QCOMPARE(first.pid, static_cast<std::uint64_t>(getpid()));
  QVERIFY(first.injectables.empty());
  probe.declareInjectable(kOrders, kPlaced, R"({"id":1})");
  QTRY_VERIFY(!collector.hellos().back().injectables.empty());
  const auto type = collector.hellos().back().injectables.at(0);
  QVERIFY(type.topic == "orders.placed" && type.type == "OrderPlaced" &&
          type.example == R"({"id":1})");
  QCOMPARE(collector.hellos().back().streams.at(0).lastPosition, std::uint64_t{1});
}

void TstProbeControl::anInjectionIsAcceptedAndSeen() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  probe.declareInjectable(kOrders, kPlaced, "{}");
  QTRY_VERIFY(probe.stats().connected);
  inject(collector, 9);
  Injection request;
  QVERIFY(take(probe, request));
  QVERIFY(request.id == 9 && request.topic == "orders.placed" && request.key == "k");
  QVERIFY(request.replay && request.replayOf.hi == 7 && request.payload == "{}");
  EventOptions options;
  options.injected = true;
  const Context context = probe.published(kOrders, kPlaced, request.payload, options);
  probe.accepted(request, context);
  QTRY_VERIFY(!collector.results().empty());
  const auto result = collector.results().at(0);
  QCOMPARE(result.outcome, wire::InjectOutcome::Accepted);
  QVERIFY(result.id == 9 && result.eventId.lo == context.eventId.lo);
  QTRY_COMPARE(collector.count(), std::size_t{1});
  QCOMPARE(collector.events()[0].view.flags, std::uint16_t{wire::kInjected});
}

void TstProbeControl::anInjectionIsRefusedWithAReason() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  auto probe = std::make_unique<Probe>(configFor(endpoint));
  probe->declareInjectable(kOrders, kPlaced, "{}");
  QTRY_VERIFY(probe->stats().connected);
  inject(collector, 1, "Undeclared");
  QTRY_COMPARE(collector.results().size(), std::size_t{1});
  QVERIFY(collector.results()[0].reason == "not declared injectable by this service");
  inject(collector, 2);
  Injection request;
  QVERIFY(take(*probe, request));
  probe->refused(request, "the total is missing");
  QTRY_COMPARE(collector.results().size(), std::size_t{2});
  QVERIFY(collector.results()[1].reason == "the total is missing");
  inject(collector, 3);  // nobody takes it before the service ends
  inject(collector, 4, "Undeclared");
  QTRY_COMPARE(collector.results().size(), std::size_t{3});
  probe.reset();
  QTRY_COMPARE(collector.results().size(), std::size_t{4});
  QVERIFY(collector.results()[3].id == 3);
  QVERIFY(collector.results()[3].reason == "the service is shutting down");
}

void TstProbeControl::aFullQueueIsBusy() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  probe.declareInjectable(kOrders, kPlaced, "{}");
  QTRY_VERIFY(probe.stats().connected);
  for (std::uint64_t i = 0; i < 300; ++i) inject(collector, i);
  QTRY_VERIFY(!collector.results().empty());
  QVERIFY(collector.results()[0].reason == "busy");
  QTRY_COMPARE(collector.results().size(), std::size_t{44});
  int taken = 0;
  for (Injection request; probe.nextInjection(request);) ++taken;
  QCOMPARE(taken, 256);
}

void TstProbeControl::pauseSamplingAndCaptureAreObeyedAndUndone() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  QTRY_VERIFY(probe.stats().connected);
  collector.send([](const auto& s) { return wire::encode(wire::Control{s, {true, 0, 1.0, {}}}); });
  QTRY_VERIFY(!probe.enabled());
  probe.published(kOrders, kPlaced, "paused");
  QCOMPARE(probe.stats().emitted, std::uint64_t{0});
  QCOMPARE(probe.stats().leftOut, std::uint64_t{1});
  collector.send([](const auto& s) { return wire::encode(wire::Control{s, {false, 4, 0.5, {}}}); });
  QTRY_VERIFY(probe.enabled());
  for (int i = 0; i < 1000; ++i) {
    const Context context = probe.published(kOrders, kPlaced, "0123456789");
    Processing handling(probe, kOrders, kPlaced, Subscription("s"), {context, "0123456789"});
  }
  QVERIFY(probe.flush(5000));
  const auto events = collector.events();
  QCOMPARE(probe.stats().leftOut, 1 + 3000 - events.size());
  QVERIFY(events.size() > 1200 && events.size() < 1800);
  std::map<std::uint64_t, int> traces;
  for (const auto& e : events) {
    ++traces[e.view.traceId.lo];
    if (e.view.stage != wire::Stage::Processed) {
      QVERIFY(e.payload == "0123" && e.view.payloadSize == 10);
    }
  }
  for (const auto& [trace, count] : traces) QCOMPARE(count, 3);  // whole traces or nothing
  collector.close();
  QTRY_VERIFY(!probe.stats().connected);
  for (int i = 0; i < 100; ++i) probe.published(kOrders, kPlaced, "0123456789");
  collector.open();
  QVERIFY(probe.flush(10'000));
  QCOMPARE(collector.count(), events.size() + 100);
  QVERIFY(collector.events().back().payload == "0123456789");
}

void TstProbeControl::aTopicHasARateOfItsOwn() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  QTRY_VERIFY(probe.stats().connected);
  const wire::Limits wanted{false, 0, 0.0, {{"audit", 1.0}, {"payments", 0.5}}};
  collector.send([&](const auto& s) { return wire::encode(wire::Control{s, wanted}); });
  QTRY_VERIFY(collector.lastBeat().limits == wanted);  // it says what is in force
  const Topic audit("audit"), payments("payments");
  for (int i = 0; i < 1000; ++i) {
    probe.published(kOrders, kPlaced, "x");
    probe.published(audit, kPlaced, "x");
    probe.published(payments, kPlaced, "x");
  }
  QVERIFY(probe.flush(5000));
  std::map<std::string, int> seen;
  for (const auto& event : collector.events()) ++seen[event.topic];
  QCOMPARE(seen["orders.placed"], 0);
  QCOMPARE(seen["audit"], 1000);
  QVERIFY(seen["payments"] > 350 && seen["payments"] < 650);
  const ProbeStats stats = probe.stats();
  QCOMPARE(stats.emitted + stats.leftOut, std::uint64_t{3000});
  QCOMPARE(stats.dropped, std::uint64_t{0});
  QTRY_COMPARE(collector.lastBeat().leftOut, stats.leftOut);
  collector.close();
  QTRY_VERIFY(!probe.stats().connected);
  probe.published(kOrders, kPlaced, "after");
  collector.open();
  QVERIFY(probe.flush(10'000));
  QCOMPARE(collector.events().back().payload, std::string("after"));
  QTRY_VERIFY(collector.lastBeat().limits == wire::Limits{});
}

/// Its process stands still, or packets are dropped: no connection ends.
void TstProbeControl::aCollectorThatFellSilentPausesNobody() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  QTRY_VERIFY(probe.stats().connected);
  collector.send([](const auto& s) { return wire::encode(wire::Control{s, {true, 0, 1.0, {}}}); });
  QTRY_VERIFY(!probe.enabled());
  collector.reading = false;
  QTRY_VERIFY_WITH_TIMEOUT(probe.enabled(), 12'000);
  QVERIFY(!probe.stats().connected);
}

QTEST_GUILESS_MAIN(TstProbeControl)
#include "tst_probe_control.moc"
