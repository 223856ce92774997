// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/traffic_table.h"

#include <sqlite3.h>

#include <array>
#include <string>
#include <vector>

#include "model/store/sqlite/collect.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

constexpr std::int64_t kMostBuckets = 20'000;

enum Column : int {
  kTime,
  kSpan,
  kStage,
  kService,
  kTopic,
  kType,
  kSubscription,
  kProducer,
  kDeadLetterTopic,
  kCount,
  kBytes,
  kDuplicates,
  kOutOfOrder,
  kLatency,  ///< the parts of a hop, in the order of LatencyPart
  kPublish,
  kWait,
  kProcessing,
  kFrom,  ///< the hidden ones: what the table is asked with
  kTo,
  kBucket
};
constexpr const char* kDeclaration =
    "CREATE TABLE x(time_ns INTEGER, span_ns INTEGER, stage TEXT, service TEXT, topic TEXT, type "
    "TEXT, subscription TEXT, producer TEXT, dead_letter_topic TEXT, count INTEGER, bytes INTEGER, "
    "duplicates INTEGER, out_of_order INTEGER, latency BLOB, publish BLOB, wait BLOB, processing "
    "BLOB, from_ns INTEGER HIDDEN, to_ns INTEGER HIDDEN, bucket_ns INTEGER HIDDEN)";
constexpr int kAsked = 3;
constexpr int kWithParts = 1 << kAsked;  ///< of the plan: somebody reads a histogram

struct Row {
  TimeNs timeNs;
  std::int64_t spanNs;
  std::uint32_t cell;
  CellStats stats;
};

struct Cursor : sqlite3_vtab_cursor {
  Query query;
  std::int64_t bucketNs = 0;
  std::vector<Row> rows;
  std::size_t at = 0;
};

int connect(sqlite3* db, void* context, int, const char* const*, sqlite3_vtab** out, char**) {
  return connectTable(db, context, kDeclaration, out);
}

/// The plan is a bit for each hidden column that is given, and one for the histograms.
int bestIndex(sqlite3_vtab*, sqlite3_index_info* info) {
  std::array<int, kAsked> given{-1, -1, -1};
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& constraint = info->aConstraint[i];
    const int asked = constraint.iColumn - kFrom;
    if (asked < 0 || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) continue;
    if (constraint.usable == 0) return SQLITE_CONSTRAINT;
    given[static_cast<std::size_t>(asked)] = i;
  }
  int arguments = 0;
  for (int asked = 0; asked < kAsked; ++asked) {
    const int constraint = given[static_cast<std::size_t>(asked)];
    if (constraint < 0) continue;
    info->idxNum |= 1 << asked;
    info->aConstraintUsage[constraint].argvIndex = ++arguments;
    info->aConstraintUsage[constraint].omit = 1;
  }
  constexpr sqlite3_uint64 kParts = 15ull << kLatency;
  if ((info->colUsed & kParts) != 0) info->idxNum |= kWithParts;
  info->estimatedCost = 1000;
  info->estimatedRows = 1000;
  return SQLITE_OK;
}

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
  if (const auto begun = enterSnapshot(contextOf(table)); !begun) {
    return failTable(table, begun);
  }
  *out = new Cursor{};
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  leaveSnapshot(contextOf(cursor));
  delete static_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

Result<void> start(Cursor& cursor, bool parts) {
  const EventTableContext& context = contextOf(&cursor);
  cursor.rows.clear();
  cursor.at = 0;
  const TimeRange range = clip(*context.archive, cursor.query.range);
  const std::int64_t bucketNs = cursor.bucketNs;
  if (bucketNs < 0 || (bucketNs > 0 && range.span() / bucketNs >= kMostBuckets)) {
    return Error{"bucket_ns makes more than 20000 buckets of the range", {}, "Use a wider bucket"};
  }
  const auto totals =
      collect(*context.archive, {range, cursor.query.filter}, bucketNs, parts, *context.cancel);
  if (!totals) return totals.error();
  for (const auto& [startNs, cells] : *totals) {
    const TimeNs timeNs = bucketNs == 0 ? range.from : startNs;
    const std::int64_t spanNs = bucketNs == 0 ? range.span() : bucketNs;
    for (const auto& [cell, stats] : cells) cursor.rows.push_back({timeNs, spanNs, cell, stats});
  }
  return {};
}

