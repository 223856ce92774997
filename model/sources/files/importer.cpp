// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/importer.h"

#include <algorithm>
#include <utility>

#include "model/sources/files/byte_source.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostBlockItems =
    256;  ///< small enough for the allocator to keep their memory
constexpr std::size_t kMostBlockBytes = 256u << 10;

using Read = Result<void> (*)(TextWindow&, Intake&, const ReadOptions&);

Read readerOf(Format format) {
  switch (format) {
    case Format::Jsonl:
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
    case Format::ProbeDump:
      return readProbeDump;
  }
  return readSightings;
}

}  // namespace

ImportCounts& ImportCounts::operator+=(const ImportCounts& understood) {
  static constexpr std::uint64_t ImportCounts::*kUnderstood[] = {
      &ImportCounts::sightings,  &ImportCounts::orphans,    &ImportCounts::cycles,
      &ImportCounts::duplicates, &ImportCounts::backwards,  &ImportCounts::untimed,
      &ImportCounts::timeless,   &ImportCounts::otherRoots, &ImportCounts::otherNames,
      &ImportCounts::skewed};
  for (const auto count : kUnderstood) this->*count += understood.*count;
  return *this;
}

Importer::Importer(Receiver& receiver, ImportOptions options)
    : m_options(std::move(options)),
      m_names(receiver.names()),
      m_origins(receiver, m_names),
      m_blockItems(std::clamp<std::size_t>(m_options.windowItems / 64, 1, kMostBlockItems)),
      m_stage(receiver, m_options.windowItems, m_options.windowBytes) {}

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
  const std::string_view head = window.head();
  if (window.failed()) return Error{window.error().what, name, window.error().hint};
  if (!format) format = recognise(head);
  if (!format) {
    return Error{
        window.size() == 0 ? "The file is empty" : "Nobody knows this format", name,
        "Known are: OTLP, Jaeger, Zipkin, Chrome, CloudEvents, CSV, XES, our own lines and dumps"};
  }
  const Result<void> read =
      readerOf(*format)(window, *this, {looksLikeLines(head), &m_options.columns});
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
  const Result<void> passed = passOn(true);
  const Result<void> handed = m_stage.finish();
  return passed ? handed : passed;
}

ImportCounts Importer::counts() const {
  ImportCounts counts = m_counts;
  counts.otherNames = m_names.others();
  counts += m_stage.counts();
  return counts;
}

bool Importer::goOn() {
  // Records are small and many: asking somebody else at each would cost more than reading them.
  if (++m_asked % 1024 == 0 && m_options.progress && m_source != nullptr) {
    m_counts.bytesRead = m_bytesBefore + m_source->consumed();
    m_options.progress(counts());
  }
  return !m_options.cancel.cancelled();
}

void Importer::broken(std::uint64_t byte, std::string path, std::string what) {
  ++m_counts.broken;
  if (m_counts.examples.size() >= ImportCounts::kMostExamples) return;
  m_counts.examples.push_back({m_file, byte, std::move(path), std::move(what)});
}

void Importer::column(std::string name, std::string field) {
  constexpr std::size_t kMostColumns = 1000;
  if (m_counts.columns.size() < kMostColumns)
    m_counts.columns.push_back({std::move(name), std::move(field)});
}

Result<void> Importer::passOn(bool all) {
  const std::size_t items = m_block.notes.size() + m_block.sightings.size() + m_block.losses.size();
  const bool isFull = items >= m_blockItems || m_block.texts->pool.bytes() >= kMostBlockBytes;
  if (items == 0 || (!all && !isFull)) return {};
  NoteBlock full = std::exchange(m_block, {});
  m_block.notes.reserve(full.notes.size());
  return m_stage.take(std::move(full));
}

void Importer::session(const SessionInfo& info) {
  m_origins.adopt(info);
}

Result<void> Importer::lost(const SessionInfo& by, const FileLoss& loss) {
  const Origin& origin = m_origins.of(by.service, by.instance, m_file);
  EventBatch& batch = m_block.losses.emplace_back();
  batch.session = origin.session;
  batch.stream = loss.stream;
  batch.gaps.push_back({origin.session, loss.stream, origin.service, loss.fromNs, loss.toNs,
                        loss.fromSeq, loss.count, m_names.code("ring full")});
  return passOn(true);
}

Result<void> Importer::sighting(const FileSighting& from) {
  TraceEvent event = from.event;
  const Origin& origin = m_origins.of(from.service, from.instance, m_file);
  event.session = origin.session;
  event.service = origin.service;
  event.instance = origin.instance;
  event.topic = m_names.code(from.topic);
  event.type = m_names.code(from.type);
  event.subscription = m_names.code(from.subscription);
  event.producer = m_names.code(from.producer);
  event.errorType = m_names.code(from.errorType);
  event.deadLetterTopic = m_names.code(from.deadLetterTopic);
  event.sagaType = m_names.code(from.sagaType);
  event.step = m_names.code(from.step);
  event.undoes = m_names.code(from.undoes);
  event.key = m_block.texts->pool.keep(event.key);
  event.sagaKey = m_block.texts->pool.keep(event.sagaKey);
  event.payload = m_block.texts->pool.keep(event.payload);
  event.attributes = m_block.texts->pool.keep(event.attributes);
  if (event.timeNs == 0) {
    ++m_counts.untimed;
    event.timeNs = m_latestNs;
  }
  m_latestNs = std::max(m_latestNs, event.timeNs);
  m_block.sightings.push_back(event);
  return passOn(false);
}

}  // namespace rheo::files
