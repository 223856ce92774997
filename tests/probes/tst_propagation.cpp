// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "rheo/opentelemetry.hpp"
#include "rheo/propagation.hpp"
#include "tests/probes/header_map.h"

using namespace rheo;

/// Context, tracestate and baggage through the headers of any carrier.
class TstPropagation : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everythingGoesThrough();
  void anyCallableIsACarrier();
  void flagsArePassedOn_data();
  void flagsArePassedOn();
  void brokenStatesAreDropped_data();
  void brokenStatesAreDropped();
  void stateIsBounded();
  void baggageOutlivesABrokenTrace();
  void baggage_data();
  void baggage();
  void baggageIsBounded();
  void baggageChanges();
  void openTelemetrySpans();
};

namespace {

const char kParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

QByteArray bytes(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

Context made() {
  Context context;
  context.traceId = {1, 2};
  context.spanId = 3;
  context.eventId = {4, 5};
  context.publishedNs = 6;
  std::strcpy(context.producer, "orders");
  return context;
}

/// Shaped like opentelemetry::trace::SpanContext.
struct LookAlike {
  struct Id16 {
    std::array<std::uint8_t, 16> bytes{};
    [[nodiscard]] std::array<std::uint8_t, 16> Id() const { return bytes; }
  };
  struct Id8 {
    std::array<std::uint8_t, 8> bytes{};
    [[nodiscard]] std::array<std::uint8_t, 8> Id() const { return bytes; }
  };
  struct Flags {
    std::uint8_t value = 0;
    [[nodiscard]] std::uint8_t flags() const { return value; }
  };
  struct State {
    std::string text;
    [[nodiscard]] std::string ToHeader() const { return text; }
  };
  Id16 trace;
  Id8 span;
  Flags traceFlags;
  std::shared_ptr<State> state = std::make_shared<State>();
  bool valid = true;

  [[nodiscard]] bool IsValid() const { return valid; }
  [[nodiscard]] const Id16& trace_id() const { return trace; }
  [[nodiscard]] const Id8& span_id() const { return span; }
  [[nodiscard]] Flags trace_flags() const { return traceFlags; }
  [[nodiscard]] const std::shared_ptr<State>& trace_state() const { return state; }
};

}  // namespace

void TstPropagation::everythingGoesThrough() {
  HeaderMap came;
  came.all = {
      {"traceparent", kParent},
      {"tracestate", "congo=t61rcWkgMzE,rheo=00000000000000010000000000000002.5.pay, x@y=1 "},
      {"baggage", "tenant=acme, user=J%C3%BCrgen;private"}};
  Carried carried = extract(came.reader());
  QCOMPARE(carried.context.spanId, std::uint64_t{0xb7ad6b7169203331});
  QCOMPARE(carried.context.eventId.lo, std::uint64_t{2});
  QCOMPARE(QByteArray(carried.context.producer), QByteArray("pay"));
  QCOMPARE(bytes(carried.tracestate), QByteArray("congo=t61rcWkgMzE,x@y=1"));
  QCOMPARE(bytes(carried.baggage.find("user")->value), QByteArray("J\xC3\xBCrgen"));

  carried.context = made();
  HeaderMap sent;
  inject(carried, sent.writer());
  QCOMPARE(sent.all.size(), std::size_t{3});
  // Ours comes first: it changed last.
  QCOMPARE(bytes(sent.all["tracestate"]),
           QByteArray("rheo=00000000000000040000000000000005.0000000000000006.orders,"
                      "congo=t61rcWkgMzE,x@y=1"));
  QCOMPARE(bytes(sent.all["baggage"]), QByteArray("tenant=acme,user=J%C3%BCrgen;private"));
  const Carried back = extract(sent.reader());
  QCOMPARE(back.context.eventId.hi, std::uint64_t{4});
  QCOMPARE(bytes(back.tracestate), QByteArray("congo=t61rcWkgMzE,x@y=1"));
}

void TstPropagation::anyCallableIsACarrier() {
  const auto asString = [](std::string_view name) {
    return name == "traceparent" ? std::string(kParent) : std::string();
  };
  const auto asPointer = [](std::string_view name) {
    return name == "traceparent" ? kParent : static_cast<const char*>(nullptr);
  };
  QCOMPARE(extract(asString).context.traceId.lo, std::uint64_t{0x8448eb211c80319c});
  QCOMPARE(extract(asPointer).context.traceId.lo, std::uint64_t{0x8448eb211c80319c});
  int set = 0;
  inject(Context{}, [&](std::string_view, std::string_view) { ++set; });
  QCOMPARE(set, 0);
  inject(made(), [&](std::string_view, std::string_view) { ++set; });
  QCOMPARE(set, 2);
}

void TstPropagation::flagsArePassedOn_data() {
  QTest::addColumn<QByteArray>("in");
  QTest::addColumn<QByteArray>("out");
  QTest::newRow("not sampled") << QByteArray("00") << QByteArray("00");
  QTest::newRow("sampled") << QByteArray("01") << QByteArray("01");
  QTest::newRow("sampled, random") << QByteArray("03") << QByteArray("03");
  QTest::newRow("of the future") << QByteArray("ff") << QByteArray("03");
}

void TstPropagation::flagsArePassedOn() {
  QFETCH(QByteArray, in);
  QFETCH(QByteArray, out);
  HeaderMap came, sent;
  came.all["traceparent"] = QByteArray(kParent).replace(53, 2, in).toStdString();
  inject(extract(came.reader()), sent.writer());
  QCOMPARE(bytes(sent.all["traceparent"]).right(2), out);
}

void TstPropagation::brokenStatesAreDropped_data() {
  QTest::addColumn<QByteArray>("state");
  QTest::newRow("no value") << QByteArray("a=1,b");
  QTest::newRow("empty value") << QByteArray("a=");
  QTest::newRow("upper case key") << QByteArray("A=1");
  QTest::newRow("starts with a dash") << QByteArray("-a=1");
  QTest::newRow("two equals signs") << QByteArray("a=1=2");
  QTest::newRow("control character") << QByteArray("a=1\x01");
  QTest::newRow("long key") << QByteArray(257, 'k') + "=1";
  QTest::newRow("long value") << QByteArray("k=") + QByteArray(257, 'v');
  QByteArray many;
  for (int i = 0; i < 33; ++i) many += "k" + QByteArray::number(i) + "=1,";
  QTest::newRow("33 entries") << many;
}

void TstPropagation::brokenStatesAreDropped() {
  QFETCH(QByteArray, state);
  HeaderMap came;
  came.all = {{"traceparent", kParent}, {"tracestate", state.toStdString()}};
  const Carried carried = extract(came.reader());
  QVERIFY(!carried.context.traceId.isNull());
  QCOMPARE(bytes(carried.tracestate), QByteArray());
  came.all["traceparent"] = "nonsense";
  came.all["tracestate"] = "a=1";
  QCOMPARE(bytes(extract(came.reader()).tracestate), QByteArray());
}

void TstPropagation::stateIsBounded() {
  HeaderMap sent;
  Carried carried;
  carried.context = made();
  carried.tracestate = "first=1,long=" + std::string(200, 'x');
  for (int i = 0; i < 30; ++i) carried.tracestate += ",k" + std::to_string(i) + "=0123456789012345";
  inject(carried, sent.writer());
  const QByteArray state = bytes(sent.all["tracestate"]);
  QVERIFY(state.size() <= 512 && state.size() > 480);
  QVERIFY(state.startsWith("rheo=") && state.contains(",first=1,k0=") && !state.contains("long="));
  QVERIFY(!state.endsWith(','));

  carried.tracestate.clear();
  for (int i = 0; i < 32; ++i) carried.tracestate += "k" + std::to_string(i) + "=1,";
  inject(carried, sent.writer());
  QCOMPARE(bytes(sent.all["tracestate"]).count('='), 32);
}

void TstPropagation::baggageOutlivesABrokenTrace() {
  HeaderMap came, sent;
  came.all = {{"traceparent", "00-broken"}, {"tracestate", "a=1"}, {"baggage", "k=v"}};
  inject(extract(came.reader()), sent.writer());
  QCOMPARE(sent.all.size(), std::size_t{1});
  QCOMPARE(bytes(sent.all["baggage"]), QByteArray("k=v"));
}

void TstPropagation::baggage_data() {
  QTest::addColumn<QByteArray>("in");
  QTest::addColumn<QByteArray>("out");
  const auto row = [](const char* name, const char* in, const char* out) {
    QTest::newRow(name) << QByteArray(in) << QByteArray(out);
  };
  row("blanks", " a = 1 ,\tb\t=\t2\t", "a=1,b=2");
  row("properties", "a=1;p1;p2=x,b=2", "a=1;p1;p2=x,b=2");
  row("percent", "a=1%202%2c%3b%22", "a=1%202%2C%3B%22");
  row("lone percent", "a=100%", "a=100%25");
  row("empty value", "a=", "a=");
  row("equals in value", "a=b=c", "a=b=c");
  row("no equals", "a,b=2", "b=2");
  row("no key", "=1,b=2", "b=2");
  row("bad key", "a b=1,c(=2,d=3", "d=3");
  row("bad value", "a=\"1\",b=2 3,c=\\,d=4", "d=4");
  row("twice", "a=1,b=2,a=3", "a=3,b=2");
  row("commas", ",,,", "");
  row("utf-8 not encoded", "a=\xC3\xBC,b=2", "b=2");
}

void TstPropagation::baggage() {
  QFETCH(QByteArray, in);
  QFETCH(QByteArray, out);
  QCOMPARE(bytes(Baggage::parse(in.toStdString()).header()), out);
}

void TstPropagation::baggageIsBounded() {
  std::string many;
  for (int i = 0; i < 70; ++i) many += "k" + std::to_string(i) + "=1,";
  QCOMPARE(Baggage::parse(many).entries().size(), Baggage::kMaxEntries);
  Baggage large;
  QVERIFY(large.set("a", std::string(8190, 'x')));
  QCOMPARE(large.header().size(), Baggage::kMaxBytes);
  QVERIFY(!large.set("b", ""));
  QVERIFY(!large.set("a", std::string(8191, 'x')));
  QVERIFY(large.set("a", std::string(2730, ' ')));  // three bytes each
  QVERIFY(!large.set("a", std::string(2731, ' ')));
  QCOMPARE(large.header().size(), Baggage::kMaxBytes);
}

void TstPropagation::baggageChanges() {
  Baggage baggage;
  QVERIFY(baggage.set("a", "1"));
  QVERIFY(baggage.set("b", "x,y", "ttl=5"));
  QVERIFY(!baggage.set("", "1"));
  QVERIFY(!baggage.set("c", "1", "p,d=2"));
  QVERIFY(baggage.remove("a"));
  QVERIFY(!baggage.remove("a"));
  QVERIFY(baggage.find("a") == nullptr);
  QCOMPARE(bytes(baggage.header()), QByteArray("b=x%2Cy;ttl=5"));
  QCOMPARE(bytes(Baggage::parse(baggage.header()).find("b")->value), QByteArray("x,y"));
  for (int i = 0; i < 1000; ++i) {  // the bytes are counted both ways
    QVERIFY(baggage.set("c", std::string(8000, 'x')));
    QVERIFY(baggage.remove("c"));
  }
}

void TstPropagation::openTelemetrySpans() {
  LookAlike span;
  for (std::size_t i = 0; i < 16; ++i) span.trace.bytes[i] = static_cast<std::uint8_t>(i + 1);
  for (std::size_t i = 0; i < 8; ++i) span.span.bytes[i] = static_cast<std::uint8_t>(0xF0 + i);
  span.traceFlags.value = 0;
  span.state->text = "vendor=1,rheo=00000000000000010000000000000002.5.pay";
  const Carried carried = fromOpenTelemetry(span);
  QCOMPARE(carried.context.traceId.hi, std::uint64_t{0x0102030405060708});
  QCOMPARE(carried.context.traceId.lo, std::uint64_t{0x090A0B0C0D0E0F10});
  QCOMPARE(carried.context.spanId, std::uint64_t{0xF0F1F2F3F4F5F6F7});
  QCOMPARE(int(carried.context.traceFlags), 0);
  QCOMPARE(carried.context.eventId.lo, std::uint64_t{2});
  QCOMPARE(bytes(carried.tracestate), QByteArray("vendor=1"));
  span.state.reset();
  QVERIFY(fromOpenTelemetry(span).tracestate.empty());
  span.valid = false;
  QVERIFY(fromOpenTelemetry(span).context.traceId.isNull());
}

QTEST_APPLESS_MAIN(TstPropagation)
#include "tst_propagation.moc"
