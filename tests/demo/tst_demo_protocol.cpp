// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "probes/demo/hash.hpp"
#include "probes/demo/protocol.hpp"

using namespace rheo::demo;

namespace {

Message sample() {
  Message m;
  m.topic = "orders.placed";
  m.type = "OrderPlaced";
  m.version = 2;
  m.kind = 1;
  m.flags = kMessageInjected;
  m.key = "ord-000001";
  m.sagaType = "OrderFulfilment";
  m.sagaKey = "ord-000001";
  m.traceparent = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
  m.tracestate = "rheo=x";
  m.payload = R"({"orderId":"ord-000001"})";
  return m;
}

std::string publishFrame() {
  FrameWriter writer(FrameKind::Publish);
  writer.add(sample());
  writer.add(sample());
  return std::string(writer.finish());
}

}  // namespace

class TstDemoProtocol : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void messageKeepsEveryField() {
    std::string bytes;
    appendMessage(bytes, sample());
    Message read;
    QVERIFY(readMessage(bytes, read));
    const Message m = sample();
    QCOMPARE(read.topic, m.topic);
    QCOMPARE(read.type, m.type);
    QCOMPARE(read.version, m.version);
    QCOMPARE(read.kind, m.kind);
    QCOMPARE(read.flags, m.flags);
    QCOMPARE(read.key, m.key);
    QCOMPARE(read.sagaType, m.sagaType);
    QCOMPARE(read.sagaKey, m.sagaKey);
    QCOMPARE(read.traceparent, m.traceparent);
    QCOMPARE(read.tracestate, m.tracestate);
    QCOMPARE(read.payload, m.payload);
  }

  void messageCutAnywhereIsRefused() {
    std::string bytes;
    appendMessage(bytes, sample());
    Message read;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      QVERIFY(!readMessage(std::string_view(bytes).substr(0, size), read));
    }
    bytes += 'x';
    QVERIFY(!readMessage(bytes, read));
  }

  void publishFrameKeepsItsMessages() {
    FrameReader reader;
    const std::string frame = publishFrame();
    QVERIFY(reader.open(frame));
    QCOMPARE(reader.kind(), FrameKind::Publish);
    std::string_view message;
    int count = 0;
    for (Message m; reader.next(message); ++count) {
      QVERIFY(readMessage(message, m));
      QCOMPARE(m.key, std::string_view("ord-000001"));
    }
    QCOMPARE(count, 2);
    QVERIFY(!reader.failed());
  }

  void settlementsAndDeliveriesKeepTheirFields() {
    FrameWriter settle(FrameKind::Settle);
    settle.add(Settlement{7, Verdict::DeadLetter, 40, "orders.dlq"});
    FrameReader reader;
    QVERIFY(reader.open(settle.finish()));
    Settlement settlement;
    QVERIFY(reader.next(settlement));
    QCOMPARE(settlement.delivery, 7u);
    QCOMPARE(settlement.verdict, Verdict::DeadLetter);
    QCOMPARE(settlement.delayMs, 40u);
    QCOMPARE(settlement.queue, std::string_view("orders.dlq"));

    FrameWriter deliver(FrameKind::Deliver);
    deliver.add(Delivery{9, 3, -5, "bytes"});
    QVERIFY(reader.open(deliver.finish()));
    Delivery delivery;
    QVERIFY(!reader.next(settlement));
    QVERIFY(reader.next(delivery));
    QCOMPARE(delivery.id, 9u);
    QCOMPARE(delivery.attempt, std::uint16_t{3});
    QCOMPARE(delivery.brokerNs, std::int64_t{-5});
    QCOMPARE(delivery.message, std::string_view("bytes"));
  }

  void clearedWriterStartsAnew() {
    FrameWriter writer(FrameKind::Publish);
    writer.add(sample());
    writer.clear();
    FrameReader reader;
    QVERIFY(reader.open(writer.finish()));
    QCOMPARE(reader.count(), 0u);
  }

  void foreignFramesAreRefused() {
    FrameReader reader;
    std::string frame = publishFrame();
    QVERIFY(!reader.open("RD"));
    QVERIFY(!reader.open({}));
    frame[2] = 9;
    QVERIFY(!reader.open(frame));
    frame[2] = kProtocolVersion;
    frame[3] = 99;
    QVERIFY(!reader.open(frame));
  }

  void anyChangedByteIsReadWithoutHarm() {
    const std::string frame = publishFrame();
    for (std::uint64_t n = 0; n < 20'000; ++n) {
      std::string bad = frame.substr(0, mix(n) % (frame.size() + 1));
      if (!bad.empty()) bad[mix(n + 7) % bad.size()] ^= static_cast<char>(1 + mix(n + 9) % 255);
      FrameReader reader;
      std::string_view message;
      Message m;
      if (!reader.open(bad)) continue;
      std::size_t count = 0;
      for (; reader.next(message); ++count) readMessage(message, m);
      QVERIFY(count <= reader.count());
    }
  }
};

QTEST_APPLESS_MAIN(TstDemoProtocol)
#include "tst_demo_protocol.moc"
