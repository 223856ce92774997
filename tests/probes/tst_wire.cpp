// SPDX-License-Identifier: Apache-2.0
#include <QtTest>
#include <algorithm>
#include <limits>
#include <random>

#include "tests/probes/wire_samples.h"

using namespace rheo::wire;

class TstWire : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyFieldOfAnEventSurvives();
  void seqAndPositionAreImplied();
  void extremeNumbersSurvive();
  void controlFramesSurvive();
  void anyTruncationIsRefusedWithAReason_data() { everyFrame(); }
  void anyTruncationIsRefusedWithAReason();
  void mutationsNeverCrash_data() { everyFrame(); }
  void mutationsNeverCrash();
  void claimsBeyondTheFrameAreRefused();
  void anotherVersionIsNamed();
  void trailingBytesAfterTheLastEventAreRefused();
  void aWriterIsReusable();

 private:
  static void everyFrame() {
    QTest::addColumn<QByteArray>("frame");
    for (const auto& [name, bytes] : samples::all())
      QTest::newRow(name) << QByteArray(bytes.data(), static_cast<int>(bytes.size()));
  }
};

namespace {
bool same(const WireId& a, const WireId& b) {
  return a.hi == b.hi && a.lo == b.lo;
}

void compareEvents(const EventView& a, const EventView& b) {
  QCOMPARE(a.stage, b.stage);
  QCOMPARE(a.kind, b.kind);
  QCOMPARE(a.flags, b.flags);
  QCOMPARE(a.attempt, b.attempt);
  QCOMPARE(a.schemaVersion, b.schemaVersion);
  for (auto field : {&EventView::topic, &EventView::type, &EventView::subscription,
                     &EventView::errorType, &EventView::deadLetterTopic, &EventView::sagaType,
                     &EventView::step, &EventView::undoes, &EventView::payloadSize})
    QCOMPARE(a.*field, b.*field);
  for (auto field :
       {&EventView::timeNs, &EventView::durationNs, &EventView::publishedNs, &EventView::brokerNs})
    QCOMPARE(a.*field, b.*field);
  for (auto field : {&EventView::seq, &EventView::spanId, &EventView::parentSpanId})
    QCOMPARE(a.*field, b.*field);
  for (auto field : {&EventView::eventId, &EventView::traceId, &EventView::causationId})
    QVERIFY(same(a.*field, b.*field));
  for (auto field : {&EventView::producer, &EventView::key, &EventView::sagaKey,
                     &EventView::payload, &EventView::attributes})
    QVERIFY(a.*field == b.*field);
}
}  // namespace

void TstWire::everyFieldOfAnEventSurvives() {
  const std::string frame = samples::batch();
  BatchReader reader;
  const char* reason = nullptr;
  QVERIFY2(reader.open(frame, reason), reason);
  QCOMPARE(reader.head().stream, 4u);
  QCOMPARE(reader.head().firstPosition, std::uint64_t{6});
  QCOMPARE(reader.head().count, 2u);
  QCOMPARE(reader.head().dictionary.size(), std::size_t{2});
  QVERIFY(reader.head().dictionary[1].second == "card_declined");
  EventView event;
  QVERIFY(reader.next(event));
  compareEvents(event, samples::smallEvent());
  QVERIFY(reader.next(event));
  compareEvents(event, samples::fullEvent());
  QCOMPARE(event.position, std::uint64_t{7});
  QVERIFY(!reader.next(event));
  QVERIFY(!reader.failed());
}

void TstWire::seqAndPositionAreImplied() {
  BatchWriter writer;
  writer.begin(samples::kSession, 1, 101);
  for (const std::uint64_t seq : {0, 105, 0, 3}) {  // next, a jump, next, nonsense = next
    EventView e;
    e.seq = seq;
    writer.add(e);
  }
  const std::string frame = writer.finish();
  BatchReader reader;
  const char* reason = nullptr;
  QVERIFY(reader.open(frame, reason));
  std::vector<std::uint64_t> seqs, positions;
  for (EventView e; reader.next(e);) seqs.push_back(e.seq), positions.push_back(e.position);
  QVERIFY((seqs == std::vector<std::uint64_t>{101, 105, 106, 107}));
  QVERIFY((positions == std::vector<std::uint64_t>{101, 102, 103, 104}));
}

void TstWire::extremeNumbersSurvive() {
  constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
  constexpr auto highest = std::numeric_limits<std::int64_t>::max();
  BatchWriter writer;
  writer.begin(samples::kSession, ~0u, 1);
  std::vector<EventView> events(4);
  events[0].timeNs = lowest;
  events[0].publishedNs = highest;
  events[1].timeNs = highest;
  events[1].durationNs = lowest;
  events[1].topic = ~0u;
  events[2].timeNs = -1;
  events[2].brokerNs = lowest;
  events[2].attempt = 0;
  events[3].seq = std::numeric_limits<std::uint64_t>::max();
  for (auto& e : events) writer.add(e);
  const std::string frame = writer.finish();
  BatchReader reader;
  const char* reason = nullptr;
  QVERIFY(reader.open(frame, reason));
  for (std::size_t i = 0; i < events.size(); ++i) {
    EventView e;
    QVERIFY2(reader.next(e), reader.reason());
    if (events[i].seq == 0) events[i].seq = i + 1;
    compareEvents(e, events[i]);
  }
}

