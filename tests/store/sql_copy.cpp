// SPDX-License-Identifier: Apache-2.0
#include "sql_copy.h"

#include <sqlite3.h>

#include <functional>
#include <utility>

namespace rheo::test {
namespace {

std::string number(std::int64_t value) {
  return std::to_string(value);
}

std::string known(std::int64_t value, bool is) {
  return is ? number(value) : "NULL";
}

std::string part(const TraceEvent& e, std::int64_t HopParts::*part) {
  const std::int64_t value = endsHop(e.stage) ? hopParts(e).*part : -1;
  return known(value, value >= 0);
}

/// As a blob that is text: every byte survives.
std::string text(std::string_view value) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "CAST(x'";
  for (const char c : value) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out + "' AS TEXT)";
}

std::string flag(const TraceEvent& e, unsigned bit) {
  return (e.flags & bit) != 0 ? "1" : "0";
}

using Row = std::vector<std::pair<std::string, std::string>>;

void addNames(Row& row, const TraceEvent& e, const NameTable& names) {
  const auto name = [&](const char* column, Name code) {
    row.emplace_back(std::string(column) + " TEXT", text(names.text(code)));
  };
  name("service", e.service);
  name("instance", e.instance);
  name("topic", e.topic);
  name("type", e.type);
  name("subscription", e.subscription);
  name("producer", e.producer);
  name("error_type", e.errorType);
  name("dead_letter_topic", e.deadLetterTopic);
  name("saga_type", e.sagaType);
  name("step", e.step);
  name("undoes", e.undoes);
}

void addTexts(Row& row, const TraceEvent& e) {
  const auto id = [](const Id128& value) { return text(value.isNull() ? "" : value.hex()); };
  const auto span = [](std::uint64_t value) { return text(value == 0 ? "" : hex64(value)); };
  const std::vector<std::pair<const char*, std::string>> texts{
      {"stage", text(stageName(e.stage))},
      {"kind", text(kindName(e.kind))},
      {"key", text(e.key)},
      {"saga_key", text(e.sagaKey)},
      {"payload", text(e.payload)},
      {"attributes", text(e.attributes)},
      {"event_id", id(e.eventId)},
      {"trace_id", id(e.traceId)},
      {"causation_id", id(e.causationId)},
      {"span_id", span(e.spanId)},
      {"parent_span_id", span(e.parentSpanId)}};
  for (const auto& [column, value] : texts) row.emplace_back(std::string(column) + " TEXT", value);
}

void addNumbers(Row& row, std::uint64_t index, const TraceEvent& e) {
  const std::vector<std::pair<const char*, std::string>> numbers{
      {"row", number(static_cast<std::int64_t>(index))},
      {"time_ns", number(e.timeNs)},
      {"attempt", number(e.attempt)},
      {"schema_version", number(e.schemaVersion)},
      {"flags", number(e.flags)},
      {"duplicate", flag(e, kDuplicate)},
      {"out_of_order", flag(e, kOutOfOrder)},
      {"injected", flag(e, kInjected)},
      {"replayed", flag(e, kReplayed)},
      {"truncated", flag(e, kPayloadTruncated)},
      {"failed", isError(e.stage) ? "1" : "0"},
      {"published_ns", known(e.publishedNs, e.publishedNs != 0)},
      {"broker_ns", known(e.brokerNs, e.brokerNs != 0)},
      {"duration_ns", number(e.durationNs)},
      {"latency_ns", part(e, &HopParts::totalNs)},
      {"publish_ns", part(e, &HopParts::publishNs)},
      {"wait_ns", part(e, &HopParts::waitNs)},
      {"processing_ns", part(e, &HopParts::processingNs)},
      {"session", number(e.session)},
      {"stream", number(e.stream)},
      {"position", number(static_cast<std::int64_t>(e.position))},
      {"payload_size", number(e.payloadSize)}};
  for (const auto& [column, value] : numbers) {
    row.emplace_back(std::string(column) + " INTEGER", value);
  }
}

std::string joined(const Row& row, std::string Row::value_type::*what) {
  std::string out;
  for (const auto& cell : row) out += (out.empty() ? "" : ", ") + cell.*what;
  return out;
}

Row rowOf(std::uint64_t index, const TraceEvent& event, const NameTable& names) {
  Row row;
  addNumbers(row, index, event);
  addNames(row, event, names);
  addTexts(row, event);
  return row;
}

}  // namespace

SqlCopy::SqlCopy() {
  sqlite3_open(":memory:", &m_db);
  const NameTable none;
  const std::string columns = joined(rowOf(0, {}, none), &Row::value_type::first);
  ask("CREATE TABLE event(" + columns + ")");
  ask("CREATE VIEW hop AS SELECT * FROM event WHERE stage IN ('processed', 'failed', "
      "'deadLettered', 'expired')");
}

SqlCopy::~SqlCopy() {
  sqlite3_close(m_db);
}

void SqlCopy::add(std::uint64_t row, const TraceEvent& event, const NameTable& names) {
  ask("INSERT INTO event VALUES(" + joined(rowOf(row, event, names), &Row::value_type::second) +
      ")");
}

std::vector<std::vector<std::string>> SqlCopy::ask(const std::string& statement) {
  std::vector<std::vector<std::string>> rows;
  sqlite3_stmt* prepared = nullptr;
  int status = sqlite3_prepare_v2(m_db, statement.c_str(), -1, &prepared, nullptr);
  while (status == SQLITE_OK || status == SQLITE_ROW) {
    status = sqlite3_step(prepared);
    if (status != SQLITE_ROW) break;
    auto& row = rows.emplace_back();
    for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
      const bool null = sqlite3_column_type(prepared, i) == SQLITE_NULL;
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared, i));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared, i));
      row.push_back(null ? "NULL" : std::string(bytes == nullptr ? "" : bytes, size));
    }
  }
  if (status != SQLITE_DONE) rows = {{sqlite3_errmsg(m_db)}};
  sqlite3_finalize(prepared);
  return rows;
}

}  // namespace rheo::test
