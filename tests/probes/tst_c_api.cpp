// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/c_host.h"
#include "tests/probes/probe_fixture.h"

using namespace rheo;
using wire::Stage;

/// The C interface, used from a C file and linked against the shared library.
class TstCApi : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aHostInCIsSeen();
  void aHostInCServesInjections();
  void nullHandlesDoNothing();
  void aHostInCHandsContextsOn();
  void aHostInCMayAskForNothing();
  void aHostInCRedacts();

 private:
  static rheo_probe* make(const std::string& endpoint) {
    rheo_config config{};
    config.size = sizeof config;
    config.service = {"c-host", 6};
    config.endpoint = {endpoint.data(), endpoint.size()};
    rheo_probe* probe = nullptr;
    const rheo_status status = rheo_probe_create(&config, &probe);
    return status == RHEO_OK ? probe : nullptr;
  }
  Endpoint m_endpoint;
};

void TstCApi::aHostInCIsSeen() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  rheo_probe* probe = make(endpoint);
  QVERIFY(probe != nullptr);
  QCOMPARE(c_host_emit(probe), 0);
  rheo_probe_destroy(probe);
  const auto events = collector.events();
  const Stage stages[] = {Stage::Published, Stage::Received,     Stage::Failed,
                          Stage::Retried,   Stage::DeadLettered, Stage::Received,
                          Stage::Processed, Stage::SagaStarted,  Stage::Compensating};
  QCOMPARE(events.size(), std::size(stages));
  for (std::size_t i = 0; i < events.size(); ++i) QCOMPARE(events[i].view.stage, stages[i]);
  QVERIFY(events[0].payload == "{\"total\":1}" && events[0].key == "c-42");
  QVERIFY(events[4].deadLetterTopic == "orders.dlq" && events[4].errorType == "timeout");
  QVERIFY(events[6].subscription == "payments" && events[6].producer == "c-host");
  QVERIFY(events[8].step == "RefundCard" && events[8].undoes == "ChargeCard");
  QCOMPARE(QByteArray(collector.trouble().c_str()), QByteArray());
}

void TstCApi::aHostInCServesInjections() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  rheo_probe* probe = make(endpoint);
  QCOMPARE(rheo_declare_injectable(probe, rheo_name("orders.placed", 13),
                                   rheo_name("OrderPlaced", 11), {"{}", 2}),
           RHEO_OK);
  QTRY_VERIFY(!collector.hellos().empty() && !collector.hellos().back().injectables.empty());
  for (const int accept : {1, 0}) {
    collector.send([](const auto& session) {
      return wire::encode(
          wire::Inject{session, 1, "orders.placed", "OrderPlaced", "k", "{}", "", false, {}});
    });
    int result = -1;
    QVERIFY(QTest::qWaitFor([&] { return (result = c_host_serve_one(probe, accept)) != -1; }));
    QCOMPARE(result, 0);
  }
  QTRY_COMPARE(collector.results().size(), std::size_t{2});
  QCOMPARE(collector.results()[0].outcome, wire::InjectOutcome::Accepted);
  QVERIFY(collector.results()[1].reason == "not today");
  QTRY_COMPARE(collector.count(), std::size_t{1});
  QCOMPARE(collector.events()[0].view.flags, std::uint16_t{wire::kInjected});
  rheo_probe_destroy(probe);
}

void TstCApi::nullHandlesDoNothing() {
  QCOMPARE(c_host_without_a_probe(), 0);
}

void TstCApi::aHostInCHandsContextsOn() {
  QCOMPARE(c_host_hand_on(), 0);
}

void TstCApi::aHostInCRedacts() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  rheo_config config{};
  config.size = sizeof config;
  config.service = {"c-host", 6};
  config.endpoint = {endpoint.data(), endpoint.size()};
  config.redact = 1;
  config.allow_fields = {"id,$key", 7};
  rheo_probe* probe = nullptr;
  QCOMPARE(rheo_probe_create(&config, &probe), RHEO_OK);
  rheo_event event{};
  event.size = sizeof event;
  event.topic = event.type = rheo_name("t", 1);
  event.payload = {R"({"id":1,"who":"ann"})", 20};
  event.key = {"k", 1};
  QCOMPARE(rheo_published(probe, &event, nullptr, nullptr), RHEO_OK);
  QCOMPARE(rheo_probe_flush(probe, 5000), RHEO_OK);
  rheo_probe_destroy(probe);
  const auto events = collector.events();
  QCOMPARE(events.size(), std::size_t{1});
  QCOMPARE(events[0].payload, std::string(R"({"id":1,"who":"***"})"));
  QCOMPARE(events[0].key, std::string("k"));
}

void TstCApi::aHostInCMayAskForNothing() {
  rheo_config config{};
  config.size = sizeof config;
  config.service = {"c-host", 6};
  config.disabled = 1;
  rheo_probe* probe = nullptr;
  QCOMPARE(rheo_probe_create(&config, &probe), RHEO_OK);
  QCOMPARE(rheo_probe_enabled(probe), 0);
  QVERIFY(*rheo_probe_disabled_reason(probe) != 0);
  rheo_probe_destroy(probe);

  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  config.disabled = 0;
  config.sizes_only = 1;
  config.endpoint = {endpoint.data(), endpoint.size()};
  QCOMPARE(rheo_probe_create(&config, &probe), RHEO_OK);
  rheo_event event{};
  event.size = sizeof event;
  event.topic = event.type = rheo_name("t", 1);
  event.payload = {"secret", 6};
  QCOMPARE(rheo_published(probe, &event, nullptr, nullptr), RHEO_OK);
  rheo_probe_destroy(probe);
  QCOMPARE(collector.count(), std::size_t{1});
  QVERIFY(collector.events()[0].payload.empty());
  QCOMPARE(collector.events()[0].view.payloadSize, std::uint32_t{6});
}

QTEST_GUILESS_MAIN(TstCApi)
#include "tst_c_api.moc"
