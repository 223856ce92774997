// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "probes/src/conversation.hpp"
#include "probes/src/names.hpp"

/// Rings to frames.
namespace rheo::probe {
namespace {
constexpr int kBatchesAStep = 16;
constexpr std::uint32_t kBatchEvents = 1024;
constexpr std::size_t kBatchBytes = 192u << 10;
constexpr std::size_t kNameBytes = 128u << 10;
}  // namespace

bool Conversation::sendEvents(Transport& transport) {
  m_more = false;
  int batches = 0;
  bool open = true;
  m_core.eachStream([&](Stream& stream) {
    while (open && batches < kBatchesAStep && stream.unread() != 0) {
      stream.lock();
      open = sendBatch(transport, stream);
      stream.unlock();
      ++batches;
    }
    m_more = m_more || stream.unread() != 0;
  });
  return open;
}

bool Conversation::sendNames(Transport& transport, Stream& stream) {
  // Read after the events that use them: whatever they name is below.
  const NameTable& names = NameTable::instance();
  const std::uint32_t last = names.count();
  while (m_named < last) {
    m_writer.begin(m_session, stream.id(), stream.readPosition() + 1);
    std::uint32_t code = m_named;
    while (code < last && m_writer.size() < kNameBytes) {
      ++code;
      m_writer.define(code, names.text(code));
    }
    if (code == last) {  // the rest goes with the events
      m_pendingNamed = last;
      return true;
    }
    if (!transport.send(m_writer.frame())) return false;
    m_named = code;
  }
  m_writer.begin(m_session, stream.id(), stream.readPosition() + 1);
  m_pendingNamed = last;
  return true;
}

bool Conversation::sendBatch(Transport& transport, Stream& stream) {
  const std::uint64_t before = stream.readPosition();
  std::uint64_t left = std::min<std::uint64_t>(stream.unread(), kBatchEvents);
  if (!sendNames(transport, stream)) return false;
  wire::EventView event;
  for (; left != 0 && m_writer.size() < kBatchBytes; --left) {
    const char* record = stream.peek(m_scratch);
    if (record == nullptr) break;
    readRecord(record, event);
    m_redaction.prepare(event.payload.size(), event.attributes.size());
    m_redaction.apply(event);
    m_writer.add(event);
    stream.advance();
  }
  if (!transport.send(m_writer.frame())) {
    stream.rewind(before);
    return false;
  }
  m_named = m_pendingNamed;
  return true;
}

}  // namespace rheo::probe
