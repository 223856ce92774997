// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/protocol.hpp"

#include <cstring>
#include <type_traits>

namespace rheo::demo {
namespace {

constexpr std::size_t kHead = 8;

template <class T>
void put(std::string& out, T value) {
  const auto bits = static_cast<std::make_unsigned_t<T>>(value);
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(bits) >> (8 * i)));
  }
}

void putText(std::string& out, std::string_view text) {
  text = text.substr(0, kMaxName);
  put(out, static_cast<std::uint16_t>(text.size()));
  out.append(text);
}

void putBytes(std::string& out, std::string_view bytes) {
  put(out, static_cast<std::uint32_t>(bytes.size()));
  out.append(bytes);
}

template <class T>
bool get(std::string_view& in, T& value) {
  if (in.size() < sizeof(T)) return false;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(in[i])) << (8 * i);
  }
  value = static_cast<T>(bits);
  in.remove_prefix(sizeof(T));
  return true;
}

bool take(std::string_view& in, std::size_t size, std::string_view& out) {
  if (in.size() < size) return false;
  out = in.substr(0, size);
  in.remove_prefix(size);
  return true;
}

bool getText(std::string_view& in, std::string_view& out) {
  std::uint16_t size = 0;
  return get(in, size) && size <= kMaxName && take(in, size, out);
}

bool getBytes(std::string_view& in, std::size_t limit, std::string_view& out) {
  std::uint32_t size = 0;
  return get(in, size) && size <= limit && take(in, size, out);
}

}  // namespace

void appendMessage(std::string& out, const Message& m) {
  put(out, m.version);
  put(out, m.kind);
  put(out, m.flags);
  for (const std::string_view text :
       {m.topic, m.type, m.key, m.sagaType, m.sagaKey, m.traceparent, m.tracestate}) {
    putText(out, text);
  }
  putBytes(out, m.payload.substr(0, kMaxPayload));
}

bool readMessage(std::string_view bytes, Message& m) {
  return get(bytes, m.version) && get(bytes, m.kind) && get(bytes, m.flags) &&
         getText(bytes, m.topic) && getText(bytes, m.type) && getText(bytes, m.key) &&
         getText(bytes, m.sagaType) && getText(bytes, m.sagaKey) && getText(bytes, m.traceparent) &&
         getText(bytes, m.tracestate) && getBytes(bytes, kMaxPayload, m.payload) && bytes.empty();
}

FrameWriter::FrameWriter(FrameKind kind) {
  m_bytes.assign({'R', 'D', static_cast<char>(kProtocolVersion), static_cast<char>(kind), '\0',
                  '\0', '\0', '\0'});
}

void FrameWriter::add(const Subscribe& entry) {
  putText(m_bytes, entry.subscription);
  putText(m_bytes, entry.topic);
  put(m_bytes, entry.prefetch);
  ++m_count;
}

void FrameWriter::add(const Message& entry) {
  const std::size_t at = m_bytes.size();
  put(m_bytes, std::uint32_t{0});
  appendMessage(m_bytes, entry);
  const auto size = static_cast<std::uint32_t>(m_bytes.size() - at - 4);
  for (std::size_t i = 0; i < 4; ++i) m_bytes[at + i] = static_cast<char>(size >> (8 * i));
  ++m_count;
}

void FrameWriter::addEncoded(std::string_view message) {
  putBytes(m_bytes, message);
  ++m_count;
}

void FrameWriter::add(const Settlement& entry) {
  put(m_bytes, entry.delivery);
  put(m_bytes, static_cast<std::uint8_t>(entry.verdict));
  put(m_bytes, entry.delayMs);
  putText(m_bytes, entry.queue);
  ++m_count;
}

void FrameWriter::add(const Delivery& entry) {
  put(m_bytes, entry.id);
  put(m_bytes, entry.attempt);
  put(m_bytes, entry.brokerNs);
  putBytes(m_bytes, entry.message);
  ++m_count;
}

std::string_view FrameWriter::finish() {
  for (std::size_t i = 0; i < 4; ++i) m_bytes[4 + i] = static_cast<char>(m_count >> (8 * i));
  return m_bytes;
}

void FrameWriter::clear() {
  m_bytes.resize(kHead);
  m_count = 0;
}

bool FrameReader::open(std::string_view frame) {
  m_failed = true;
  m_left = 0;
  if (frame.size() < kHead || frame.size() > kMaxFrame || frame.substr(0, 2) != "RD" ||
      static_cast<std::uint8_t>(frame[2]) != kProtocolVersion) {
    return false;
  }
  const auto kind = static_cast<std::uint8_t>(frame[3]);
  if (kind < 1 || kind > static_cast<std::uint8_t>(FrameKind::Flow)) return false;
  m_kind = static_cast<FrameKind>(kind);
  m_rest = frame.substr(4);
  m_failed = !get(m_rest, m_count);
  m_left = m_count;
  return !m_failed;
}

bool FrameReader::begin(FrameKind kind) {
  if (m_failed || m_kind != kind || m_left == 0) return false;
  --m_left;
  return true;
}

bool FrameReader::end(bool good) {
  m_failed = !good;
  return good;
}

bool FrameReader::next(Subscribe& entry) {
  return begin(FrameKind::Subscribe) &&
         end(getText(m_rest, entry.subscription) && getText(m_rest, entry.topic) &&
             get(m_rest, entry.prefetch));
}

bool FrameReader::next(Settlement& entry) {
  std::uint8_t verdict = 0;
  if (!begin(FrameKind::Settle)) return false;
  const bool good = get(m_rest, entry.delivery) && get(m_rest, verdict) && verdict >= 1 &&
                    verdict <= 3 && get(m_rest, entry.delayMs) && getText(m_rest, entry.queue);
  entry.verdict = static_cast<Verdict>(verdict);
  return end(good);
}

bool FrameReader::next(Delivery& entry) {
  return begin(FrameKind::Deliver) &&
         end(get(m_rest, entry.id) && get(m_rest, entry.attempt) && get(m_rest, entry.brokerNs) &&
             getBytes(m_rest, kMaxFrame, entry.message));
}

bool FrameReader::next(std::string_view& message) {
  return begin(FrameKind::Publish) && end(getBytes(m_rest, kMaxFrame, message));
}

}  // namespace rheo::demo
