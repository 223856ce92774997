// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "model/query/filter.h"
#include "model/query/payload_path.h"

using namespace rheo;

class TestFilterMatch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void matches_data();
  void matches();
  void namesInternedLaterAreSeen();
  void readsPayloadPaths_data();
  void readsPayloadPaths();
};

namespace {

constexpr char kPayload[] =
    R"({"total": 120.5, "n": 9007199254740993, "ok": true, "who": {"name": "Zo\u00eb"}, "tags": ["a", "b"],)"
    R"( "nothing": null, "text": "250"})";

TraceEvent sampleEvent(NameTable& names) {
  TraceEvent e;
  e.stage = Stage::Failed;
  e.topic = names.intern("orders");
  e.type = names.intern("OrderPlaced");
  e.service = names.intern("payments");
  e.errorType = names.intern("timeout");
  e.flags = kDuplicate;
  e.attempt = 2;
  e.timeNs = 1'700'000'000'000'000'000;
  e.publishedNs = e.timeNs - 300 * kMillisecond;
  e.durationNs = 100 * kMillisecond;
  e.eventId = {0x4bf92f3577b34da6, 0xa3ce929d0e0e4736};
  e.spanId = 0xf067aa0ba902b7;
  e.payloadSize = 2'048;
  e.key = "o-17";
  e.payload = kPayload;
  e.attributes = R"({"http.route": "/orders"})";
  return e;
}

}  // namespace

void TestFilterMatch::matches_data() {
  QTest::addColumn<bool>("expected");
  const auto yes = [](const char* text) { QTest::newRow(text) << true; };
  const auto no = [](const char* text) { QTest::newRow(text) << false; };
  yes("topic == \"orders\"");
  no("topic == \"Orders\"");
  yes("topic in (\"x\", \"orders\")");
  yes("lower(type) == \"orderplaced\"");
  no("lower(type) == \"OrderPlaced\"");
  yes("length(type) == 11 && length(subscription) == 0");
  yes("length(payload.who.name) == 4");  // bytes
  no("length(payload.total) > 0");
  yes("lower(payload.who.name) ~ \"^zo\"");
  yes("exists(key) && !exists(subscription) && !exists(version)");
  yes("exists(payload.ok) && !exists(payload.nothing) && !exists(payload.tags)");
  yes("exists(latency) && exists(event) && !exists(trace)");
  yes("attributes.\"http.route\" == \"/orders\" && !exists(attributes.other)");
  yes("type ~ \"^Order.*\"");
  no("type !~ \"^Order.*\"");
  yes("stage == \"failed\" && failed && duplicate && !outOfOrder");
  yes("kind == \"event\"");
  yes("subscription == \"\"");
  yes("subscription != \"billing\"");
  yes("error in (\"timeout\")");
  yes("attempt == 2 && version == 0 && session == 0");
  yes("latency == 300ms && wait == 200ms && processing == 100ms");
  no("publish > 0");
  no("publish <= 0");
  no("publish != 5ms");
  yes("!(publish > 0)");
  yes("size == 2KiB && size > 2KB");
  yes("time == 2023-11-14T22:13:20Z");
  yes("event == \"4BF92F3577B34DA6A3CE929D0E0E4736\"");
  yes("event ~ \"^4bf9\"");
  yes("span == \"00f067aa0ba902b7\"");
  yes("trace == \"\" && cause == \"\"");
  no("event != \"4bf92f3577b34da6a3ce929d0e0e4736\"");
  yes("key ~ \"17$\"");
  yes("payload ~ \"total\"");
  yes("payload.total >= 120.5 && payload.total < 121");
  yes("payload.n == 9007199254740993");
  no("payload.n == 9007199254740992");
  yes("payload.ok == true && payload.ok != false");
  yes("payload.who.name == \"Zo\xc3\xab\"");
  yes("payload.tags[1] == \"b\"");
  no("payload.tags[2] == \"b\"");
  no("payload.nothing == 0");
  no("payload.text > 100");
  yes("payload.text in (1, true, \"250\")");
  no("payload.text !~ \"5\"");
  no("payload.gone !~ \"5\"");
}

void TestFilterMatch::matches() {
  QFETCH(bool, expected);
  NameTable names;
  const TraceEvent event = sampleEvent(names);
  const auto filter = query::Filter::parse(QTest::currentDataTag());
  QVERIFY2(filter.ok(), filter.ok() ? "" : filter.error().text().c_str());
  query::Matcher matcher(*filter, names);
  QCOMPARE(matcher(event), expected);
  QCOMPARE(matcher(event), expected);  // and the same from memory
}

void TestFilterMatch::namesInternedLaterAreSeen() {
  NameTable names;
  const auto filter = query::Filter::parse("topic == \"late\"");
  query::Matcher matcher(*filter, names);
  TraceEvent event;
  QVERIFY(!matcher(event));
  event.topic = names.intern("late");
  QVERIFY(matcher(event));
  event.topic = names.intern("later");
  QVERIFY(!matcher(event));
}

void TestFilterMatch::readsPayloadPaths_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("path");
  QTest::addColumn<int>("kind");
  using Kind = query::PayloadValue::Kind;
  const auto row = [](const char* json, const char* path, Kind kind) {
    QTest::addRow("%s at %s", json, path)
        << QByteArray(json) << QByteArray(path) << static_cast<int>(kind);
  };
  row(R"({"a":1})", "a", Kind::Integer);
  row(R"({"a":1.0})", "a", Kind::Real);
  row(R"({"a":1e400})", "a", Kind::Missing);
  row(R"({"a":{"b":[{"c":"x"}]}})", "a.b[0].c", Kind::Text);
  row(R"([[1,[2]],true])", "[1]", Kind::Bool);
  row(R"([[1,[2]],true])", "[0][1][0]", Kind::Integer);
  row(R"({"s":"}\"{","a":1} )", "a", Kind::Integer);
  row(R"({"\u0061":1})", "a", Kind::Integer);
  row(R"({"a":1,"cut":"off)", "a", Kind::Integer);
  row(R"({"a":12)", "a", Kind::Missing);
  row(R"({"a":"12)", "a", Kind::Missing);
  row(R"({"a":"\ud800"})", "a", Kind::Missing);
  row(R"({"a":{}})", "a", Kind::Missing);
  row(R"({"a" 1})", "a", Kind::Missing);
  row(R"({"b":]})", "a", Kind::Missing);
  row("", "a", Kind::Missing);
  row("not json", "a", Kind::Missing);
}

void TestFilterMatch::readsPayloadPaths() {
  QFETCH(QByteArray, json);
  QFETCH(QByteArray, path);
  QFETCH(int, kind);
  const auto parsed = query::parsePath(path.toStdString());
  QVERIFY(parsed.has_value());
  QCOMPARE(QByteArray::fromStdString(query::printPath(*parsed)), path);
  QCOMPARE(static_cast<int>(query::payloadAt(json.toStdString(), *parsed).kind), kind);
}

QTEST_GUILESS_MAIN(TestFilterMatch)
#include "tst_filter_match.moc"
