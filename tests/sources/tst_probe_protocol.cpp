// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "sources/protocol_bench.h"

using namespace rheo;
using namespace rheo::sources;
using namespace rheo::test;

class TestProbeProtocol : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void helloIsAnnouncedAndAnsweredWithResyncOnce();
  void batchesAreTranslatedIntoTheRecordingsNames();
  void whatIsHereAlreadyIsLeftOut();
  void aJumpInTheSequenceIsAGapInItsPlace();
  void aHeartbeatCountsDropsAtTheTailOnce();
  void aHeartbeatWithEventsUnderWayCountsNothing();
  void aHoleAsksAgainAndTakesNothing();
  void aHoleThatNobodyCanFillIsPassed();
  void aProbeThatWasRecordedElsewhereStartsThereWithoutALoss();
  void whatAnotherRecordingTookIsALossOfThisOne();
  void anUnknownCodeAsksAgain();
  void aStrangerIsAskedToSayHello();
  void aRestartedCollectorGoesOnWhereTheFileEnds();
  void aRestoredSessionIsNotLiveBeforeItSpeaks();
  void resyncTellsOnlyWhatIsCommitted();
  void aLostAcknowledgementIsRepeated();
  void byeEndsTheSessionWhenAllIsCommitted();
  void whatAnEndedProbeCouldNotDeliverIsCounted();
  void silenceIsVanishedAndAFrameBringsItBack();
  void silenceWhileNotReadingIsNoSilence();
  void malformedFramesDropTheSessionAndNotTheProcess_data();
  void malformedFramesDropTheSessionAndNotTheProcess();
  void anotherProtocolVersionIsNamed();
  void whoForgotItsLimitsIsAskedAgain();
  void timeIsAnsweredAndSkewIsSeen();
  void totalsFollowTheHeartbeats();
};

void TestProbeProtocol::helloIsAnnouncedAndAnsweredWithResyncOnce() {
  Bench bench;
  bench.hello();
  QCOMPARE(bench.resyncs().size(), std::size_t(1));
  QCOMPARE(bench.sink.session(1).service, std::string("payments"));
  QCOMPARE(bench.sink.session(1).injectables.size(), std::size_t(1));
  bench.hello();
  QCOMPARE(bench.resyncs().size(), std::size_t(1));
  QCOMPARE(bench.acks().size(), std::size_t(1));
}

void TestProbeProtocol::batchesAreTranslatedIntoTheRecordingsNames() {
  Bench bench;
  bench.sink.names().intern("something else");
  bench.greet();
  bench.take(batch(1, {1, 2, 3}));
  QCOMPARE(bench.sink.batches.size(), std::size_t(1));
  const EventBatch& taken = bench.sink.batches[0];
  QCOMPARE(taken.events.size(), std::size_t(3));
  const TraceEvent& event = taken.events[1];
  const NameTable& names = bench.sink.names();
  QCOMPARE(names.text(event.topic), std::string_view("orders"));
  QCOMPARE(names.text(event.service), std::string_view("payments"));
  QCOMPARE(names.text(event.instance), std::string_view("payments-1"));
  QCOMPARE(names.text(event.producer), std::string_view("gateway"));
  QCOMPARE(event.payload, std::string_view("{\"a\":1}"));
  QCOMPARE(event.position, std::uint64_t(2));
  QCOMPARE(event.session, 1u);
  QCOMPARE(taken.lastPosition, std::uint64_t(3));
  QCOMPARE(taken.lastSeq, std::uint64_t(3));
  QVERIFY(taken.gaps.empty());
}

void TestProbeProtocol::whatIsHereAlreadyIsLeftOut() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2, 3}));
  bench.take(batch(2, {2, 3, 4, 5}));
  QCOMPARE(bench.sink.events(), std::uint64_t(5));
  QCOMPARE(bench.sink.batches[1].events.front().position, std::uint64_t(4));
  bench.take(batch(1, {1, 2, 3, 4, 5}));
  QCOMPARE(bench.sink.events(), std::uint64_t(5));
  QCOMPARE(bench.sink.lost(), std::uint64_t(0));
}

void TestProbeProtocol::aJumpInTheSequenceIsAGapInItsPlace() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {3, 4, 9}));
  const EventBatch& taken = bench.sink.batches[0];
  QCOMPARE(taken.gaps.size(), std::size_t(2));
  QCOMPARE(taken.gaps[0].count, std::uint64_t(2));
  QCOMPARE(taken.gaps[0].fromSeq, std::uint64_t(1));
  QCOMPARE(taken.gaps[1].count, std::uint64_t(4));
  QCOMPARE(taken.gaps[1].fromNs, taken.events[1].timeNs);
  QCOMPARE(taken.gaps[1].toNs, taken.events[2].timeNs);
  QCOMPARE(bench.sink.names().text(taken.gaps[1].reason), std::string_view("ring full"));
  QCOMPARE(taken.lastSeq, std::uint64_t(9));
}