void TstWire::controlFramesSurvive() {
  const char* reason = nullptr;
  Hello hello;
  QVERIFY(decode(encode(samples::hello()), hello, reason));
  QVERIFY(hello.service == "payments" && hello.instance == "host:42" && hello.host == "host");
  QVERIFY(hello.pid == 42 && hello.injectables.size() == 1 && hello.streams.size() == 1);
  QVERIFY(hello.injectables[0].example == "{\"id\":1}" && hello.streams[0].lastSeq == 12);
  Heartbeat beat;
  QVERIFY(decode(encode(samples::heartbeat()), beat, reason));
  QVERIFY(beat.clockOffsetNs == -250 && beat.clockUncertaintyNs == 40);
  QVERIFY(beat.streams.size() == 2 && beat.streams[1].lastSeq == 3);
  QVERIFY(decode(encode(samples::heartbeat(), FrameKind::Bye), beat, reason));
  Inject inject;
  const Inject sent{samples::kSession, 9, "t", "y", "k", "{}", "{\"a\":1}", true, {7, 8}};
  QVERIFY(decode(encode(sent), inject, reason));
  QVERIFY(inject.id == 9 && inject.key == "k" && inject.replay && same(inject.replayOf, {7, 8}));
  Control control;
  QVERIFY(decode(encode(Control{samples::kSession, {true, 1024, 0.25, {}}}), control, reason));
  QVERIFY(control.pause && control.maxPayloadBytes == 1024 && control.sampling == 0.25);
  QVERIFY(!decode(encode(Control{samples::kSession, {true, 0, 7.0, {}}}), control, reason));
  QVERIFY(decode(encode(Control{samples::kSession, samples::limits()}), control, reason));
  QVERIFY(control == samples::limits());
  Limits many = samples::limits();
  many.topics.resize(kMaxSampledTopics + 1);
  QVERIFY(!decode(encode(Control{samples::kSession, many}), control, reason));
  many.topics = {{"orders", -0.5}};
  QVERIFY(!decode(encode(Control{samples::kSession, many}), control, reason));
  Ack ack;
  QVERIFY(!decode(encode(Resync{}), ack, reason));
  QCOMPARE(QByteArray(reason), QByteArray("frame of another kind"));
}

void TstWire::anyTruncationIsRefusedWithAReason() {
  QFETCH(QByteArray, frame);
  const std::string_view whole(frame.constData(), static_cast<std::size_t>(frame.size()));
  const char* reason = nullptr;
  QVERIFY2(samples::decodeAny(whole, reason), reason);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string cut(whole.substr(0, size));  // a copy, so that sanitizers see overreads
    const auto older = samples::older();
    if (std::find(older.begin(), older.end(), cut) != older.end()) continue;
    reason = nullptr;
    QVERIFY2(!samples::decodeAny(cut, reason), qPrintable(QString::number(size)));
    QVERIFY(reason != nullptr);
  }
}

void TstWire::mutationsNeverCrash() {
  QFETCH(QByteArray, frame);
  std::mt19937 random(1);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(frame.constData(), static_cast<std::size_t>(frame.size()));
    for (int flips = 1 + static_cast<int>(random() % 4); flips > 0; --flips)
      bytes[8 + random() % (bytes.size() - 8)] = static_cast<char>(random());
    const char* reason = nullptr;
    const bool accepted = samples::decodeAny(bytes, reason);
    QCOMPARE(accepted, reason == nullptr);
  }
}

void TstWire::claimsBeyondTheFrameAreRefused() {
  std::string frame = samples::batch();
  const char* reason = nullptr;
  BatchReader reader;
  for (const std::size_t countAt : {std::size_t{36}, std::size_t{40}}) {
    std::string claim = frame;
    for (std::size_t i = 0; i < 4; ++i) claim[countAt + i] = '\xFF';
    QVERIFY(!reader.open(claim, reason));
    QVERIFY(QByteArray(reason).contains("than fit"));
  }
  Hello hello;
  std::string bytes = encode(Hello{});
  for (std::size_t i = bytes.size() - 4; i < bytes.size(); ++i) bytes[i] = '\xFF';
  QVERIFY(!decode(bytes, hello, reason));
}

void TstWire::anotherVersionIsNamed() {
  std::string frame = samples::batch();
  FrameKind kind{};
  const char* reason = nullptr;
  frame[4] = 2;
  QVERIFY(!peek(frame, kind, reason));
  QCOMPARE(QByteArray(reason), QByteArray("protocol version 2, expected 1"));
  QVERIFY(!peek("RHE", kind, reason));
  QCOMPARE(QByteArray(reason), QByteArray("short frame"));
  QVERIFY(!peek("GET / HTTP/1.1", kind, reason));
  QCOMPARE(QByteArray(reason), QByteArray("not a rheo frame"));
}

void TstWire::trailingBytesAfterTheLastEventAreRefused() {
  const std::string frame = samples::batch() + "x";
  const char* reason = nullptr;
  QVERIFY(!samples::decodeAny(frame, reason));
  QCOMPARE(QByteArray(reason), QByteArray("bytes after the last event"));
}

void TstWire::aWriterIsReusable() {
  BatchWriter writer;
  std::string first;
  for (int round = 0; round < 3; ++round) {
    writer.begin(samples::kSession, 1, 1);
    QCOMPARE(writer.count(), 0u);
    for (int i = 0; i < 1000; ++i) writer.add(samples::fullEvent());
    QCOMPARE(writer.count(), 1000u);
    if (round == 0) first = writer.finish();
    QVERIFY(writer.finish() == first);
    QCOMPARE(writer.size(), first.size());
  }
}

QTEST_APPLESS_MAIN(TstWire)
#include "tst_wire.moc"
