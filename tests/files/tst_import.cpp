// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "collecting_receiver.h"
#include "model/session/file_import.h"
#include "model/sources/files/stable_id.h"
#include "model/store/store.h"
#include "tests/tools/trace_maker.h"

using namespace rheo;

namespace {

/// gateway calls orders, which publishes; billing processes, with a failure.
constexpr const char* kOtlp = R"({"resourceSpans":[
{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"orders"}}]},
 "scopeSpans":[{"spans":[
 {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000a2","parentSpanId":"00000000000000a1",
  "name":"POST /orders","kind":2,"startTimeUnixNano":"1763880000000000100","endTimeUnixNano":"1763880000000000900"},
 {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000a3","parentSpanId":"00000000000000a2",
  "name":"orders publish","kind":"SPAN_KIND_PRODUCER","startTimeUnixNano":"1763880000000000200","endTimeUnixNano":"1763880000000000300",
  "attributes":[{"key":"messaging.system","value":{"stringValue":"kafka"}},
   {"key":"messaging.destination.name","value":{"stringValue":"orders"}},
   {"key":"messaging.operation.type","value":{"stringValue":"publish"}},
   {"key":"messaging.kafka.message.key","value":{"stringValue":"o-1"}}]}]}]},
{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"billing"}}]},
 "scopeSpans":[{"spans":[
 {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000a4","parentSpanId":"00000000000000a3",
  "name":"orders process","kind":5,"startTimeUnixNano":"1763880000000000500","endTimeUnixNano":"1763880000000000800",
  "attributes":[{"key":"messaging.destination","value":{"stringValue":"orders"}},
   {"key":"messaging.kafka.consumer.group","value":{"stringValue":"billing-group"}},
   {"key":"messaging.operation","value":{"stringValue":"process"}},
   {"key":"error.type","value":{"stringValue":"card_declined"}}],"status":{"code":2}}]}]},
{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"gateway"}}]},
 "scopeSpans":[{"spans":[
 {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000a1","name":"POST","kind":3,
  "startTimeUnixNano":"1763880000000000000","endTimeUnixNano":"1763880000000001000"}]}]}]})";

constexpr Id128 kTrace{0x4bf92f3577b34da6ull, 0xa3ce929d0e0e4736ull};

const TraceEvent* find(const test::CollectingReceiver& receiver, Stage stage, const char* service) {
  for (const TraceEvent& event : receiver.events) {
    if (event.stage == stage && receiver.text(event.service) == service) return &event;
  }
  return nullptr;
}

}  // namespace