void TestProbeProtocol::aHeartbeatCountsDropsAtTheTailOnce() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.heartbeat({{1, 2, 7}, {5, 0, 3}});
  QCOMPARE(bench.sink.lost(), std::uint64_t(8));
  bench.heartbeat({{1, 2, 7}, {5, 0, 3}});
  QCOMPARE(bench.sink.lost(), std::uint64_t(8));
  bench.take(batch(3, {8, 10}));
  QCOMPARE(bench.sink.lost(), std::uint64_t(9));
}

void TestProbeProtocol::aHeartbeatWithEventsUnderWayCountsNothing() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.heartbeat({{1, 4, 7}});
  QCOMPARE(bench.sink.lost(), std::uint64_t(0));
}

void TestProbeProtocol::aHoleAsksAgainAndTakesNothing() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.now += kSecond;
  bench.take(batch(5, {5, 6}));
  QCOMPARE(bench.sink.events(), std::uint64_t(2));
  QCOMPARE(bench.resyncs().size(), std::size_t(2));
  bench.take(batch(7, {7}));  // asked just now: not again
  QCOMPARE(bench.resyncs().size(), std::size_t(2));
  bench.hello();
  bench.take(batch(1, {1, 2, 3, 4, 5, 6}));
  QCOMPARE(bench.sink.events(), std::uint64_t(6));
  QCOMPARE(bench.sink.lost(), std::uint64_t(0));
}

void TestProbeProtocol::aHoleThatNobodyCanFillIsPassed() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  for (int i = 0; i < 5; ++i) {
    bench.now += kSecond;
    bench.take(batch(5, {15, 16}));
    bench.hello();
  }
  QCOMPARE(bench.sink.events(), std::uint64_t(4));
  QCOMPARE(bench.sink.lost(), std::uint64_t(12));
}

void TestProbeProtocol::aProbeThatWasRecordedElsewhereStartsThereWithoutALoss() {
  Bench bench;
  bench.hello("A", {{1, 500, 510}});
  bench.hello("A", {{1, 500, 510}});
  QCOMPARE(bench.resyncs().at(0).streams.at(0).lastPosition, std::uint64_t(500));
  bench.take(batch(501, {511, 513}));
  QCOMPARE(bench.sink.events(), std::uint64_t(2));
  QCOMPARE(bench.sink.lost(), std::uint64_t(1));
}

void TestProbeProtocol::whatAnotherRecordingTookIsALossOfThisOne() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.hello("A", {{1, 10, 12}});
  QCOMPARE(bench.sink.lost(), std::uint64_t(10));
  bench.take(batch(11, {13}));
  QCOMPARE(bench.sink.events(), std::uint64_t(3));
  QCOMPARE(bench.sink.lost(), std::uint64_t(10));
}

void TestProbeProtocol::anUnknownCodeAsksAgain() {
  Bench bench;
  bench.greet();
  bench.now += kSecond;
  bench.take(batch(1, {1}, false));
  QCOMPARE(bench.sink.events(), std::uint64_t(0));
  QCOMPARE(bench.resyncs().size(), std::size_t(2));
  bench.hello();
  bench.take(batch(1, {1}, true));
  QCOMPARE(bench.sink.events(), std::uint64_t(1));
}

void TestProbeProtocol::aStrangerIsAskedToSayHello() {
  Bench bench;
  bench.take(batch(1, {1}));
  QCOMPARE(bench.sink.events(), std::uint64_t(0));
  QCOMPARE(bench.resyncs().size(), std::size_t(1));
  bench.hello();
  bench.take(batch(1, {1}));
  QCOMPARE(bench.sink.events(), std::uint64_t(1));
}

void TestProbeProtocol::aRestartedCollectorGoesOnWhereTheFileEnds() {
  SessionInfo info;
  info.row = 3;
  info.id = {kSession.hi, kSession.lo};
  info.service = "payments";
  Bench bench({{info}, {{3, 1, 100, 120}}});
  bench.hello();
  QCOMPARE(bench.resyncs().at(0).streams.size(), std::size_t(1));
  QCOMPARE(bench.resyncs().at(0).streams[0].lastPosition, std::uint64_t(100));
  bench.take(batch(99, {118, 119, 125}));
  QCOMPARE(bench.sink.events(), std::uint64_t(1));
  QCOMPARE(bench.sink.lost(), std::uint64_t(4));
  QCOMPARE(bench.sink.batches[0].session, 3u);
}

