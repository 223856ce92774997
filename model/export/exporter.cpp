// SPDX-License-Identifier: Apache-2.0
#include "model/export/exporter.h"

#include <algorithm>
#include <array>
#include <vector>

#include "model/export/writers.h"

namespace rheo::exports {
namespace {

constexpr std::array kWritten{Format::Jsonl,       Format::OtlpJson, Format::OtlpProto,
                              Format::CloudEvents, Format::Csv,      Format::Jaeger,
                              Format::Zipkin,      Format::Chrome};

constexpr std::size_t kRows = 1024;
constexpr std::size_t kFlushBytes = 1u << 20;

/// Counts, flushes, pauses.
class Output {
 public:
  Output(Writer& writer, const ByteSink& sink) : m_writer(writer), m_sink(sink) {}

  Result<void> add(const store::EventRow& row) {
    m_writer.sighting(m_text, row) ? ++m_counts.written : ++m_counts.passedOver;
    if (m_counts.written % kRows == 0) m_writer.pause(m_text);
    return m_text.size() >= kFlushBytes ? flush() : Result<void>();
  }
  Result<ExportCounts> end() {
    m_writer.end(m_text);
    if (const auto flushed = flush(); !flushed) return flushed.error();
    return m_counts;
  }
  std::string& text() { return m_text; }

 private:
  Result<void> flush() {
    const Result<void> written = m_sink(m_text);
    m_text.clear();
    return written;
  }

  Writer& m_writer;
  const ByteSink& m_sink;
  std::string m_text;
  ExportCounts m_counts;
};

struct TraceRow {
  Id128 trace;
  std::uint64_t row = 0;
};

/// Hands over rows in blocks, so that nothing but the ids is held.
Result<void> writeRows(store::StoreReader& reader, const std::vector<std::uint64_t>& rows,
                       Output& output, const CancelToken& cancel) {
  for (std::size_t at = 0; at < rows.size(); at += kRows) {
    const std::size_t count = std::min(kRows, rows.size() - at);
    const auto block = reader.eventRows(std::span(rows).subspan(at, count), true, cancel);
    if (!block) return block.error();
    for (const store::EventRow& row : *block) {
      if (const auto added = output.add(row); !added) return added;
    }
  }
  return {};
}

/// Calls each(row, event) for what matches.
template <class Each>
Result<void> scanMatching(store::StoreReader& reader, const store::Query& query,
                          const CancelToken& cancel, Each&& each) {
  query::Matcher matches(query.filter, reader.names());
  return reader.scan(
      1, query.filter.needsPayload(),
      [&](std::uint64_t row, const TraceEvent& event) {
        if (query.range.contains(event.timeNs) && matches(event)) return each(row, event);
        return true;
      },
      cancel);
}

Result<void> writeByTrace(store::StoreReader& reader, const store::Query& query, Output& output,
                          const CancelToken& cancel) {
  std::vector<TraceRow> found;
  const auto scanned =
      scanMatching(reader, query, cancel, [&](std::uint64_t row, const TraceEvent& event) {
        found.push_back({event.traceId, row});
        return true;
      });
  if (!scanned) return scanned;
  std::stable_sort(found.begin(), found.end(),
                   [](const TraceRow& a, const TraceRow& b) { return a.trace < b.trace; });
  std::vector<std::uint64_t> rows;
  rows.reserve(found.size());
  for (const TraceRow& each : found) rows.push_back(each.row);
  return writeRows(reader, rows, output, cancel);
}

/// In the order of the recording: ids are gathered and written a block at a time.
Result<void> writeInOrder(store::StoreReader& reader, const store::Query& query, Output& output,
                          const CancelToken& cancel) {
  constexpr std::size_t kBlock = 65'536;
  std::uint64_t from = 1;
  while (true) {
    query::Matcher matches(query.filter, reader.names());
    std::vector<std::uint64_t> rows;
    std::uint64_t next = 0;
    const auto scanned = reader.scan(
        from, query.filter.needsPayload(),
        [&](std::uint64_t row, const TraceEvent& event) {
          if (rows.size() == kBlock) {
            next = row;
            return false;
          }
          if (query.range.contains(event.timeNs) && matches(event)) rows.push_back(row);
          return true;
        },
        cancel);
    if (!scanned) return scanned;
    if (const auto written = writeRows(reader, rows, output, cancel); !written) return written;
    if (next == 0) return {};
    from = next;
  }
}

}  // namespace

std::span<const Format> writtenFormats() {
  return kWritten;
}

std::unique_ptr<Writer> writerFor(Format format) {
  switch (format) {
    case Format::Jsonl:
      return makeJsonlWriter();
    case Format::OtlpJson:
      return makeOtlpJsonWriter();
    case Format::OtlpProto:
      return makeOtlpProtoWriter();
    case Format::CloudEvents:
      return makeCloudEventsWriter();
    case Format::Csv:
      return makeCsvWriter();
    case Format::Jaeger:
      return makeJaegerWriter();
    case Format::Zipkin:
      return makeZipkinWriter();
    case Format::Chrome:
      return makeChromeWriter();
    case Format::Zipkin1:
    case Format::Xes:
    case Format::ProbeDump:
      break;
  }
  return nullptr;
}

Result<ExportCounts> exportRecording(store::StoreReader& reader, const store::Query& query,
                                     Format format, const ByteSink& sink, CancelToken cancel) {
  const std::unique_ptr<Writer> writer = writerFor(format);
  if (!writer) return Error{"This format is only read", std::string(formatName(format)), ""};
  Output output(*writer, sink);
  writer->begin(output.text());
  const Result<void> written = writer->byTrace() ? writeByTrace(reader, query, output, cancel)
                                                 : writeInOrder(reader, query, output, cancel);
  if (!written) return written.error();
  return output.end();
}

}  // namespace rheo::exports
