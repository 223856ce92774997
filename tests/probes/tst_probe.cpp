// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <thread>

#include "tests/probes/probe_fixture.h"

using namespace rheo;
using wire::Stage;

namespace {
const Topic kOrders("orders.placed");
const Topic kDead("orders.dlq");
const EventType kPlaced("OrderPlaced", 2);
const EventType kReserve("ReserveStock", 1, EventKind::Command);
const Subscription kPayments("payments");
const ErrorType kDeclined("card_declined");
}  // namespace

class TstProbe : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everythingEmittedArrivesOnce();
  void aPublishedEventSaysAllItWasTold();
  void aConsumerCarriesTheHop();
  void whatIsPublishedInsideIsCausedByIt();
  void anExceptionEndsTheAttemptAsFailed();
  void sagasTellTheirSteps();
  void longPayloadsAreCutVisiblyAndLongRecordsArriveWhole();
  void drainedWithinTheFlushInterval();
  void disabledProbesPassTheTraceOn();
  void theEnvironmentConfigures();

 private:
  Endpoint m_endpoint;
};

void TstProbe::everythingEmittedArrivesOnce() {
  FakeCollector collector(m_endpoint());
  (void)collector;
  const std::string endpoint = m_endpoint();
  FakeCollector other(endpoint);
  Probe probe(configFor(endpoint));
  QCOMPARE(QByteArray(probe.disabledReason()), QByteArray());
  for (int i = 0; i < 20'000; ++i) probe.published(kOrders, kPlaced, std::to_string(i));
  QVERIFY(probe.flush(10'000));
  const auto events = other.events();
  QCOMPARE(events.size(), std::size_t{20'000});
  std::set<std::pair<std::uint64_t, std::uint64_t>> ids;
  for (std::size_t i = 0; i < events.size(); ++i) {
    QVERIFY(events[i].payload == std::to_string(i));
    QCOMPARE(events[i].view.position, i + 1);
    QCOMPARE(events[i].view.seq, i + 1);
    ids.insert({events[i].view.eventId.hi, events[i].view.eventId.lo});
  }
  QCOMPARE(ids.size(), events.size());
  const ProbeStats stats = probe.stats();
  QCOMPARE(stats.emitted, std::uint64_t{20'000});
  QCOMPARE(stats.acked, std::uint64_t{20'000});
  QCOMPARE(stats.dropped, std::uint64_t{0});
  QVERIFY(stats.connected);
  QCOMPARE(QByteArray(other.trouble().c_str()), QByteArray());
}

void TstProbe::aPublishedEventSaysAllItWasTold() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  EventOptions options;
  options.key = "c-42";
  options.attributes = R"({"region":"eu"})";
  options.sagaType = "OrderFulfilment";
  options.sagaKey = "o-1";
  options.replayed = true;
  const Context context = probe.published(kOrders, kReserve, R"({"total":1})", options);
  QVERIFY(probe.flush(5000));
  const auto e = collector.events().at(0);
  QVERIFY(e.topic == "orders.placed" && e.type == "ReserveStock" && e.view.kind == 1);
  QCOMPARE(e.view.schemaVersion, std::uint16_t{1});
  QVERIFY(e.key == "c-42" && e.attributes == options.attributes && e.sagaKey == "o-1");
  QVERIFY(e.sagaType == "OrderFulfilment" && e.payload == R"({"total":1})");
  QCOMPARE(e.view.flags, std::uint16_t{wire::kReplayed});
  QCOMPARE(e.view.timeNs, context.publishedNs);
  QVERIFY(e.view.eventId.hi == context.eventId.hi && e.view.traceId.lo == context.traceId.lo);
  QCOMPARE(e.view.spanId, context.spanId);
  QVERIFY(e.view.causationId.hi == 0 && e.view.parentSpanId == 0);
  QCOMPARE(QByteArray(context.producer), QByteArray("orders"));
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto age = std::chrono::nanoseconds(now).count() - e.view.timeNs;
  QVERIFY2(age > -1'000'000 && age < 5'000'000'000, qPrintable(QString::number(age)));
}

void TstProbe::aConsumerCarriesTheHop() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  Incoming incoming;
  incoming.context = probe.published(kOrders, kPlaced, "x");
  incoming.payload = "x";
  incoming.key = "c-42";
  incoming.attempt = 3;
  incoming.brokerNs = incoming.context.publishedNs + 5;
  { Processing first(probe, kOrders, kPlaced, kPayments, incoming); }
  {
    Processing second(probe, kOrders, kPlaced, kPayments, incoming);
    second.failed(kDeclined);
    second.retried(250);
    second.deadLettered(kDead, kDeclined);
  }
  QVERIFY(probe.flush(5000));
  const auto events = collector.events();
  const Stage stages[] = {Stage::Published, Stage::Received, Stage::Processed,   Stage::Received,
                          Stage::Failed,    Stage::Retried,  Stage::DeadLettered};
  QCOMPARE(events.size(), std::size(stages));
  for (std::size_t i = 1; i < events.size(); ++i) {
    const auto& e = events[i];
    QCOMPARE(e.view.stage, stages[i]);
    QVERIFY(e.subscription == "payments" && e.producer == "orders" && e.key == "c-42");
    QCOMPARE(e.view.publishedNs, incoming.context.publishedNs);
    QCOMPARE(e.view.brokerNs, incoming.brokerNs);
    QCOMPARE(e.view.attempt, std::uint16_t{3});
    QCOMPARE(e.view.parentSpanId, incoming.context.spanId);
    QVERIFY(e.view.eventId.hi == incoming.context.eventId.hi);
  }
  QCOMPARE(events[2].view.durationNs, events[2].view.timeNs - events[1].view.timeNs);
  QVERIFY(events[4].errorType == "card_declined" && events[6].errorType == "card_declined");
  QCOMPARE(events[5].view.durationNs, std::int64_t{250'000'000});
  QVERIFY(events[6].deadLetterTopic == "orders.dlq");
  QVERIFY(events[1].payload == "x" && events[2].payload.empty());
}

void TstProbe::whatIsPublishedInsideIsCausedByIt() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  Incoming incoming;
  incoming.context = probe.published(kOrders, kPlaced, "x");
  QVERIFY(currentContext().traceId.isNull());
  {
    Processing handling(probe, kOrders, kPlaced, kPayments, incoming);
    QCOMPARE(currentContext().spanId, handling.context().spanId);
    const Context inner = probe.published(kOrders, kReserve, "y");
    QVERIFY(inner.traceId.hi == incoming.context.traceId.hi);
  }
  QVERIFY(currentContext().traceId.isNull());
  QVERIFY(probe.flush(5000));
  const auto events = collector.events();
  const auto& inner = events.at(2);
  QVERIFY(inner.view.causationId.hi == incoming.context.eventId.hi);
  QVERIFY(inner.view.traceId.lo == incoming.context.traceId.lo);
  QCOMPARE(inner.view.parentSpanId, events[1].view.spanId);
  QVERIFY(inner.view.eventId.hi != incoming.context.eventId.hi);
}

void TstProbe::anExceptionEndsTheAttemptAsFailed() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  try {
    Processing handling(probe, kOrders, kPlaced, kPayments, {});
    throw std::runtime_error("handler");
  } catch (const std::runtime_error&) {
  }
  QVERIFY(probe.flush(5000));
  const auto e = collector.events().at(1);
  QCOMPARE(e.view.stage, Stage::Failed);
  QVERIFY(e.errorType == "exception");
  QVERIFY(e.view.eventId.hi != 0);  // a message without headers gets an id
}

void TstProbe::sagasTellTheirSteps() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  const SagaType type("OrderFulfilment");
  const Step charge("ChargeCard"), refund("RefundCard");
  const std::string key(70, 'k');
  Saga saga(probe, type, key);
  saga.started(5000);
  saga.stepStarted(charge, 2);
  saga.stepFailed(charge, kDeclined);
  saga.compensating(refund, charge);
  saga.compensated(refund, charge);
  saga.compensatedAll();
  QVERIFY(probe.flush(5000));
  const auto events = collector.events();
  QCOMPARE(events.size(), std::size_t{6});
  for (const auto& e : events) {
    QVERIFY(e.sagaType == "OrderFulfilment");
    QVERIFY(e.sagaKey == key.substr(0, 63));
  }
  QCOMPARE(events[0].view.durationNs, std::int64_t{5'000'000'000});
  QVERIFY(events[1].step == "ChargeCard" && events[1].view.attempt == 2);
  QVERIFY(events[3].step == "RefundCard" && events[3].undoes == "ChargeCard");
  QCOMPARE(events[5].view.stage, Stage::SagaCompensated);
}

void TstProbe::longPayloadsAreCutVisiblyAndLongRecordsArriveWhole() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  std::string text;
  for (int i = 0; text.size() < (1u << 20); ++i) text += std::to_string(i) + ' ';
  const std::size_t sizes[] = {0,      1,      15'000, 16'200, 16'201, 16'360,
                               16'384, 20'000, 40'000, 65'536, 65'537, text.size()};
  for (int round = 0; round < 5; ++round)
    for (const std::size_t size : sizes)
      probe.published(kOrders, kPlaced, std::string_view(text).substr(0, size));
  QVERIFY(probe.flush(10'000));
  const auto events = collector.events();
  QCOMPARE(events.size(), 5 * std::size(sizes));
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::size_t size = sizes[i % std::size(sizes)];
    QCOMPARE(std::size_t{events[i].view.payloadSize}, size);
    QVERIFY(events[i].payload == text.substr(0, std::min<std::size_t>(size, 65'536)));
    QCOMPARE((events[i].view.flags & wire::kPayloadTruncated) != 0, size > 65'536);
  }
}

void TstProbe::drainedWithinTheFlushInterval() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  QTRY_VERIFY_WITH_TIMEOUT(probe.stats().connected, 5000);
  probe.published(kOrders, kPlaced, "x");
  QTRY_COMPARE_WITH_TIMEOUT(probe.stats().acked, std::uint64_t{1}, 2000);  // no flush() asked
  QTRY_VERIFY_WITH_TIMEOUT(collector.lastBeat().clockUncertaintyNs >= 0, 5000);
  // The fake's clock is a second ahead.
  QVERIFY(std::abs(collector.lastBeat().clockOffsetNs - 1'000'000'000) < 500'000'000);
}

void TstProbe::disabledProbesPassTheTraceOn() {
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  QVERIFY(!probe.enabled());
  QCOMPARE(QByteArray(probe.disabledReason()), QByteArray("switched off by configuration"));
  Incoming incoming;
  incoming.context.traceId = {1, 2};
  incoming.context.spanId = 3;
  incoming.context.eventId = {4, 5};
  Processing handling(probe, kOrders, kPlaced, kPayments, incoming);
  const Context out = probe.published(kOrders, kPlaced, "x");
  QVERIFY(out.traceId.hi == 1 && out.traceId.lo == 2 && out.spanId == 3);
  QVERIFY(out.eventId.isNull());
  QCOMPARE(probe.stats().emitted, std::uint64_t{0});
  config.enabled = true;
  config.endpoint = "nonsense";
  Probe wrong(config);
  QVERIFY(QByteArray(wrong.disabledReason()).startsWith("the endpoint is not one"));
}

void TstProbe::theEnvironmentConfigures() {
  qputenv("RHEO_ENDPOINT", "tcp://10.0.0.1:1");
  qputenv("RHEO_RING_BYTES", "65536");
  qputenv("RHEO_MAX_PAYLOAD_BYTES", "12x");
  qputenv("RHEO_DISABLED", "1");
  qputenv("RHEO_ALLOW_FIELDS", "id,total");
  const Config config = Config::fromEnvironment("orders");
  for (const char* name : {"RHEO_ENDPOINT", "RHEO_RING_BYTES", "RHEO_MAX_PAYLOAD_BYTES",
                           "RHEO_DISABLED", "RHEO_ALLOW_FIELDS"})
    qunsetenv(name);
  QVERIFY(config.service == "orders" && config.endpoint == "tcp://10.0.0.1:1");
  QCOMPARE(config.ringBytes, std::size_t{65536});
  QCOMPARE(config.maxPayloadBytes, std::size_t{64u << 10});  // nonsense changes nothing
  QVERIFY(!config.enabled);
  QVERIFY(config.redact && config.allowFields == "id,total");
  QVERIFY(Config::fromEnvironment("orders").enabled);
}

QTEST_GUILESS_MAIN(TstProbe)
#include "tst_probe.moc"
