// SPDX-License-Identifier: Apache-2.0
// What a probe wrote when its process asked for it, or died (probes/wire/README.md, "Dumps"): the
// frames of one session, each behind its length.
#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

#include "model/sources/files/readers.h"
#include "model/sources/wire/wire_event.h"
#include "probes/wire/wire.hpp"

namespace rheo::files {
namespace {

constexpr std::size_t kMostDictionaryBytes = 32u << 20;
constexpr std::size_t kMostStreams = 65'536;
constexpr std::uint64_t kLargestCount = std::uint64_t{1} << 62;  ///< no real stream gets there

class ProbeDump {
 public:
  ProbeDump(TextWindow& window, Intake& intake) : m_window(window), m_intake(intake) {}
  Result<void> run();

 private:
  /// How far the story of a thread stream is told.
  struct Told {
    std::uint64_t seq = 0;
    TimeNs timeNs = 0;
  };

  bool have(std::size_t bytes);
  Result<void> frame(std::string_view bytes);
  void hello(std::string_view bytes);
  Result<void> batch(std::string_view bytes);
  Result<void> events(wire::BatchReader& reader);
  Result<void> lastWords(std::string_view bytes);
  Result<void> upTo(std::uint32_t stream, std::uint64_t seq, TimeNs timeNs);
  bool define(const wire::BatchHead& head);
  void fill(const wire::EventView& from, std::uint32_t stream, FileSighting& to);
  [[nodiscard]] std::string_view name(std::uint32_t code) const;
  void broken(std::string what);

