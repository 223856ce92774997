// SPDX-License-Identifier: Apache-2.0
#include "probes/src/dump.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "probes/src/introduction.hpp"
#include "probes/src/names.hpp"
#include "probes/src/ring_view.hpp"

namespace rheo::probe {
namespace {

constexpr std::size_t kBatchBytes = 48u << 10;
constexpr std::uint32_t kBatchEvents = 1024;
constexpr int kPatienceMs = 200;  ///< for all locks together: who holds one may be the one who died

std::size_t recordRoom(const Core& core) {
  return kMaxRecordHeadBytes + core.payloadLimit() + kMaxAttributeBytes + kMaxKeyBytes +
         kMaxSagaKeyBytes + sizeof(Context) + 8;
}

bool writeAll(int file, const char* bytes, std::size_t size) noexcept {
  while (size != 0) {
    const ssize_t done = ::write(file, bytes, size);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes += done;
    size -= static_cast<std::size_t>(done);
  }
  return true;
}

}  // namespace

Dump::Dump(Core& core)
    : m_core(core), m_hello(introduction(core)), m_redaction(core.allowed.get()) {
  m_hello.streams.reserve(Core::kMaxStreams);
  m_hello.gone.reserve(Core::kMaxStreams);
  m_lastWords.streams.reserve(Core::kMaxStreams + 1);
  m_holds.reserve(Core::kMaxStreams);
  m_frame.reserve(wire::encode(m_hello).size() + 2 * wire::streamsBytes(Core::kMaxStreams));
  m_record.resize(recordRoom(core));
  const bool grows = core.allowed != nullptr;  // a masked value may be longer than what it hides
  const auto room = [grows](std::size_t bytes) { return grows ? redactedRoom(bytes) : bytes; };
  m_redaction.prepare(core.payloadLimit(), kMaxAttributeBytes);
  m_writer.reserve(kBatchBytes + 2 * kMaxRecordHeadBytes + room(core.payloadLimit()) +
                   room(kMaxAttributeBytes) + kMaxKeyBytes + NameTable::kMaxNameBytes + 4096);
}

bool Dump::write(const char* path) noexcept {
  const int file = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return false;
  holdAll();
  const bool whole = writeFrames(file);
  releaseAll();
  return ::close(file) == 0 && whole;
}

void Dump::holdAll() noexcept {
  int patienceMs = kPatienceMs;
  m_core.eachStream([&](Stream& stream) {
    if (m_holds.size() == m_holds.capacity()) return;
    bool isLocked = stream.tryLock();
    for (; !isLocked && patienceMs > 0; --patienceMs) {
      ::poll(nullptr, 0, 1);
      isLocked = stream.tryLock();
    }
    m_holds.push_back({&stream, stream.held(), isLocked});
  });
}

void Dump::releaseAll() noexcept {
  for (const Hold& hold : m_holds)
    if (hold.isLocked) hold.stream->unlock();
  m_holds.clear();
}

bool Dump::writeFrames(int file) noexcept {
  if (!writeAll(file, wire::kDumpMagic.data(), wire::kDumpMagic.size())) return false;
  m_hello.streams.clear();
  m_hello.gone.clear();
  m_lastWords.streams.clear();
  m_lastWords.leftOut = 0;
  addHomeless(m_core, m_lastWords);
  for (const Hold& hold : m_holds) {
    addStream(*hold.stream, m_hello);
    m_lastWords.streams.push_back({hold.stream->id(), hold.held.last, hold.held.lastSeq});
    m_lastWords.leftOut += hold.stream->leftOut();
  }
  wire::encode(m_hello, m_frame);
  // Names are read after the streams: whatever those name is among them.
  if (!writeFrame(file, m_frame) || !writeNames(file)) return false;
  for (const Hold& hold : m_holds)
    if (!writeStream(file, hold)) return false;
  m_lastWords.session = m_core.session;
  m_lastWords.timeNs = Clock::instance().nowNs();
  wire::encode(m_lastWords, wire::FrameKind::Bye, m_frame);
  return writeFrame(file, m_frame);
}

bool Dump::writeFrame(int file, std::string_view frame) noexcept {
  const auto size = static_cast<std::uint32_t>(frame.size());
  return writeAll(file, reinterpret_cast<const char*>(&size), sizeof size) &&
         writeAll(file, frame.data(), frame.size());
}

bool Dump::writeNames(int file) noexcept {
  const NameTable& names = NameTable::instance();
  const std::uint32_t last = names.count();
  for (std::uint32_t code = 0; code < last;) {
    m_writer.begin(m_core.session, 1, 1);
    while (code < last && m_writer.size() < kBatchBytes) {
      ++code;
      m_writer.define(code, names.text(code));
    }
    if (!writeFrame(file, m_writer.frame())) return false;
  }
  return true;
}

bool Dump::writeStream(int file, const Hold& hold) noexcept {
  RingView view(m_core.pool, hold.held);
  const std::uint64_t committed = hold.stream->ackedPosition();
  const auto begin = [&] {
    m_writer.begin(m_core.session, hold.stream->id(), view.position() + 1);
  };
  wire::EventView event;
  begin();
  while (view.next(m_record.data(), m_record.size())) {
    if (view.position() <= committed) {
      begin();
      continue;
    }
    readRecord(m_record.data(), event);
    m_redaction.apply(event);
    m_writer.add(event);
    if (m_writer.size() < kBatchBytes && m_writer.count() < kBatchEvents) continue;
    if (!writeFrame(file, m_writer.frame())) return false;
    begin();
  }
  return m_writer.count() == 0 || writeFrame(file, m_writer.frame());
}

}  // namespace rheo::probe
