// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/importer.h"

#include <algorithm>

#include "model/sources/files/byte_source.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

constexpr std::size_t kHead = 64u << 10;
constexpr std::size_t kArenaBlock = 1u << 20;
constexpr std::size_t kBatchEvents = 16'384;

using Read = Result<void> (*)(TextWindow&, Intake&, const ReadOptions&);

Read readerOf(Format format) {
  switch (format) {
    case Format::Sightings:
      return readSightings;
    case Format::OtlpJson:
      return readOtlpJson;
    case Format::OtlpProto:
      return readOtlpProto;
    case Format::Jaeger:
      return readJaegerJson;
    case Format::Zipkin:
      return readZipkinJson;
    case Format::Zipkin1:
      return readZipkin1Json;
    case Format::Chrome:
      return readChromeJson;
    case Format::CloudEvents:
      return readCloudEvents;
    case Format::Csv:
      return readCsv;
    case Format::Xes:
      return readXes;
  }
  return readSightings;
}

}  // namespace

Importer::Importer(Receiver& receiver, ImportOptions options)
    : m_receiver(receiver), m_options(std::move(options)), m_meaning(receiver.names(), m_counts) {}

Result<void> Importer::add(const std::string& path, std::optional<Format> format) {
  auto source = openFile(path);
  if (!source) return source.error();
  return add(**source, path, format);
}

Result<void> Importer::add(ByteSource& source, const std::string& name,
                           std::optional<Format> format) {
  m_file = name;
  m_source = &source;
  m_counts.bytesTotal = source.total() == 0 ? 0 : m_bytesBefore + source.total();
  TextWindow window(source);
  while (window.size() < kHead && window.grow()) {
  }
  if (window.failed()) return Error{window.error().what, name, window.error().hint};
  const std::string_view head(window.data(), std::min(window.size(), kHead));
  if (!format) format = recognise(head);
  if (!format) {
    return Error{
        window.size() == 0 ? "The file is empty" : "Nobody knows this format", name,
        "Known are: OTLP, Jaeger, Zipkin, Chrome, CloudEvents, CSV, XES and our own lines"};
  }
  const Result<void> read = readerOf(*format)(window, *this, {looksLikeLines(head)});
  m_bytesBefore += source.consumed();
  m_counts.bytesRead = m_bytesBefore;
  m_source = nullptr;
  if (!read)
    return Error{read.error().what,
                 name + (read.error().where.empty() ? "" : ": ") + read.error().where,
                 read.error().hint};
  return {};
}

Result<void> Importer::finish() {
  return flush(true);
}

bool Importer::goOn() {
  // Records are small and many: asking somebody else at each would cost more than reading them.
  if (++m_asked % 1024 == 0 && m_options.progress && m_source != nullptr) {
    m_counts.bytesRead = m_bytesBefore + m_source->consumed();
    m_options.progress(m_counts);
  }
  return !m_options.cancel.cancelled();
}

void Importer::broken(std::uint64_t byte, std::string path, std::string what) {
  ++m_counts.broken;
  if (m_counts.examples.size() >= ImportCounts::kMostExamples) return;
  m_counts.examples.push_back({m_file, byte, std::move(path), std::move(what)});
}

std::string_view Importer::keep(std::string_view text) {
  if (text.empty()) return {};
  if (m_arena.empty() || m_arena.back().capacity() - m_arena.back().size() < text.size()) {
    m_arena.emplace_back().reserve(std::max(kArenaBlock, text.size()));
  }
  std::string& block = m_arena.back();
  const std::size_t at = block.size();
  block += text;
  m_arenaBytes += text.size();
  return std::string_view(block).substr(at);
}

std::uint32_t Importer::session(std::string_view service, std::string_view instance) {
  const auto key = std::make_pair(std::string(service), std::string(instance));
  const auto it = m_sessions.find(key);
  if (it != m_sessions.end()) return it->second;
  SessionInfo info;
  info.id = stableId(m_file, key.first + '\n' + key.second);
  info.service = key.first;
  info.instance = key.second;
  info.host = "import";
  info.state = SessionState::Ended;
  return m_sessions[key] = m_receiver.announce(info);
}

