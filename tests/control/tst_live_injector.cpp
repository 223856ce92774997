// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <array>

#include "model/control/json_check.h"
#include "model/control/live_injector.h"

using namespace rheo;
using namespace rheo::control;

namespace {

constexpr TimeNs kLater = 11 * kSecond;

/// Keeps what is sent; posted work runs at once.
class FakeTransport final : public InjectTransport {
 public:
  std::vector<SessionInfo> sessions() const override { return live; }
  void send(std::uint32_t session, std::uint64_t id, const InjectRequest& request,
            std::function<void()> failed) override {
    sent.emplace_back(session, id);
    requests.push_back(request);
    if (disconnected) failed();
  }
  void post(std::function<void()> work) override { work(); }

  std::vector<SessionInfo> live;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> sent;
  std::vector<InjectRequest> requests;
  bool disconnected = false;
};

SessionInfo gateway(std::uint32_t row, SessionState state = SessionState::Live) {
  SessionInfo session;
  session.row = row;
  session.service = "gateway";
  session.state = state;
  session.injectables = {{"orders", "OrderPlaced", "{}"}};
  return session;
}

InjectRequest order(const std::string& payload = "{\"total\":12}") {
  InjectRequest request;
  request.service = "gateway";
  request.topic = "orders";
  request.type = "OrderPlaced";
  request.payload = payload;
  return request;
}

std::array<EventBatch, 1> processed(Id128 eventId) {
  std::array<EventBatch, 1> batches;
  TraceEvent& event = batches[0].events.emplace_back();
  event.stage = Stage::Processed;
  event.eventId = eventId;
  return batches;
}

struct Bench {
  FakeTransport transport;
  std::vector<store::AuditEntry> audits;
  LiveInjector injector{transport, [this](store::AuditEntry entry) { audits.push_back(entry); }};
  std::vector<InjectStatus> told;
  Bench() { transport.live = {gateway(1, SessionState::Vanished), gateway(2)}; }
  Result<std::uint64_t> inject(const InjectRequest& request) {
    return injector.inject(request, [this](const InjectStatus& status) { told.push_back(status); });
  }
};

}  // namespace

class TestLiveInjector : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void goesToTheLiveSessionThatDeclaredIt();
  void acceptedIsTheServicesWordAndProcessedTheConsumers();
  void processedBeforeTheAnswerCounts();
  void refusedCarriesTheReason();
  void silenceTimesOut();
  void acceptedButNeverProcessedTimesOut();
  void aDisconnectedServiceRefuses();
  void nobodyTakesItNamesWhatIsOffered();
  void badContentIsNeverSent_data();
  void badContentIsNeverSent();
  void everyAttemptIsAudited();
  void jsonIsChecked_data();
  void jsonIsChecked();
};

void TestLiveInjector::goesToTheLiveSessionThatDeclaredIt() {
  Bench bench;
  const auto id = bench.inject(order());
  QVERIFY(id.ok());
  QCOMPARE(bench.transport.sent.size(), std::size_t(1));
  QCOMPARE(bench.transport.sent[0].first, 2u);
  QCOMPARE(bench.transport.sent[0].second, id.value());
  InjectRequest anywhere = order();
  anywhere.service.clear();
  QVERIFY(bench.inject(anywhere).ok());
  QVERIFY(bench.told.empty());
}

void TestLiveInjector::acceptedIsTheServicesWordAndProcessedTheConsumers() {
  Bench bench;
  const std::uint64_t id = bench.inject(order()).value();
  bench.injector.committed(processed({5, 4}));
  QVERIFY(bench.told.empty());
  bench.injector.answered({id, true, {5, 5}, {6, 6}, ""});
  QCOMPARE(bench.told.size(), std::size_t(1));
  QCOMPARE(bench.told[0].state, InjectState::Accepted);
  QCOMPARE(bench.told[0].traceId, (Id128{6, 6}));
  bench.injector.committed(processed({5, 6}));
  QCOMPARE(bench.told.size(), std::size_t(1));
  bench.injector.committed(processed({5, 5}));
  QCOMPARE(bench.told.size(), std::size_t(2));
  QCOMPARE(bench.told[1].state, InjectState::Processed);
  QCOMPARE(bench.told[1].eventId, (Id128{5, 5}));
  bench.injector.committed(processed({5, 5}));
  bench.injector.tick(nowNs() + kLater);
  QCOMPARE(bench.told.size(), std::size_t(2));
}

void TestLiveInjector::processedBeforeTheAnswerCounts() {
  Bench bench;
  const std::uint64_t id = bench.inject(order()).value();
  bench.injector.committed(processed({5, 5}));
  bench.injector.answered({id, true, {5, 5}, {6, 6}, ""});
  QCOMPARE(bench.told.size(), std::size_t(2));
  QCOMPARE(bench.told[1].state, InjectState::Processed);
}

void TestLiveInjector::refusedCarriesTheReason() {
  Bench bench;
  const std::uint64_t id = bench.inject(order()).value();
  bench.injector.answered({id, false, {}, {}, "customer is missing"});
  QCOMPARE(bench.told.size(), std::size_t(1));
  QCOMPARE(bench.told[0].state, InjectState::Refused);
  QCOMPARE(bench.told[0].reason, std::string("customer is missing"));
  bench.injector.answered({id, true, {5, 5}, {6, 6}, ""});
  QCOMPARE(bench.told.size(), std::size_t(1));
}

