// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What services and the demo broker say to each other: DEALER (service) <-> ROUTER (broker), one
/// payload frame a message, little endian. A frame is "RD", u8 version, u8 kind, u32 count, then
/// `count` entries. Strings are u16 length + bytes, payloads u32. Reading is bounded and never
/// throws.
namespace rheo::demo {

constexpr std::uint8_t kProtocolVersion = 1;
constexpr std::size_t kMaxFrame = 4u << 20;
constexpr std::size_t kMaxName = 512;
constexpr std::size_t kMaxPayload = 1u << 20;

enum class FrameKind : std::uint8_t {
  Subscribe = 1,   ///< service -> broker: one entry per topic
  Subscribed = 2,  ///< broker -> service: the answer, no entries
  Publish = 3,     ///< service -> broker: messages
  Settle = 4,      ///< service -> broker: what became of deliveries
  Deliver = 5,     ///< broker -> service
  Ping = 6,        ///< service -> broker: still here, no entries
  Flow = 7         ///< broker -> service: count 1 = hold new inputs, 0 = go on
};

/// Bits of Message::flags.
enum MessageFlag : std::uint8_t { kMessageInjected = 1, kMessageReplayed = 2 };

/// One business message with its headers. Views into the bytes it was read from.
struct Message {
  std::string_view topic, type;
  std::uint16_t version = 1;
  std::uint8_t kind = 0;  ///< as rheo::EventKind
  std::uint8_t flags = 0;
  std::string_view key, sagaType, sagaKey;
  std::string_view traceparent, tracestate;
  std::string_view payload;
};

void appendMessage(std::string& out, const Message& message);
/// False when `bytes` is not exactly one message.
bool readMessage(std::string_view bytes, Message& out);

struct Subscribe {
  std::string_view subscription, topic;
  std::uint16_t prefetch = 1;  ///< deliveries a consumer holds unsettled at most
};

enum class Verdict : std::uint8_t {
  Done = 1,
  Retry = 2,      ///< again, after delayMs, with the next attempt number
  DeadLetter = 3  ///< moved to the topic `queue`
};

struct Settlement {
  std::uint64_t delivery = 0;
  Verdict verdict = Verdict::Done;
  std::uint32_t delayMs = 0;
  std::string_view queue = {};
};

struct Delivery {
  std::uint64_t id = 0;
  std::uint16_t attempt = 1;   ///< 1 for the first
  std::int64_t brokerNs = 0;   ///< Unix ns when the broker took the message
  std::string_view message{};  ///< for readMessage()
};

/// Builds frames of one kind; take() hands the finished one out and starts the next.
class FrameWriter {
 public:
  explicit FrameWriter(FrameKind kind);
  void add(const Subscribe& entry);
  void add(const Message& entry);
  void add(const Settlement& entry);
  void add(const Delivery& entry);
  /// A message that is encoded already.
  void addEncoded(std::string_view message);
  void setCount(std::uint32_t count) { m_count = count; }
  [[nodiscard]] std::uint32_t count() const { return m_count; }
  [[nodiscard]] std::size_t size() const { return m_bytes.size(); }
  /// The finished frame; valid until the next add() or clear().
  std::string_view finish();
  void clear();

 private:
  std::string m_bytes;
  std::uint32_t m_count = 0;
};

/// Reads a frame entry by entry with the next() that fits its kind; false at the end or on
/// malformed bytes (then failed()).
class FrameReader {
 public:
  bool open(std::string_view frame);
  [[nodiscard]] FrameKind kind() const { return m_kind; }
  [[nodiscard]] std::uint32_t count() const { return m_count; }
  [[nodiscard]] bool failed() const { return m_failed; }
  bool next(Subscribe& entry);
  bool next(Settlement& entry);
  bool next(Delivery& entry);
  /// The next encoded message of a Publish frame.
  bool next(std::string_view& message);

 private:
  bool begin(FrameKind kind);
  bool end(bool good);

  std::string_view m_rest;
  FrameKind m_kind = FrameKind::Ping;
  std::uint32_t m_count = 0;
  std::uint32_t m_left = 0;
  bool m_failed = false;
};

}  // namespace rheo::demo
