// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/probe_fixture.h"
#ifndef Q_MOC_RUN  // moc cannot read <coroutine>
#include "tests/probes/pool.h"
#endif

using namespace rheo;
using wire::Stage;

namespace {

const Topic kOrders("orders.placed"), kPayments("payments.taken");
const EventType kPlaced("OrderPlaced", 1), kTaken("PaymentTaken", 1);
const Subscription kGroup("payments");

}  // namespace

/// Handlers that do not stay on one thread: what they publish is caused by what they handle, and by
/// nothing else that ran where they did.
class TstHandlers : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void coroutinesCarryTheirContext();
  void poolTasksRunInTheirScope();
  void aDetachedHandlerIsNobodysContext();

 private:
  void everyPaymentHasItsOrder(const std::vector<FakeCollector::Event>& events, int orders);
  Endpoint m_endpoint;
};

void TstHandlers::everyPaymentHasItsOrder(const std::vector<FakeCollector::Event>& events,
                                          int orders) {
  std::map<std::string, const FakeCollector::Event*> byKey;
  for (const auto& e : events)
    if (e.view.stage == Stage::Published && e.topic == "orders.placed") byKey[e.key] = &e;
  QCOMPARE(byKey.size(), static_cast<std::size_t>(orders));
  int payments = 0;
  for (const auto& e : events) {
    if (e.topic != "payments.taken") continue;
    ++payments;
    const auto* order = byKey.at(e.key);
    QVERIFY(e.view.traceId.lo == order->view.traceId.lo &&
            e.view.traceId.hi == order->view.traceId.hi);
    QCOMPARE(e.view.causationId.lo, order->view.eventId.lo);
  }
  QCOMPARE(payments, orders);
}

namespace {

Detached handle(Pool& pool, Probe& probe, Context order, std::string key, std::atomic<int>& open) {
  {
    Incoming incoming;
    incoming.context = order;
    incoming.key = key;
    incoming.detached = true;
    const Processing handling(probe, kOrders, kPlaced, kGroup, incoming);
    co_await pool.hop();
    EventOptions options;
    options.key = key;
    probe.published(kPayments, kTaken, "{}", options, handling.context());
    co_await pool.hop();
  }
  --open;
}

}  // namespace

void TstHandlers::coroutinesCarryTheirContext() {
  constexpr int kCount = 200;
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  {
    Pool pool(3);
    std::atomic<int> open{kCount};
    for (int i = 0; i < kCount; ++i) {
      const std::string key = std::to_string(i);
      EventOptions options;
      options.key = key;
      const Context order = probe.published(kOrders, kPlaced, "{}", options);
      pool.post([&pool, &probe, &open, order, key] { handle(pool, probe, order, key, open); });
    }
    QTRY_COMPARE(open.load(), 0);
  }
  QVERIFY(probe.flush(10'000));
  const auto events = collector.events();
  QCOMPARE(events.size(), std::size_t{4 * kCount});
  everyPaymentHasItsOrder(events, kCount);
  const auto done = std::count_if(events.begin(), events.end(), [](const auto& e) {
    return e.view.stage == Stage::Processed && e.view.durationNs > 0;
  });
  QCOMPARE(done, kCount);
}

void TstHandlers::poolTasksRunInTheirScope() {
  constexpr int kCount = 200;
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  {
    Pool pool(3);
    for (int i = 0; i < kCount; ++i) {
      const std::string key = std::to_string(i);
      EventOptions options;
      options.key = key;
      const Context order = probe.published(kOrders, kPlaced, "{}", options);
      pool.post([&probe, order, key] {
        const ContextScope scope(order);
        EventOptions own;
        own.key = key;
        probe.published(kPayments, kTaken, "{}", own);
      });
    }
  }
  QVERIFY(probe.flush(10'000));
  everyPaymentHasItsOrder(collector.events(), kCount);
}

void TstHandlers::aDetachedHandlerIsNobodysContext() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  Incoming incoming;
  incoming.context = probe.published(kOrders, kPlaced, "{}");
  incoming.detached = true;
  {
    const Processing handling(probe, kOrders, kPlaced, kGroup, incoming);
    QVERIFY(currentContext().traceId.isNull());
    QVERIFY(!handling.context().traceId.isNull());
    const ContextScope scope(handling.context());
    QCOMPARE(currentContext().eventId.lo, incoming.context.eventId.lo);
  }
  QVERIFY(currentContext().traceId.isNull());
  Config off = configFor(endpoint);
  off.enabled = false;
  Probe disabled(off);
  const Processing handling(disabled, kOrders, kPlaced, kGroup, incoming);
  QVERIFY(currentContext().traceId.isNull());
  QCOMPARE(handling.context().traceId.lo, incoming.context.traceId.lo);
}

QTEST_GUILESS_MAIN(TstHandlers)
#include "tst_handlers.moc"
