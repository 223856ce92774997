// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/src/header_time.hpp"
#include "rheo/cloud_events.hpp"
#include "tests/probes/header_map.h"

using namespace rheo;
Q_DECLARE_METATYPE(CloudEventsBinding)

/// CloudEvents attributes in the headers of HTTP, Kafka and AMQP messages.
class TstCloudEvents : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void bindings_data();
  void bindings();
  void httpValuesAreEncoded();
  void amqpHasTwoPrefixes();
  void whatIsNoCloudEvent_data();
  void whatIsNoCloudEvent();
  void foreignIdsMeet();
  void times_data();
  void times();
};

namespace {

Context published() {
  Context context;
  context.traceId = {1, 2};
  context.spanId = 3;
  context.eventId = {4, 5};
  context.publishedNs = 1'700'000'000'123'456'789;
  std::strcpy(context.producer, "orders");
  return context;
}

HeaderMap minimal() {
  HeaderMap headers;
  headers.all = {
      {"ce-specversion", "1.0"}, {"ce-id", "A234"}, {"ce-source", "/shop"}, {"ce-type", "T"}};
  return headers;
}

}  // namespace

void TstCloudEvents::bindings_data() {
  QTest::addColumn<CloudEventsBinding>("binding");
  QTest::addColumn<QByteArray>("prefix");
  QTest::newRow("HTTP") << CloudEventsBinding::Http << QByteArray("ce-");
  QTest::newRow("Kafka") << CloudEventsBinding::Kafka << QByteArray("ce_");
  QTest::newRow("AMQP") << CloudEventsBinding::Amqp << QByteArray("cloudEvents:");
}

void TstCloudEvents::bindings() {
  QFETCH(CloudEventsBinding, binding);
  QFETCH(QByteArray, prefix);
  EventOptions options;
  options.key = "c-42";
  options.sagaKey = "o-1";
  CloudEvent event =
      describe(published(), Topic("orders.placed"), EventType("OrderPlaced", 2), options);
  event.dataContentType = "application/json";
  HeaderMap headers;
  inject(event, binding, headers.writer());
  const auto header = [&](const char* name) {
    return QByteArray(headers.all[(prefix + name).toStdString()].c_str());
  };
  QCOMPARE(header("specversion"), QByteArray("1.0"));
  QCOMPARE(header("id"), QByteArray("00000000000000040000000000000005"));
  QCOMPARE(header("source"), QByteArray("orders"));
  QCOMPARE(header("type"), QByteArray("OrderPlaced"));
  QCOMPARE(header("time"), QByteArray("2023-11-14T22:13:20.123456789Z"));
  QCOMPARE(header("partitionkey"), QByteArray("c-42"));
  QCOMPARE(header("traceparent"),
           QByteArray("00-00000000000000010000000000000002-0000000000000003-01"));
  QCOMPARE(QByteArray(headers.all["content-type"].c_str()), QByteArray("application/json"));
  QVERIFY(headers.all.find((prefix + "dataschema").toStdString()) == headers.all.end());

  CloudEvent back;
  QVERIFY(extract(binding, headers.reader(), back));
  QVERIFY(back.subject == "c-42" && back.correlationId == "o-1" && back.topic == "orders.placed");
  QVERIFY(back.dataContentType == "application/json" && back.timeNs == published().publishedNs);
  const Context context = contextOf(back);
  QVERIFY(context.eventId.hi == 4 && context.eventId.lo == 5 && context.spanId == 3);
  QCOMPARE(QByteArray(context.producer), QByteArray("orders"));
}

void TstCloudEvents::httpValuesAreEncoded() {
  CloudEvent event;
  event.id = "a \"b\" 100%";
  event.source = "/caf\xC3\xA9";
  event.type = "T";
  HeaderMap headers;
  inject(event, CloudEventsBinding::Http, headers.writer());
  QVERIFY(headers.all["ce-id"] == "a%20%22b%22%20100%25");
  QVERIFY(headers.all["ce-source"] == "/caf%C3%A9");
  CloudEvent back;
  QVERIFY(extract(CloudEventsBinding::Http, headers.reader(), back));
  QVERIFY(back.id == event.id && back.source == event.source);
  headers.all["ce-id"] = "\"quoted%20text\"";
  QVERIFY(extract(CloudEventsBinding::Http, headers.reader(), back));
  QVERIFY(back.id == "quoted text");
  HeaderMap kafka;
  inject(event, CloudEventsBinding::Kafka, kafka.writer());
  QVERIFY(kafka.all["ce_source"] == event.source);
}

