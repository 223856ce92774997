// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/event_value.h"

#include <sqlite3.h>

#include <algorithm>
#include <optional>

namespace rheo::store {
namespace {

void putText(sqlite3_context* out, std::string_view text) {
  sqlite3_result_text64(out, text.empty() ? "" : text.data(), text.size(), SQLITE_TRANSIENT,
                        SQLITE_UTF8);
}

/// Names live as long as the table they come from.
void putStatic(sqlite3_context* out, std::string_view text) {
  sqlite3_result_text64(out, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}

void putKnown(sqlite3_context* out, std::int64_t value, bool known) {
  if (known) {
    sqlite3_result_int64(out, value);
  } else {
    sqlite3_result_null(out);
  }
}

void putPart(sqlite3_context* out, const TraceEvent& event, std::int64_t HopParts::*part) {
  const std::int64_t value = endsHop(event.stage) ? hopParts(event).*part : -1;
  putKnown(out, value, value >= 0);
}

void putId(sqlite3_context* out, Id128 id) {
  putText(out, id.isNull() ? std::string() : id.hex());
}

void putSpan(sqlite3_context* out, std::uint64_t id) {
  putText(out, id == 0 ? std::string() : hex64(id));
}

void putFlag(sqlite3_context* out, const TraceEvent& event, unsigned flag) {
  sqlite3_result_int(out, (event.flags & flag) != 0 ? 1 : 0);
}

/// Code of the dimension or name in the column; nothing if it is another kind of column.
std::optional<Name> nameIn(EventColumn column, const TraceEvent& e) {
  switch (column) {
    case EventColumn::Service:
      return e.service;
    case EventColumn::Instance:
      return e.instance;
    case EventColumn::Topic:
      return e.topic;
    case EventColumn::Type:
      return e.type;
    case EventColumn::Subscription:
      return e.subscription;
    case EventColumn::Producer:
      return e.producer;
    case EventColumn::ErrorType:
      return e.errorType;
    case EventColumn::DeadLetterTopic:
      return e.deadLetterTopic;
    case EventColumn::SagaType:
      return e.sagaType;
    case EventColumn::Step:
      return e.step;
    case EventColumn::Undoes:
      return e.undoes;
    default:
      return std::nullopt;
  }
}

bool putTextValue(sqlite3_context* out, EventColumn column, const TraceEvent& e) {
  switch (column) {
    case EventColumn::Stage:
      return putStatic(out, stageName(e.stage)), true;
    case EventColumn::Kind:
      return putStatic(out, kindName(e.kind)), true;
    case EventColumn::Key:
      return putText(out, e.key), true;
    case EventColumn::SagaKey:
      return putText(out, e.sagaKey), true;
    case EventColumn::Payload:
      return putText(out, e.payload), true;
    case EventColumn::Attributes:
      return putText(out, e.attributes), true;
    case EventColumn::EventId:
      return putId(out, e.eventId), true;
    case EventColumn::TraceId:
      return putId(out, e.traceId), true;
    case EventColumn::CausationId:
      return putId(out, e.causationId), true;
    case EventColumn::SpanId:
      return putSpan(out, e.spanId), true;
    case EventColumn::ParentSpanId:
      return putSpan(out, e.parentSpanId), true;
    default:
      return false;
  }
}

bool putMeasure(sqlite3_context* out, EventColumn column, const TraceEvent& e) {
  switch (column) {
    case EventColumn::TimeNs:
      return sqlite3_result_int64(out, e.timeNs), true;
    case EventColumn::PublishedNs:
      return putKnown(out, e.publishedNs, e.publishedNs != 0), true;
    case EventColumn::BrokerNs:
      return putKnown(out, e.brokerNs, e.brokerNs != 0), true;
    case EventColumn::DurationNs:
      return sqlite3_result_int64(out, e.durationNs), true;
    case EventColumn::LatencyNs:
      return putPart(out, e, &HopParts::totalNs), true;
    case EventColumn::PublishNs:
      return putPart(out, e, &HopParts::publishNs), true;
    case EventColumn::WaitNs:
      return putPart(out, e, &HopParts::waitNs), true;
    case EventColumn::ProcessingNs:
      return putPart(out, e, &HopParts::processingNs), true;
    default:
      return false;
  }
}

bool putFlagValue(sqlite3_context* out, EventColumn column, const TraceEvent& e) {
  switch (column) {
    case EventColumn::Duplicate:
      return putFlag(out, e, kDuplicate), true;
    case EventColumn::OutOfOrder:
      return putFlag(out, e, kOutOfOrder), true;
    case EventColumn::Injected:
      return putFlag(out, e, kInjected), true;
    case EventColumn::Replayed:
      return putFlag(out, e, kReplayed), true;
    case EventColumn::Truncated:
      return putFlag(out, e, kPayloadTruncated), true;
    case EventColumn::Failed:
      return sqlite3_result_int(out, isError(e.stage) ? 1 : 0), true;
    default:
      return false;
  }
}

std::int64_t numberIn(EventColumn column, std::uint64_t row, const TraceEvent& e) {
  switch (column) {
    case EventColumn::Row:
      return static_cast<std::int64_t>(row);
    case EventColumn::Attempt:
      return e.attempt;
    case EventColumn::SchemaVersion:
      return e.schemaVersion;
    case EventColumn::Flags:
      return e.flags;
    case EventColumn::Session:
      return e.session;
    case EventColumn::Stream:
      return e.stream;
    case EventColumn::Position:
      return static_cast<std::int64_t>(e.position);
    case EventColumn::PayloadSize:
      return e.payloadSize;
    default:
      return 0;
  }
}

std::string_view textOf(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr
             ? std::string_view()
             : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

}  // namespace

void putEventValue(sqlite3_context* out, EventColumn column, std::uint64_t row, const TraceEvent& e,
                   const NameTable& names) {
  if (const auto name = nameIn(column, e)) return putStatic(out, names.text(*name));
  if (putTextValue(out, column, e) || putMeasure(out, column, e) || putFlagValue(out, column, e)) {
    return;
  }
  sqlite3_result_int64(out, numberIn(column, row, e));
}

template <class Keep>
void BoundsBuilder::keepCells(Keep keep) {
  const CellTable& cells = m_archive.cells();
  if (m_bounds.cells.empty()) m_bounds.cells.assign(cells.size(), true);
  for (std::uint32_t id = 0; id < cells.size(); ++id) {
    if (!keep(cells.at(id))) m_bounds.cells[id] = false;
  }
}

void BoundsBuilder::keepHops() {
  keepCells([](const Cell& cell) { return endsHop(cell.stage); });
}

/// The texts of `= 'a'` or `IN ('a', 'b')`; nothing if a value is of another type.
std::optional<std::vector<std::string>> textsOf(char op, sqlite3_value* value) {
  if (op != 'i') {
    if (sqlite3_value_type(value) != SQLITE_TEXT) return std::nullopt;
    return std::vector{std::string(textOf(value))};
  }
  std::vector<std::string> texts;
  sqlite3_value* item = nullptr;
  int status = sqlite3_vtab_in_first(value, &item);
  for (; status == SQLITE_OK; status = sqlite3_vtab_in_next(value, &item)) {
    if (sqlite3_value_type(item) == SQLITE_NULL) continue;
    if (sqlite3_value_type(item) != SQLITE_TEXT) return std::nullopt;
    texts.emplace_back(textOf(item));
  }
  if (status != SQLITE_DONE) return std::nullopt;
  return texts;
}

void BoundsBuilder::narrow(EventColumn column, char op, sqlite3_value* value) {
  if (infoOf(column).isText) {
    const auto texts = textsOf(op, value);
    if (!texts) return;
    if (infoOf(column).group == kIds) {
      narrowId(texts->front());
    } else {
      narrowText(column, *texts);
    }
  } else if (sqlite3_value_type(value) == SQLITE_INTEGER) {
    const std::int64_t number = sqlite3_value_int64(value);
    if (column == EventColumn::TimeNs) narrowTime(op, number);
    if (column == EventColumn::Row) narrowRow(op, number);
  }
}

void BoundsBuilder::narrowTime(char op, TimeNs value) {
  if (op != '<') m_bounds.fromNs = std::max(m_bounds.fromNs, value);
  if (op != '>') m_bounds.toNs = std::min(m_bounds.toNs, value);
}

void BoundsBuilder::narrowRow(char op, std::int64_t value) {
  const auto row = static_cast<std::uint64_t>(std::max<std::int64_t>(0, value));
  if (op != '<') m_bounds.firstRow = std::max(m_bounds.firstRow, row);
  if (op != '>') m_bounds.lastRow = std::min(m_bounds.lastRow, row);
}

void BoundsBuilder::narrowId(std::string_view text) {
  if (const auto id = Id128::fromHex(text); id && !id->isNull()) m_bounds.ids.push_back(*id);
}

void BoundsBuilder::narrowText(EventColumn column, const std::vector<std::string>& texts) {
  const auto asked = [&](std::string_view text) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
  };
  keepCells([&](const Cell& cell) {
    if (column == EventColumn::Stage) return asked(stageName(cell.stage));
    const auto name = nameIn(column, eventOf(cell));
    return !name || asked(m_archive.names().text(*name));
  });
}

}  // namespace rheo::store
