// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTest>

#include "model/sources/probe_protocol.h"
#include "sources/fake_sink.h"

namespace rheo::test {

constexpr TimeNs kStart = 1'700'000'000 * kSecond;
inline const wire::WireId kSession{7, 9};
inline const std::string kPeer = "127.0.0.1";

/// A protocol on a bench: frames in, frames out, a clock to turn.
struct Bench {
  FakeSink sink;
  std::vector<std::pair<std::string, std::string>> sent;
  std::vector<JournalEntry> entries;
  std::unique_ptr<sources::ProbeProtocol> protocol;
  TimeNs now = kStart;

  explicit Bench(sources::Restored restored = {}) { restart(std::move(restored)); }
  void restart(sources::Restored restored) {
    sources::ProbeProtocol::Hooks hooks;
    hooks.send = [this](const std::string& identity, const std::string& frame) {
      sent.emplace_back(identity, frame);
      return true;
    };
    hooks.journal = [this](const JournalEntry& entry) { entries.push_back(entry); };
    protocol = std::make_unique<sources::ProbeProtocol>(sink, std::move(restored), hooks, now);
  }
  void take(const std::string& frame, const std::string& identity = "A") {
    std::vector<EventBatch> out;
    protocol->take(identity, kPeer, frame, now, out);
    for (EventBatch& batch : out) QVERIFY(sink.submit(std::move(batch)));
  }
  void tick(std::int64_t laterNs, bool heard = true) {
    now += laterNs;
    std::vector<EventBatch> out;
    protocol->tick(now, heard, out);
    for (EventBatch& batch : out) QVERIFY(sink.submit(std::move(batch)));
  }
  void hello(const std::string& identity = "A", std::vector<wire::StreamState> acknowledged = {}) {
    wire::Hello hello;
    hello.streams = std::move(acknowledged);
    hello.session = kSession;
    hello.service = "payments";
    hello.instance = "payments-1";
    hello.pid = 42;
    hello.injectables = {{"orders", "OrderPlaced", "{}"}};
    take(wire::encode(hello), identity);
  }
  /// HELLO, and HELLO again for the RESYNC that answers it.
  void greet(const std::string& identity = "A") {
    hello(identity);
    hello(identity);
  }
  void heartbeat(std::vector<wire::StreamState> streams,
                 wire::FrameKind kind = wire::FrameKind::Heartbeat) {
    take(wire::encode(wire::Heartbeat{kSession, now, 0, -1, std::move(streams), 0, {}}, kind));
  }
  template <class Message>
  std::vector<Message> answers(wire::FrameKind wanted) const {
    std::vector<Message> found;
    for (const auto& [identity, frame] : sent) {
      wire::FrameKind kind{};
      const char* reason = "";
      Message message;
      if (wire::peek(frame, kind, reason) && kind == wanted &&
          wire::decode(frame, message, reason)) {
        found.push_back(message);
      }
    }
    return found;
  }
  std::vector<wire::Resync> resyncs() const {
    return answers<wire::Resync>(wire::FrameKind::Resync);
  }
  std::vector<wire::Ack> acks() const { return answers<wire::Ack>(wire::FrameKind::Ack); }
};

/// Positions first.. with the given sequence numbers; name 1 is the topic.
inline std::string batch(std::uint64_t first, const std::vector<std::uint64_t>& seqs,
                         bool define = true, std::uint32_t stream = 1) {
  wire::BatchWriter writer;
  writer.begin(kSession, stream, first);
  if (define) writer.define(1, "orders");
  for (const std::uint64_t seq : seqs) {
    wire::EventView event;
    event.topic = 1;
    event.seq = seq;
    event.timeNs = kStart + static_cast<TimeNs>(seq) * kMillisecond;
    event.eventId = {1, seq};
    event.payload = "{\"a\":1}";
    event.payloadSize = 7;
    event.producer = "gateway";
    writer.add(event);
  }
  return writer.finish();
}

}  // namespace rheo::test