void TestProbeProtocol::aRestoredSessionIsNotLiveBeforeItSpeaks() {
  SessionInfo info;
  info.row = 3;
  info.id = {kSession.hi, kSession.lo};
  info.service = "payments";
  Bench back({{info}, {}});
  QCOMPARE(back.sink.session(3).state, SessionState::Vanished);
  back.hello();
  QCOMPARE(back.sink.session(3).state, SessionState::Live);
  Bench gone({{info}, {}});
  gone.tick(2 * kSecond);
  QVERIFY(gone.entries.empty());
  gone.tick(2 * kSecond);
  QCOMPARE(gone.entries.size(), std::size_t(1));
  QVERIFY(gone.entries[0].text.find("vanished") != std::string::npos);
}

void TestProbeProtocol::resyncTellsOnlyWhatIsCommitted() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2, 3}));
  bench.protocol->acknowledge({{1, 1, 2, 2}});
  QCOMPARE(bench.acks().back().streams.at(0).lastPosition, std::uint64_t(2));
  bench.now += kSecond;
  bench.hello();  // a reconnect
  QCOMPARE(bench.resyncs().back().streams.at(0).lastPosition, std::uint64_t(2));
  bench.take(batch(3, {3, 4}));
  QCOMPARE(bench.sink.events(), std::uint64_t(4));
}

void TestProbeProtocol::aLostAcknowledgementIsRepeated() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.protocol->acknowledge({{1, 1, 2, 2}});
  const std::size_t before = bench.acks().size();
  bench.take(batch(1, {1, 2}));
  QCOMPARE(bench.acks().size(), before + 1);
  QCOMPARE(bench.acks().back().streams.at(0).lastPosition, std::uint64_t(2));
}

void TestProbeProtocol::byeEndsTheSessionWhenAllIsCommitted() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.heartbeat({{1, 2, 5}}, wire::FrameKind::Bye);
  QCOMPARE(bench.sink.lost(), std::uint64_t(3));
  bench.tick(100 * kMillisecond);
  QCOMPARE(bench.sink.session(1).state, SessionState::Live);
  bench.protocol->acknowledge({{1, 1, 2, 5}});
  bench.tick(100 * kMillisecond);
  QCOMPARE(bench.sink.session(1).state, SessionState::Ended);
  QCOMPARE(bench.sink.session(1).emitted, std::uint64_t(5));
  QCOMPARE(bench.sink.session(1).dropped, std::uint64_t(3));
}

void TestProbeProtocol::whatAnEndedProbeCouldNotDeliverIsCounted() {
  Bench bench;
  bench.greet();
  bench.take(batch(1, {1, 2}));
  bench.heartbeat({{1, 10, 12}, {2, 4, 4}}, wire::FrameKind::Bye);
  bench.tick(kSecond);
  QCOMPARE(bench.sink.lost(), std::uint64_t(0));
  bench.take(batch(3, {3, 4}));  // came over another connection
  bench.tick(kSecond);
  QCOMPARE(bench.sink.lost(), std::uint64_t(12));
  bench.tick(kSecond);
  QCOMPARE(bench.sink.lost(), std::uint64_t(12));
  bench.protocol->acknowledge({{1, 1, 10, 12}, {1, 2, 4, 4}});
  bench.tick(kSecond);
  QCOMPARE(bench.sink.session(1).state, SessionState::Ended);
}

void TestProbeProtocol::silenceIsVanishedAndAFrameBringsItBack() {
  Bench bench;
  bench.greet();
  bench.tick(2 * kSecond);
  QCOMPARE(bench.sink.session(1).state, SessionState::Live);
  bench.tick(1100 * kMillisecond);
  QCOMPARE(bench.sink.session(1).state, SessionState::Vanished);
  QVERIFY(bench.entries.back().text.find("'payments'") != std::string::npos);
  bench.take(batch(1, {1}));
  QCOMPARE(bench.sink.session(1).state, SessionState::Live);
  QCOMPARE(bench.sink.events(), std::uint64_t(1));
}

void TestProbeProtocol::silenceWhileNotReadingIsNoSilence() {
  Bench bench;
  bench.greet();
  for (int i = 0; i < 10; ++i) bench.tick(kSecond, false);
  QCOMPARE(bench.sink.session(1).state, SessionState::Live);
}