Result<void> Importer::makeRoom() {
  const bool full = m_notes.size() + m_sightings.size() >= m_options.windowItems ||
                    m_arenaBytes >= m_options.windowBytes;
  return full ? flush(false) : Result<void>();
}

Result<void> Importer::sighting(const FileSighting& from) {
  NameTable& names = m_receiver.names();
  TraceEvent event = from.event;
  event.service = names.intern(from.service);
  event.instance = names.intern(from.instance);
  event.topic = names.intern(from.topic);
  event.type = names.intern(from.type);
  event.subscription = names.intern(from.subscription);
  event.producer = names.intern(from.producer);
  event.errorType = names.intern(from.errorType);
  event.deadLetterTopic = names.intern(from.deadLetterTopic);
  event.sagaType = names.intern(from.sagaType);
  event.step = names.intern(from.step);
  event.undoes = names.intern(from.undoes);
  event.session = session(from.service, from.instance);
  event.key = keep(event.key);
  event.sagaKey = keep(event.sagaKey);
  event.payload = keep(event.payload);
  event.attributes = keep(event.attributes);
  if (event.timeNs == 0) {
    ++m_counts.untimed;
    event.timeNs = m_latestNs;
  }
  m_latestNs = std::max(m_latestNs, event.timeNs);
  m_sightings.push_back(event);
  return makeRoom();
}

/// The oldest three quarters, or everything: what is younger may still find its relatives.
Result<void> Importer::flush(bool all) {
  std::vector<TraceEvent> events;
  const auto older = [](const auto& a, const auto& b) { return a.timeNs < b.timeNs; };
  const std::size_t count = all ? m_notes.size() : m_notes.size() / 4 * 3;
  std::stable_sort(m_notes.begin(), m_notes.end(),
                   [](const SpanNote& a, const SpanNote& b) { return a.startNs < b.startNs; });
  for (std::size_t i = 0; i < count; ++i) m_meaning.tell(m_notes[i], events);
  m_notes.erase(m_notes.begin(), m_notes.begin() + static_cast<std::ptrdiff_t>(count));
  events.insert(events.end(), m_sightings.begin(), m_sightings.end());
  m_sightings.clear();
  std::stable_sort(events.begin(), events.end(), older);
  if (const auto handed = hand(events); !handed) return handed;
  // What stays behind moves to a new arena, so that the old one can go.
  const std::deque<std::string> old = std::move(m_arena);
  m_arena.clear();
  m_arenaBytes = 0;
  for (SpanNote& note : m_notes) {
    note.key = keep(note.key);
    note.attributes = keep(note.attributes);
  }
  return {};
}

Result<void> Importer::hand(std::vector<TraceEvent>& events) {
  std::vector<Problem> problems = m_meaning.takeProblems();
  for (std::size_t at = 0; at < events.size(); at += kBatchEvents) {
    const std::size_t count = std::min(kBatchEvents, events.size() - at);
    EventBatch batch;
    batch.events.assign(events.begin() + static_cast<std::ptrdiff_t>(at),
                        events.begin() + static_cast<std::ptrdiff_t>(at + count));
    std::size_t bytes = 0;
    for (const TraceEvent& e : batch.events) {
      bytes += e.key.size() + e.sagaKey.size() + e.payload.size() + e.attributes.size();
    }
    std::string& text = batch.bytes.emplace_back();
    text.reserve(bytes);
    const auto move = [&text](std::string_view& view) {
      const std::size_t begin = text.size();
      text += view;
      view = std::string_view(text).substr(begin);
    };
    for (TraceEvent& e : batch.events) {
      move(e.key);
      move(e.sagaKey);
      move(e.payload);
      move(e.attributes);
    }
    m_counts.sightings += count;
    if (const auto taken = m_receiver.take(std::move(batch), std::move(problems)); !taken)
      return taken;
    problems.clear();
  }
  return {};
}

}  // namespace rheo::files
