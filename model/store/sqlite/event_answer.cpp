// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/row_scan.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

const std::vector<Id128>& roleColumn(const Columns& columns, IdRole role) {
  switch (role) {
    case IdRole::Trace:
      return columns.trace;
    case IdRole::Cause:
      return columns.cause;
    case IdRole::Event:
      break;
  }
  return columns.event;
}

}  // namespace

EventRow eventRow(const Archive& archive, std::uint64_t row, const TraceEvent& e) {
  const auto text = [&](Name code) { return std::string(archive.names().text(code)); };
  EventRow out;
  out.row = row;
  out.stage = e.stage;
  out.kind = e.kind;
  out.flags = e.flags;
  out.attempt = e.attempt;
  out.schemaVersion = e.schemaVersion;
  out.service = text(e.service);
  out.instance = text(e.instance);
  out.topic = text(e.topic);
  out.type = text(e.type);
  out.subscription = text(e.subscription);
  out.producer = text(e.producer);
  out.errorType = text(e.errorType);
  out.deadLetterTopic = text(e.deadLetterTopic);
  out.sagaType = text(e.sagaType);
  out.sagaKey = e.sagaKey;
  out.step = text(e.step);
  out.undoes = text(e.undoes);
  out.key = e.key;
  out.attributes = e.attributes;
  out.timeNs = e.timeNs;
  out.publishedNs = e.publishedNs;
  out.brokerNs = e.brokerNs;
  out.durationNs = e.durationNs;
  if (endsHop(e.stage)) out.parts = hopParts(e);
  out.eventId = e.eventId;
  out.traceId = e.traceId;
  out.causationId = e.causationId;
  out.spanId = e.spanId;
  out.parentSpanId = e.parentSpanId;
  out.session = e.session;
  out.stream = e.stream;
  out.position = e.position;
  out.payloadSize = e.payloadSize;
  out.payload = e.payload;
  return out;
}

Result<std::vector<std::uint64_t>> answerEventIds(Archive& archive, const Query& query,
                                                  std::size_t limit, const CancelToken& cancel) {
  if (limit == 0) return std::vector<std::uint64_t>();
  return RowScan(archive, query.filter).newestRows(query.range, limit, cancel);
}

Result<std::vector<EventRow>> answerEventRows(Archive& archive, std::span<const std::uint64_t> ids,
                                              bool withPayload, const CancelToken& cancel) {
  const unsigned groups = kHot | kIds | kText | (withPayload ? unsigned{kPayload} : 0u);
  std::vector<EventRow> rows;
  rows.reserve(ids.size());
  std::size_t last = archive.chunks().size();
  std::shared_ptr<const Columns> columns;
  for (const std::uint64_t id : ids) {
    if (cancel.cancelled()) return cancelledError();
    const std::size_t index = archive.chunkOf(id);
    if (index == archive.chunks().size()) continue;
    const ChunkInfo& chunk = archive.chunks()[index];
    if (index != last) {
      auto opened = archive.columns(chunk, groups);
      if (!opened) return opened.error();
      columns = std::move(*opened);
      last = index;
    }
    // The cache may hold the payload all the same: what was not asked for is not copied.
    TraceEvent event = columns->at(id - chunk.firstRow, archive.cells());
    if (!withPayload) event.payload = {};
    rows.push_back(eventRow(archive, id, event));
  }
  return rows;
}

Result<std::vector<EventRow>> answerById(Archive& archive, Id128 id, IdRole role, std::size_t limit,
                                         const CancelToken& cancel) {
  std::vector<EventRow> rows;
  const auto candidates = archive.chunksWith(id, cancel);
  if (!candidates) return candidates.error();
  for (const std::size_t index : *candidates) {
    if (cancel.cancelled()) return cancelledError();
    const ChunkInfo& chunk = archive.chunks()[index];
    auto columns = archive.columns(chunk, kHot | kIds);
    if (!columns) return columns.error();
    const auto& ids = roleColumn(**columns, role);
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) continue;
    auto whole = archive.columns(chunk, kAllGroups);
    if (!whole) return whole.error();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (ids[i] != id) continue;
      const TraceEvent event = (*whole)->at(i, archive.cells());
      if (role == IdRole::Cause && event.stage != Stage::Published) continue;
      rows.push_back(eventRow(archive, chunk.firstRow + i, event));
    }
    if (rows.size() >= limit) break;
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const EventRow& a, const EventRow& b) { return a.timeNs < b.timeNs; });
  if (rows.size() > limit) rows.resize(limit);
  return rows;
}

}  // namespace rheo::store
