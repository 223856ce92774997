// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/event_columns.h"

namespace rheo::store {
namespace {

constexpr std::array<EventColumnInfo, kEventColumns> kColumns{{
    {"row", false, kHot},
    {"time_ns", false, kHot},
    {"stage", true, kHot},
    {"kind", true, kHot},
    {"service", true, kHot},
    {"instance", true, kHot},
    {"topic", true, kHot},
    {"type", true, kHot},
    {"subscription", true, kHot},
    {"producer", true, kHot},
    {"error_type", true, kHot},
    {"dead_letter_topic", true, kHot},
    {"key", true, kText},
    {"saga_type", true, kHot},
    {"saga_key", true, kText},
    {"step", true, kHot},
    {"undoes", true, kHot},
    {"attempt", false, kHot},
    {"schema_version", false, kHot},
    {"flags", false, kHot},
    {"duplicate", false, kHot},
    {"out_of_order", false, kHot},
    {"injected", false, kHot},
    {"replayed", false, kHot},
    {"truncated", false, kHot},
    {"failed", false, kHot},
    {"published_ns", false, kHot},
    {"broker_ns", false, kHot},
    {"duration_ns", false, kHot},
    {"latency_ns", false, kHot},
    {"publish_ns", false, kHot},
    {"wait_ns", false, kHot},
    {"processing_ns", false, kHot},
    {"event_id", true, kIds},
    {"trace_id", true, kIds},
    {"span_id", true, kIds},
    {"parent_span_id", true, kIds},
    {"causation_id", true, kIds},
    {"session", false, kIds},
    {"stream", false, kIds},
    {"position", false, kIds},
    {"payload_size", false, kHot},
    {"payload", true, kPayload},
    {"attributes", true, kText},
}};

}  // namespace

const EventColumnInfo& infoOf(EventColumn column) {
  return kColumns[static_cast<std::size_t>(column)];
}

std::string eventTableDeclaration() {
  std::string sql = "CREATE TABLE x(";
  for (const EventColumnInfo& column : kColumns) {
    if (&column != &kColumns.front()) sql += ", ";
    sql += std::string(column.name) + (column.isText ? " TEXT" : " INTEGER");
  }
  return sql + ")";
}

}  // namespace rheo::store