void TestProbeProtocol::malformedFramesDropTheSessionAndNotTheProcess_data() {
  QTest::addColumn<QByteArray>("frame");
  const std::string good = batch(1, {1, 2});
  QTest::newRow("empty") << QByteArray();
  QTest::newRow("noise") << QByteArray(100, 'x');
  QTest::newRow("cut") << QByteArray(good.data(), static_cast<qsizetype>(good.size()) - 3);
  const std::string ack = wire::encode(wire::Ack{kSession, {{1, 5, 5}}});
  QTest::newRow("ack from a probe") << QByteArray::fromStdString(ack);
  QTest::newRow("position 0") << QByteArray::fromStdString(batch(0, {1}));
}

void TestProbeProtocol::malformedFramesDropTheSessionAndNotTheProcess() {
  QFETCH(QByteArray, frame);
  Bench bench;
  bench.greet();
  for (int i = 0; i < 50; ++i) {
    bench.take(frame.toStdString());
    bench.now += 10 * kMillisecond;
  }
  QCOMPARE(bench.sink.events(), std::uint64_t(0));
  const auto warnings = std::count_if(
      bench.entries.begin(), bench.entries.end(),
      [](const JournalEntry& entry) { return entry.level == JournalEntry::Level::Warning; });
  QCOMPARE(warnings, 1);
  QVERIFY(bench.entries.back().text.find("payments") != std::string::npos);
  // What it had not told is told once it has started over.
  bench.now += 2 * kSecond;
  bench.take(batch(1, {1, 2}));
  QCOMPARE(bench.sink.events(), std::uint64_t(0));
  bench.hello();
  bench.take(batch(1, {1, 2}));
  QCOMPARE(bench.sink.events(), std::uint64_t(2));
}

void TestProbeProtocol::anotherProtocolVersionIsNamed() {
  Bench bench;
  std::string frame = batch(1, {1});
  frame[4] = 9;
  bench.take(frame);
  QVERIFY(bench.entries.back().text.find("protocol version 9") != std::string::npos);
  QVERIFY(bench.entries.back().text.find(kPeer) != std::string::npos);
}

void TestProbeProtocol::whoForgotItsLimitsIsAskedAgain() {
  Bench bench;
  bench.protocol->limit("payments", *ProbeLimits::parse("pause sample:audit=0.5"));
  const auto asked = [&] { return bench.answers<wire::Control>(wire::FrameKind::Control); };
  bench.greet();
  const std::size_t greeted = asked().size();
  QVERIFY(greeted > 0 && asked().back().pause);
  bench.heartbeat({});  // said before it heard us
  QCOMPARE(asked().size(), greeted);
  bench.heartbeat({});
  QCOMPARE(asked().size(), greeted + 1);
  wire::Heartbeat heedful{kSession, bench.now, 0, -1, {}, 0, asked().back()};
  for (int i = 0; i < 3; ++i) bench.take(wire::encode(heedful));
  QCOMPARE(asked().size(), greeted + 1);
  QCOMPARE(bench.sink.session(1).limits, std::string("pause sample:audit=0.5"));
}

void TestProbeProtocol::timeIsAnsweredAndSkewIsSeen() {
  Bench bench;
  bench.greet();
  bench.take(wire::encode(wire::Time{kSession, bench.now - 50 * kSecond, 0, 0}));
  const auto times = bench.answers<wire::Time>(wire::FrameKind::Time);
  QCOMPARE(times.size(), std::size_t(1));
  QCOMPARE(times[0].t1Ns, bench.now - 50 * kSecond);
  QCOMPARE(times[0].t2Ns, bench.now);
  bench.take(wire::encode(wire::Heartbeat{
      kSession, bench.now - 50 * kSecond, 40 * kMillisecond, 50 * kMillisecond, {}, 0, {}}));
  QCOMPARE(bench.sink.session(1).clockOffsetNs, std::int64_t(0));
  bench.take(wire::encode(
      wire::Heartbeat{kSession, bench.now - 50 * kSecond, 50 * kSecond, 1000, {}, 0, {}}));
  QCOMPARE(bench.sink.session(1).clockOffsetNs, 50 * kSecond);
}

void TestProbeProtocol::totalsFollowTheHeartbeats() {
  Bench bench;
  bench.greet();
  bench.heartbeat({{1, 90, 100}, {2, 5, 5}});
  QCOMPARE(bench.sink.session(1).emitted, std::uint64_t(105));
  QCOMPARE(bench.sink.session(1).dropped, std::uint64_t(10));
  bench.heartbeat({{1, 95, 110}});  // stream 2 is over
  QCOMPARE(bench.sink.session(1).emitted, std::uint64_t(115));
  QCOMPARE(bench.sink.session(1).dropped, std::uint64_t(15));
}

QTEST_APPLESS_MAIN(TestProbeProtocol)
#include "tst_probe_protocol.moc"