/// Traces of other tools become sightings of events.
class TestImport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void messagingSpansBecomeHops() {
    test::CollectingReceiver receiver;
    const auto counts = test::importText(receiver, kOtlp);
    QCOMPARE(counts.spans, std::uint64_t{4});
    QCOMPARE(counts.broken, std::uint64_t{0});
    const TraceEvent* published = find(receiver, Stage::Published, "orders");
    const TraceEvent* received = find(receiver, Stage::Received, "billing");
    const TraceEvent* failed = find(receiver, Stage::Failed, "billing");
    QVERIFY(published != nullptr && received != nullptr && failed != nullptr);
    QCOMPARE(receiver.text(published->topic), std::string("orders"));
    QCOMPARE(std::string(published->key), std::string("o-1"));
    QCOMPARE(failed->eventId, published->eventId);
    QCOMPARE(received->eventId, published->eventId);
    QCOMPARE(receiver.text(failed->subscription), std::string("billing-group"));
    QCOMPARE(receiver.text(failed->producer), std::string("orders"));
    QCOMPARE(receiver.text(failed->errorType), std::string("card_declined"));
    QCOMPARE(failed->publishedNs, TimeNs{1763880000000000200});
    QCOMPARE(failed->timeNs, TimeNs{1763880000000000800});
    QCOMPARE(failed->durationNs, std::int64_t{300});
  }

  void callsConnectServicesAndCauseWhatIsPublished() {
    test::CollectingReceiver receiver;
    test::importText(receiver, kOtlp);
    const TraceEvent* call = find(receiver, Stage::Published, "gateway");
    const TraceEvent* answer = find(receiver, Stage::Processed, "orders");
    QVERIFY(call != nullptr && answer != nullptr);
    QCOMPARE(call->kind, Kind::Query);
    QCOMPARE(call->topic, answer->topic);
    QCOMPARE(receiver.text(call->topic), std::string("call:orders"));
    QCOMPARE(call->eventId, answer->eventId);
    QCOMPARE(find(receiver, Stage::Published, "orders")->causationId, call->eventId);
  }

  void otherFormatsMeanTheSame_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("format");
    QTest::newRow("zipkin")
        << QByteArray(
               R"([{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"a3","kind":"PRODUCER","name":"send",
      "timestamp":1763880000000000,"duration":100,"localEndpoint":{"serviceName":"orders"},"tags":{"kafka.topic":"orders"}},
      {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"a4","parentId":"a3","kind":"CONSUMER","name":"poll",
      "timestamp":1763880000000500,"duration":300,"localEndpoint":{"serviceName":"billing"},"tags":{"kafka.topic":"orders"}}])")
        << int(files::Format::Zipkin);
    QTest::newRow("zipkin v1")
        << QByteArray(
               R"([{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"a3","name":"send","timestamp":1763880000000000,"duration":100,
      "annotations":[{"timestamp":1763880000000000,"value":"ms","endpoint":{"serviceName":"orders"}}],
      "binaryAnnotations":[{"key":"kafka.topic","value":"orders","endpoint":{"serviceName":"orders"}}]},
      {"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"a4","parentId":"a3","name":"poll","timestamp":1763880000000500,"duration":300,
      "annotations":[{"timestamp":1763880000000500,"value":"mr","endpoint":{"serviceName":"billing"}}],
      "binaryAnnotations":[{"key":"kafka.topic","value":"orders","endpoint":{"serviceName":"billing"}}]}])")
        << int(files::Format::Zipkin1);
    QTest::newRow("jaeger")
        << QByteArray(R"({"data":[{"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spans":[
      {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a3","operationName":"send","references":[],"startTime":1763880000000000,"duration":100,
       "tags":[{"key":"span.kind","type":"string","value":"producer"},{"key":"message_bus.destination","type":"string","value":"orders"}],"processID":"p1"},
      {"traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a4","operationName":"process","startTime":1763880000000500,"duration":300,
       "references":[{"refType":"FOLLOWS_FROM","traceID":"4bf92f3577b34da6a3ce929d0e0e4736","spanID":"a3"}],
       "tags":[{"key":"span.kind","type":"string","value":"consumer"},{"key":"message_bus.destination","type":"string","value":"orders"}],"processID":"p2"}],
      "processes":{"p1":{"serviceName":"orders"},"p2":{"serviceName":"billing"}}}]})")
        << int(files::Format::Jaeger);
  }

  void otherFormatsMeanTheSame() {
    QFETCH(QByteArray, text);
    QFETCH(int, format);
    QCOMPARE(int(*files::recognise(text.toStdString())), format);
    test::CollectingReceiver receiver;
    const auto counts = test::importText(receiver, text.toStdString());
    QCOMPARE(counts.broken, std::uint64_t{0});
    const TraceEvent* published = find(receiver, Stage::Published, "orders");
    const TraceEvent* processed = find(receiver, Stage::Processed, "billing");
    QVERIFY(published != nullptr && processed != nullptr);
    QCOMPARE(published->eventId, eventOf(0xa3));
    QCOMPARE(processed->eventId, published->eventId);
    QCOMPARE(processed->publishedNs, TimeNs{1763880000000000000});
    QCOMPARE(processed->durationNs, std::int64_t{300'000});
    QCOMPARE(receiver.text(processed->topic), std::string("orders"));
  }

  void casesOfAnEventLogBecomeSagas() {
    test::CollectingReceiver receiver;
    const auto counts =
        test::importText(receiver, R"(<?xml version="1.0"?><!-- a log --><log xes.version="1.0">
      <string key="concept:name" value="Order &amp; pay"/><trace><string key="concept:name" value="c1"/>
      <event><string key="concept:name" value="check"/><date key="time:timestamp" value="2026-01-31T12:00:00.000+01:00"/></event>
      <event><string key="concept:name" value="pay"/><date key="time:timestamp" value="2026-01-31T12:00:05.000+01:00"/></event>
      </trace></log>)");
    QCOMPARE(counts.broken, std::uint64_t{0});
    QCOMPARE(receiver.events.size(), std::size_t{6});
    QCOMPARE(receiver.events.front().stage, Stage::SagaStarted);
    QCOMPARE(receiver.events.back().stage, Stage::SagaCompleted);
    QCOMPARE(receiver.text(receiver.events.front().sagaType), std::string("Order & pay"));
  }

  void columnsAreWhatTheirNamesOrTheUserSay() {
    test::CollectingReceiver receiver;
    files::ImportOptions options;
    options.columns = {{"queue", "topic"}, {"note", "ignore"}};
    const auto counts = test::importText(
        receiver, "timestamp;queue;event_type;note;colour\n2026-01-31T12:00:00Z;q;T;n;red\n",
        files::Format::Csv, options);
    QCOMPARE(counts.broken, std::uint64_t{0});
    QCOMPARE(receiver.events.size(), std::size_t{1});
    QCOMPARE(receiver.text(receiver.events[0].topic), std::string("q"));
    QCOMPARE(receiver.text(receiver.events[0].type), std::string("T"));
    QCOMPARE(std::string(receiver.events[0].attributes), std::string("{\"colour\":\"red\"}"));
    std::vector<std::string> meanings;
    for (const files::ColumnMeaning& each : counts.columns) meanings.push_back(each.field);
    QCOMPARE(meanings, (std::vector<std::string>{"time", "topic", "type", "ignore", "attribute"}));
  }

  void oneFieldIsTakenFromOneColumn() {
    const auto fieldsOf = [](const std::vector<std::string>& header,
                             const std::vector<files::ColumnMeaning>& told) {
      std::vector<std::string> fields;
      for (const auto& each : files::meaningsOf(header, told)) fields.push_back(each.field);
      return fields;
    };
    using Fields = std::vector<std::string>;
    // A field's own name goes before the usual other ones, and what is told before both.
    QCOMPARE(fieldsOf({"timestamp", "time", "time"}, {}),
             (Fields{"attribute", "time", "attribute"}));
    QCOMPARE(fieldsOf({"queue", "topic"}, {{"queue", "topic"}}), (Fields{"topic", "attribute"}));
    // Of columns with one name, the first that is told about is the first.
    QCOMPARE(fieldsOf({"a", "a"}, {{"a", "ignore"}, {"a", "key"}}), (Fields{"ignore", "key"}));
    QVERIFY(!files::clashOf({{"a", "ignore"}, {"b", "ignore"}, {"c", "key"}}));
    QCOMPARE(files::clashOf({{"a", "key"}, {"b", "key"}})->second, std::string("b"));
  }

  void whatIsCancelledIsNotBroken_data() {
    QTest::addColumn<QByteArray>("text");
    test::TraceMaker maker(1);
    std::string json, proto, xes = "<log>", csv = "time,topic,type\n";
    for (int i = 0; i < 10; ++i) {
      const auto traces = maker.next(50);
      appendOtlpJson(json, traces);
      appendOtlpProto(proto, traces);
    }
    for (int i = 0; i < 3'000; ++i) {
      xes += R"(<trace><event><string key="concept:name" value="a"/></event></trace>)";
      csv += "2026-01-31T12:00:00Z,q,T\n";
    }
    QTest::newRow("otlp-json") << QByteArray::fromStdString(json);
    QTest::newRow("otlp-proto") << QByteArray::fromStdString(proto);
    QTest::newRow("xes") << QByteArray::fromStdString(xes + "</log>");
    QTest::newRow("csv") << QByteArray::fromStdString(csv);
  }
  void whatIsCancelledIsNotBroken() {
    QFETCH(QByteArray, text);
    test::CollectingReceiver receiver;
    files::ImportOptions options;
    int asked = 0;
    options.progress = [&asked, cancel = options.cancel](const files::ImportCounts&) mutable {
      ++asked;
      cancel.cancel();
    };
    const auto counts = test::importText(receiver, text.toStdString(), {}, options);
    QCOMPARE(asked, 1);
    QVERIFY(!receiver.events.empty());
    QVERIFY2(counts.broken == 0, counts.broken == 0 ? "" : counts.examples.front().what.c_str());
  }

  void aFileBecomesARecording() {
    const QTemporaryDir folder;
    const std::string source = (folder.path() + QStringLiteral("/in.json")).toStdString();
    QFile file(QString::fromStdString(source));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(kOtlp);
    file.close();
    FileImportOptions options;
    options.files = {source};
    options.path = (folder.path() + QStringLiteral("/out.rheo")).toStdString();
    const auto outcome = importFiles(options);
    QVERIFY2(outcome.ok(), outcome ? "" : outcome.error().text().c_str());
    auto reader = store::openReader(options.path);
    const auto summary = (*reader)->summary({}, {});
    QCOMPARE(summary->events, outcome->counts.sightings);
    QCOMPARE(summary->services, (std::vector<std::string>{"billing", "gateway", "orders"}));
    QCOMPARE(summary->problems.at("failure"), std::uint64_t{1});
    QVERIFY(!importFiles(options).ok());  // never over another recording
  }

 private:
  static Id128 eventOf(std::uint64_t span) { return files::eventOfSpan(kTrace, span); }
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