  TextWindow& m_window;
  Intake& m_intake;
  std::size_t m_at = 0;
  std::uint64_t m_frames = 0;
  bool m_isOver = false;
  SessionInfo m_session;
  std::unordered_map<std::uint32_t, std::string> m_names;
  std::size_t m_nameBytes = 0;
  std::map<std::uint32_t, Told> m_told;
};

/// Makes so many bytes readable from m_at on.
bool ProbeDump::have(std::size_t bytes) {
  while (m_window.size() - m_at < bytes) {
    m_window.mark(m_at);
    const bool isGrown = m_window.grow();
    m_at -= m_window.takeShift();
    if (!isGrown) return false;
  }
  return true;
}

void ProbeDump::broken(std::string what) {
  m_intake.broken(m_window.offset() + m_at, "frame " + std::to_string(m_frames), std::move(what));
}

Result<void> ProbeDump::run() {
  const std::size_t head = wire::kDumpMagic.size();
  if (!have(head) || std::string_view(m_window.data(), head) != wire::kDumpMagic)
    return Error{"The file is no dump of a probe", "", "Leave --format out"};
  m_at = head;
  std::uint32_t size = 0;
  while (have(sizeof size)) {
    std::copy_n(m_window.data() + m_at, sizeof size, reinterpret_cast<char*>(&size));
    if (size > wire::kMaxFrameBytes) {
      broken("a frame that is too long; nothing behind it can be found");
      return {};
    }
    if (!have(sizeof size + size)) break;
    const auto taken = frame({m_window.data() + m_at + sizeof size, size});
    if (!taken) return taken;
    m_at += sizeof size + size;
    ++m_frames;
    if (!m_intake.goOn()) return {};
  }
  if (m_window.failed()) return m_window.error();
  if (!m_isOver) broken("the file ends before the last words of the probe: it was cut short");
  return {};
}

Result<void> ProbeDump::frame(std::string_view bytes) {
  wire::FrameKind kind{};
  const char* reason = "";
  if (!wire::peek(bytes, kind, reason)) {
    broken(reason);
    return {};
  }
  if (kind == wire::FrameKind::Hello) {
    hello(bytes);
  } else if (m_session.service.empty()) {
    broken("a frame before the probe said who it is");
  } else if (kind == wire::FrameKind::Batch) {
    return batch(bytes);
  } else if (kind == wire::FrameKind::Bye || kind == wire::FrameKind::Heartbeat) {
    return lastWords(bytes);
  } else {
    broken("a frame that does not belong into a dump");
  }
  return {};
}

void ProbeDump::hello(std::string_view bytes) {
  wire::Hello hello;
  const char* reason = "";
  if (!wire::decode(bytes, hello, reason)) return broken(reason);
  if (sources::idOf(hello.session).isNull() || hello.service.empty())
    return broken("a HELLO without session or service");
  m_session = {};
  m_session.id = sources::idOf(hello.session);
  m_session.service = hello.service;
  m_session.instance = hello.instance;
  m_session.version = hello.version;
  m_session.host = hello.host;
  m_session.pid = hello.pid;
  m_session.startedNs = hello.startedNs;
  m_session.state = SessionState::Vanished;  // until its last words are read
  m_intake.session(m_session);
  m_told.clear();
  m_names.clear();
  m_nameBytes = 0;
  // What a collector has is not missing here.
  for (const wire::StreamState& at : hello.streams)
    if (m_told.size() < kMostStreams) m_told[at.stream].seq = std::min(at.lastSeq, kLargestCount);
}

Result<void> ProbeDump::batch(std::string_view bytes) {
  wire::BatchReader reader;
  const char* reason = nullptr;
  if (!reader.open(bytes, reason)) {
    broken(reason);
    return {};
  }
  if (sources::idOf(reader.head().session) != m_session.id || !define(reader.head())) {
    broken("names or events of nobody");
    return {};
  }
  const auto taken = events(reader);
  if (taken && reader.failed()) broken(reader.reason());
  return taken;
}

bool ProbeDump::define(const wire::BatchHead& head) {
  for (const auto& [code, text] : head.dictionary) {
    m_nameBytes += text.size() + sizeof(std::string);
    if (m_nameBytes > kMostDictionaryBytes) return false;
    m_names[code] = text;
  }
  return true;
}

Result<void> ProbeDump::events(wire::BatchReader& reader) {
  wire::EventView event;
  FileSighting sighting;
  const std::uint32_t stream = reader.head().stream;
  while (reader.next(event)) {
    if (event.seq > kLargestCount || (m_told.size() >= kMostStreams && !m_told.contains(stream))) {
      broken("a number out of bounds");
      return {};
    }
    if (event.seq <= m_told[stream].seq) continue;  // told before
    const auto before = upTo(stream, event.seq - 1, event.timeNs);
    if (!before) return before;
    fill(event, stream, sighting);
    const auto taken = m_intake.sighting(sighting);
    if (!taken) return taken;
    m_told[stream] = {event.seq, event.timeNs};
  }
  return {};
}

/// Emits that are neither here nor with a collector were lost.
Result<void> ProbeDump::upTo(std::uint32_t stream, std::uint64_t seq, TimeNs timeNs) {
  Told& told = m_told[stream];
  if (seq <= told.seq) return {};
  const TimeNs from = told.timeNs != 0 ? told.timeNs : m_session.startedNs;
  const FileLoss loss{stream, std::min(from, timeNs), timeNs, told.seq + 1, seq - told.seq};
  told.seq = seq;
  return m_intake.lost(m_session, loss);
}

Result<void> ProbeDump::lastWords(std::string_view bytes) {
  wire::Heartbeat words;
  const char* reason = "";
  if (!wire::decode(bytes, words, reason)) {
    broken(reason);
    return {};
  }
  m_session.lastSeenNs = words.timeNs;
  m_session.leftOut = words.leftOut;
  m_session.emitted = m_session.dropped = 0;
  for (const wire::StreamState& said : words.streams) {
    if (said.lastSeq > kLargestCount || said.lastPosition > said.lastSeq) continue;
    m_session.emitted += said.lastSeq;
    m_session.dropped += said.lastSeq - said.lastPosition;
    if (m_told.size() >= kMostStreams && !m_told.contains(said.stream)) continue;
    const auto told = upTo(said.stream, said.lastSeq, words.timeNs);
    if (!told) return told;
  }
  m_session.state = SessionState::Ended;
  m_intake.session(m_session);
  m_isOver = true;
  return {};
}

std::string_view ProbeDump::name(std::uint32_t code) const {
  const auto found = m_names.find(code);
  return found == m_names.end() ? std::string_view() : std::string_view(found->second);
}

void ProbeDump::fill(const wire::EventView& from, std::uint32_t stream, FileSighting& to) {
  sources::takePlain(from, to.event);
  to.event.stream = stream;
  to.service = m_session.service;
  to.instance = m_session.instance;
  to.topic = name(from.topic);
  to.type = name(from.type);
  to.subscription = name(from.subscription);
  to.producer = from.producer;
  to.errorType = name(from.errorType);
  to.deadLetterTopic = name(from.deadLetterTopic);
  to.sagaType = name(from.sagaType);
  to.step = name(from.step);
  to.undoes = name(from.undoes);
}

}  // namespace

Result<void> readProbeDump(TextWindow& window, Intake& intake, const ReadOptions&) {
  return ProbeDump(window, intake).run();
}

}  // namespace rheo::files