int filter(sqlite3_vtab_cursor* base, int plan, const char*, int, sqlite3_value** values) {
  auto& cursor = *static_cast<Cursor*>(base);
  cursor.query = {};
  cursor.bucketNs = 0;
  const std::array<std::int64_t*, kAsked> asked{&cursor.query.range.from, &cursor.query.range.to,
                                                &cursor.bucketNs};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if ((plan >> i & 1) == 0) continue;
    // NULL leaves it open.
    if (sqlite3_value_type(*values) != SQLITE_NULL) *asked[i] = sqlite3_value_int64(*values);
    ++values;
  }
  const auto begun = start(cursor, (plan & kWithParts) != 0);
  return begun ? SQLITE_OK : failTable(base->pVtab, begun);
}

int next(sqlite3_vtab_cursor* cursor) {
  ++static_cast<Cursor*>(cursor)->at;
  return SQLITE_OK;
}

int atEnd(sqlite3_vtab_cursor* cursor) {
  const auto& rows = *static_cast<Cursor*>(cursor);
  return rows.at >= rows.rows.size() ? 1 : 0;
}

void putText(sqlite3_context* out, std::string_view text) {
  sqlite3_result_text64(out, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC,
                        SQLITE_UTF8);
}

/// Empty histograms are NULL: the cell has no hops, or their ends are unknown.
void putHistogram(sqlite3_context* out, const Histogram& histogram) {
  if (histogram.isEmpty()) return sqlite3_result_null(out);
  std::string bytes;
  histogram.encode(bytes);
  sqlite3_result_blob64(out, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

void putDimension(sqlite3_context* out, int column, const Cell& cell, const NameTable& names) {
  if (column == kStage) return putText(out, stageName(cell.stage));
  const std::array<Name, 6> codes{cell.service,      cell.topic,    cell.type,
                                  cell.subscription, cell.producer, cell.deadLetterTopic};
  putText(out, names.text(codes[static_cast<std::size_t>(column - kService)]));
}

void putNumber(sqlite3_context* out, int column, const Cursor& cursor, const Row& row) {
  const TimeRange& range = cursor.query.range;
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  const std::array<std::pair<int, std::int64_t>, 9> numbers{
      {{kTime, row.timeNs},
       {kSpan, row.spanNs},
       {kCount, count(row.stats.count)},
       {kBytes, count(row.stats.bytes)},
       {kDuplicates, count(row.stats.duplicates)},
       {kOutOfOrder, count(row.stats.outOfOrder)},
       {kFrom, range.from},
       {kTo, range.to},
       {kBucket, cursor.bucketNs}}};
  for (const auto& [which, value] : numbers) {
    if (which == column) return sqlite3_result_int64(out, value);
  }
}

int column(sqlite3_vtab_cursor* base, sqlite3_context* out, int index) {
  const auto& cursor = *static_cast<Cursor*>(base);
  const Archive& archive = *contextOf(base).archive;
  const Row& row = cursor.rows[cursor.at];
  if (index >= kStage && index <= kDeadLetterTopic) {
    putDimension(out, index, archive.cells().at(row.cell), archive.names());
  } else if (index >= kLatency && index <= kProcessing) {
    putHistogram(out, row.stats.parts[static_cast<std::size_t>(index - kLatency)]);
  } else {
    putNumber(out, index, cursor, row);
  }
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->at) + 1;
  return SQLITE_OK;
}

constexpr sqlite3_module makeModule() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = bestIndex;
  module.xDisconnect = disconnectTable;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = atEnd;
  module.xColumn = column;
  module.xRowid = rowid;
  return module;
}
constexpr sqlite3_module kModule = makeModule();

}  // namespace

Result<void> addTrafficTable(sqlite3* db, EventTableContext* context) {
  if (sqlite3_create_module_v2(db, "traffic", &kModule, context, nullptr) != SQLITE_OK) {
    return sqliteError(db, "cannot offer the table traffic");
  }
  return {};
}

}  // namespace rheo::store
