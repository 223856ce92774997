// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/importer.h"

#include <algorithm>
#include <utility>

#include "model/sources/files/byte_source.h"

namespace rheo::files {
namespace {

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

Importer::Importer(Receiver& receiver, ImportOptions options)
    : m_receiver(receiver),
      m_options(std::move(options)),
      m_names(receiver.names()),
      m_origins(receiver, m_names),
      m_meaning(m_names, m_counts),
      m_window(m_options.windowItems, m_options.windowBytes) {}

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
  m_counts.otherNames = m_names.others();
  return hand(true);
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

void Importer::column(std::string name, std::string field) {
  constexpr std::size_t kMostColumns = 1000;
  if (m_counts.columns.size() < kMostColumns)
    m_counts.columns.push_back({std::move(name), std::move(field)});
}

Result<void> Importer::makeRoom() {
  return m_window.isFull() ? hand(false) : Result<void>();
}

Result<void> Importer::hand(bool all) {
  std::vector<EventBatch> batches = m_window.take(m_meaning, all);
  std::vector<Problem> problems = m_meaning.takeProblems(all);
  if (batches.empty() && !problems.empty()) batches.emplace_back();
  for (EventBatch& batch : batches) {
    m_counts.sightings += batch.events.size();
    const auto taken = m_receiver.take(std::move(batch), std::exchange(problems, {}));
    if (!taken) return taken;
  }
  return {};
}

void Importer::session(const SessionInfo& info) {
  m_origins.adopt(info);
}

Result<void> Importer::lost(const SessionInfo& by, const FileLoss& loss) {
  const Origin& origin = m_origins.of(by.service, by.instance, m_file);
  EventBatch batch;
  batch.session = origin.session;
  batch.stream = loss.stream;
  batch.gaps.push_back({origin.session, loss.stream, origin.service, loss.fromNs, loss.toNs,
                        loss.fromSeq, loss.count, m_names.code("ring full")});
  return m_receiver.take(std::move(batch), {});
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
  event.key = m_window.keep(event.key);
  event.sagaKey = m_window.keep(event.sagaKey);
  event.payload = m_window.keep(event.payload);
  event.attributes = m_window.keep(event.attributes);
  if (event.timeNs == 0) {
    ++m_counts.untimed;
    event.timeNs = m_latestNs;
  }
  m_latestNs = std::max(m_latestNs, event.timeNs);
  m_window.add(event);
  return makeRoom();
}

}  // namespace rheo::files