void TestLiveInjector::silenceTimesOut() {
  Bench bench;
  QVERIFY(bench.inject(order()).ok());
  bench.injector.tick(nowNs() + 9 * kSecond);
  QVERIFY(bench.told.empty());
  bench.injector.tick(nowNs() + kLater);
  QCOMPARE(bench.told.size(), std::size_t(1));
  QCOMPARE(bench.told[0].state, InjectState::TimedOut);
}

void TestLiveInjector::acceptedButNeverProcessedTimesOut() {
  Bench bench;
  const std::uint64_t id = bench.inject(order()).value();
  bench.injector.answered({id, true, {5, 5}, {6, 6}, ""});
  bench.injector.tick(nowNs() + kLater);
  QCOMPARE(bench.told.back().state, InjectState::TimedOut);
  QVERIFY(bench.told.back().reason.find("accepted") != std::string::npos);
  bench.injector.committed(processed({5, 5}));
  QCOMPARE(bench.told.size(), std::size_t(2));
}

void TestLiveInjector::aDisconnectedServiceRefuses() {
  Bench bench;
  bench.transport.disconnected = true;
  QVERIFY(bench.inject(order()).ok());
  QCOMPARE(bench.told.size(), std::size_t(1));
  QCOMPARE(bench.told[0].state, InjectState::Refused);
  QVERIFY(!bench.told[0].reason.empty());
}

void TestLiveInjector::nobodyTakesItNamesWhatIsOffered() {
  Bench bench;
  InjectRequest request = order();
  request.type = "OrderShipped";
  const auto refused = bench.inject(request);
  QVERIFY(!refused.ok());
  QVERIFY(refused.error().text().find("OrderPlaced on orders") != std::string::npos);
  request.service = "nobody";
  QVERIFY(bench.inject(request).error().text().find("'nobody' is not connected") !=
          std::string::npos);
  QVERIFY(bench.transport.sent.empty());
}

void TestLiveInjector::badContentIsNeverSent_data() {
  QTest::addColumn<QByteArray>("payload");
  QTest::addColumn<QByteArray>("attributes");
  QTest::newRow("empty") << QByteArray() << QByteArray();
  QTest::newRow("text") << QByteArray("hello") << QByteArray();
  QTest::newRow("large") << '"' + QByteArray(1 << 20, 'x') + '"' << QByteArray();
  QTest::newRow("attributes") << QByteArray("{}") << QByteArray("[1]");
}

void TestLiveInjector::badContentIsNeverSent() {
  QFETCH(QByteArray, payload);
  QFETCH(QByteArray, attributes);
  Bench bench;
  InjectRequest request = order(payload.toStdString());
  request.attributes = attributes.toStdString();
  QVERIFY(!bench.inject(request).ok());
  QVERIFY(bench.transport.sent.empty());
}

void TestLiveInjector::everyAttemptIsAudited() {
  Bench bench;
  const std::uint64_t first = bench.inject(order()).value();
  bench.injector.answered({first, true, {5, 5}, {6, 6}, ""});
  const std::uint64_t second = bench.inject(order()).value();
  bench.injector.answered({second, false, {}, {}, "no"});
  QVERIFY(!bench.inject(order("nonsense")).ok());
  QCOMPARE(bench.audits.size(), std::size_t(5));
  QCOMPARE(bench.audits[0].outcome, std::string("sent"));
  QVERIFY(bench.audits[1].outcome.starts_with("accepted"));
  QVERIFY(bench.audits[3].outcome.starts_with("refused: no"));
  QVERIFY(bench.audits[4].outcome.starts_with("not sent"));
  for (const store::AuditEntry& entry : bench.audits) QVERIFY(isJsonObject(entry.detail));
}

void TestLiveInjector::jsonIsChecked_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<bool>("good");
  const auto row = [](const QByteArray& text, bool good) {
    QTest::newRow(text.left(40).constData()) << text << good;
  };
  for (const char* good : {"{}", "[]", "0", "-1.5e+3", "\"a\\u00e4\\n\"", " { \"a\" : [1, null] } ",
                           "true", "\"\"", "[[[]]]", "1E2"}) {
    row(good, true);
  }
  for (const char* bad :
       {"",    " ",        "{",       "[1,]",        "{\"a\"}", "{a:1}", "01",
        "1.",  "+1",       "\"\\x\"", "\"\\u12g4\"", "tru",     "nul",   "{} {}",
        "'a'", "\"a\nb\"", "-",       ".5",          "1e",      "[1 2]", "{\"a\":1,}"}) {
    row(bad, false);
  }
  row(QByteArray(64, '[') + QByteArray(64, ']'), true);
  row(QByteArray(66, '[') + QByteArray(66, ']'), false);
  row(QByteArray(200'000, '['), false);
}

void TestLiveInjector::jsonIsChecked() {
  QFETCH(QByteArray, text);
  QFETCH(bool, good);
  JsonFault fault;
  QCOMPARE(isJson(text.toStdString(), &fault), good);
  QCOMPARE(fault.what.empty(), good);
  QVERIFY(fault.offset <= static_cast<std::size_t>(text.size()));
}

QTEST_APPLESS_MAIN(TestLiveInjector)
#include "tst_live_injector.moc"