void TstCloudEvents::amqpHasTwoPrefixes() {
  HeaderMap headers;
  for (const auto& [name, value] : minimal().all)
    headers.all["cloudEvents_" + name.substr(3)] = value;
  CloudEvent event;
  QVERIFY(extract(CloudEventsBinding::Amqp, headers.reader(), event));
  QVERIFY(event.id == "A234");
}

void TstCloudEvents::whatIsNoCloudEvent_data() {
  QTest::addColumn<QByteArray>("name");
  QTest::addColumn<QByteArray>("value");
  for (const char* name : {"ce-id", "ce-source", "ce-type", "ce-specversion"})
    QTest::newRow(name) << QByteArray(name) << QByteArray();
  QTest::newRow("of the future") << QByteArray("ce-specversion") << QByteArray("2.0");
}

void TstCloudEvents::whatIsNoCloudEvent() {
  QFETCH(QByteArray, name);
  QFETCH(QByteArray, value);
  HeaderMap headers = minimal();
  CloudEvent event;
  QVERIFY(extract(CloudEventsBinding::Http, headers.reader(), event));
  headers.all[name.toStdString()] = value.toStdString();
  QVERIFY(!extract(CloudEventsBinding::Http, headers.reader(), event));
}

void TstCloudEvents::foreignIdsMeet() {
  CloudEvent first, second, other;
  QVERIFY(extract(CloudEventsBinding::Http, minimal().reader(), first));
  QVERIFY(extract(CloudEventsBinding::Http, minimal().reader(), second));
  other = first;
  other.source = "/elsewhere";
  const Context a = contextOf(first), b = contextOf(second), c = contextOf(other);
  QVERIFY(!a.eventId.isNull() && a.eventId.lo == b.eventId.lo && a.eventId.hi == b.eventId.hi);
  QVERIFY(a.eventId.hi != c.eventId.hi && a.eventId.lo != c.eventId.lo);
  QCOMPARE(QByteArray(a.producer), QByteArray("/shop"));
  // What the importers make of the same event: a contract between builds.
  QCOMPARE(a.eventId.hi, std::uint64_t{0xe1aef2d19ef19e57});
  QCOMPARE(a.eventId.lo, std::uint64_t{0x28d1fa0a5928f7ef});
  first.id = "0123456789ABCDEF0123456789abcdef";
  QCOMPARE(contextOf(first).eventId.hi, std::uint64_t{0x0123456789ABCDEF});
}

void TstCloudEvents::times_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<qint64>("ns");
  const auto row = [](const char* text, qint64 ns) {
    QTest::newRow(text) << QByteArray(text) << ns;
  };
  row("1970-01-01T00:00:01Z", 1'000'000'000);
  row("2000-02-29T12:00:00.5+02:00", 951'818'400'500'000'000);
  row("2000-02-29t12:00:00.123456789123z", 951'825'600'123'456'789);
  row("1999-12-31T23:59:60Z", 946'684'799'000'000'000);
  row("1969-12-31T23:59:59Z", -1'000'000'000);
  for (const char* wrong : {"", "2000", "2000-02-30T00:00:00Z", "2000-13-01T00:00:00Z",
                            "2000-01-01T24:00:00Z", "2000-01-01T00:00:00", "2000-01-01T00:00:00.Z",
                            "2000-01-01T00:00:00Zz", "9999-01-01T00:00:00Z", "2000-1-1T0:0:0Z"})
    row(wrong, 0);
}

void TstCloudEvents::times() {
  QFETCH(QByteArray, text);
  QFETCH(qint64, ns);
  QCOMPARE(qint64{probe::parseHeaderTime(text.toStdString())}, ns);
  if (ns != 0) QCOMPARE(qint64{probe::parseHeaderTime(probe::headerTime(ns))}, ns);
}

QTEST_APPLESS_MAIN(TstCloudEvents)
#include "tst_cloud_events.moc"
