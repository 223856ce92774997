// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/event_table.h"

#include <sqlite3.h>

#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "model/store/sqlite/event_columns.h"
#include "model/store/sqlite/event_cursor.h"
#include "model/store/sqlite/event_value.h"

namespace rheo::store {
namespace {

struct Table : sqlite3_vtab {
  EventTableContext* context;
};

struct Cursor : sqlite3_vtab_cursor {
  explicit Cursor(EventTableContext& context)
      : sqlite3_vtab_cursor{}, rows(*context.archive, context.cancel) {}
  EventCursor rows;
};

int connect(sqlite3* db, void* context, int, const char* const*, sqlite3_vtab** out, char**) {
  return connectTable(db, context, eventTableDeclaration().c_str(), out);
}

/// Columns whose equality prunes by cell or by id, and how much it is likely to leave.
std::optional<double> selectivity(EventColumn column) {
  switch (column) {
    case EventColumn::EventId:
    case EventColumn::TraceId:
    case EventColumn::CausationId:
      return 1e-4;
    case EventColumn::Stage:
      return 0.3;
    case EventColumn::Service:
    case EventColumn::Topic:
    case EventColumn::Type:
    case EventColumn::Subscription:
    case EventColumn::Producer:
    case EventColumn::DeadLetterTopic:
      return 0.1;
    default:
      return std::nullopt;
  }
}

/// How one constraint is pushed down: 0 not at all, else a letter for the plan.
char operatorOf(EventColumn column, unsigned char op) {
  const bool isRange = column == EventColumn::Row || column == EventColumn::TimeNs;
  switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return isRange || selectivity(column) ? '=' : '\0';
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
      return isRange ? '>' : '\0';
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
      return isRange ? '<' : '\0';
    default:
      return '\0';
  }
}

double shareOf(EventColumn column, char op) {
  if (const auto share = selectivity(column)) return op == 'i' ? *share * 2 : *share;
  if (op == '=') return column == EventColumn::Row ? 1e-9 : 1e-4;
  return 0.3;
}

unsigned groupsUsed(sqlite3_uint64 used) {
  unsigned groups = kHot;
  for (int i = 0; i < kEventColumns; ++i) {
    if ((used >> i & 1) != 0) groups |= infoOf(static_cast<EventColumn>(i)).group;
  }
  return groups;
}

/// For the eyes of EXPLAIN QUERY PLAN: "chunks by topic=, time_ns>".
std::string describe(const std::string& plan) {
  std::string text = plan.empty() ? "all chunks" : "chunks by ";
  for (std::size_t i = 0; i < plan.size(); i += 2) {
    text += std::string(i == 0 ? "" : ", ") +
            std::string(infoOf(static_cast<EventColumn>(plan[i] - 'A')).name);
    text += plan[i + 1] == 'i' ? std::string(" in") : std::string(1, plan[i + 1]);
  }
  return text;
}

/// The plan is a letter for the column and one for the operator, per argument of filter(); then the
/// same for people.
int bestIndex(sqlite3_vtab* table, sqlite3_index_info* info) {
  std::string plan;
  auto rows = static_cast<double>(contextOf(table).archive->lastRow() + 1);
  int arguments = 0;
  bool oneScan = true;
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& constraint = info->aConstraint[i];
    if (constraint.usable == 0) continue;
    const auto column =
        constraint.iColumn < 0 ? EventColumn::Row : static_cast<EventColumn>(constraint.iColumn);
    char op = operatorOf(column, constraint.op);
    if (op == '\0') continue;
    // 'x' = topic COLLATE NOCASE is another question.
    if (infoOf(column).isText && std::strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
      continue;
    // The values of topic IN (...) are taken at once: one scan, in row order.
    if (op == '=' && sqlite3_vtab_in(info, i, -1) != 0) {
      const bool atOnce = infoOf(column).group == kHot && infoOf(column).isText;
      sqlite3_vtab_in(info, i, atOnce ? 1 : 0);
      if (atOnce) op = 'i';
      oneScan = oneScan && atOnce;
    }
    info->aConstraintUsage[i].argvIndex = ++arguments;
    plan += {static_cast<char>('A' + static_cast<int>(column)), op};
    rows *= shareOf(column, op);
  }
  // Rows come in row order, unless SQLite asks for one value of a list after the other.
  const bool byRow = info->nOrderBy == 1 && info->aOrderBy[0].desc == 0 &&
                     info->aOrderBy[0].iColumn <= static_cast<int>(EventColumn::Row);
  info->orderByConsumed = oneScan && byRow ? 1 : 0;
  const unsigned groups = groupsUsed(info->colUsed);
  info->idxNum = static_cast<int>(groups);
  info->idxStr = sqlite3_mprintf("%s %s", plan.c_str(), describe(plan).c_str());
  info->needToFreeIdxStr = 1;
  info->estimatedCost = rows * ((groups & kPayload) != 0 ? 4 : 1) + 10;
  info->estimatedRows = static_cast<sqlite3_int64>(rows) + 1;
  return info->idxStr == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int open(sqlite3_vtab* table, sqlite3_vtab_cursor** out) {
  EventTableContext& context = contextOf(table);
  if (const auto begun = enterSnapshot(context); !begun) return failTable(table, begun);
  *out = new Cursor(context);
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  leaveSnapshot(contextOf(cursor));
  delete static_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* cursor, int groups, const char* plan, int count,
           sqlite3_value** values) {
  const auto& context = contextOf(cursor);
  RowBounds bounds;
  bounds.groups = static_cast<unsigned>(groups);
  BoundsBuilder builder(*context.archive, bounds);
  if (context.hopsOnly) builder.keepHops();
  for (int i = 0; i < count; ++i) {
    builder.narrow(static_cast<EventColumn>(plan[2 * i] - 'A'), plan[2 * i + 1], values[i]);
  }
  return failTable(cursor->pVtab, static_cast<Cursor*>(cursor)->rows.start(std::move(bounds)));
}

int next(sqlite3_vtab_cursor* cursor) {
  return failTable(cursor->pVtab, static_cast<Cursor*>(cursor)->rows.next());
}

int atEnd(sqlite3_vtab_cursor* cursor) {
  return static_cast<Cursor*>(cursor)->rows.atEnd() ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int index) {
  const EventCursor& rows = static_cast<Cursor*>(cursor)->rows;
  const auto& archive = *contextOf(cursor).archive;
  putEventValue(out, static_cast<EventColumn>(index), rows.row(), rows.event(), archive.names());
  return SQLITE_OK;
}

int rowid(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(static_cast<Cursor*>(cursor)->rows.row());
  return SQLITE_OK;
}

/// Without xCreate the table is eponymous: it is there by its name, in every schema.
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

int connectTable(sqlite3* db, void* context, const char* declaration, sqlite3_vtab** out) {
  const int status = sqlite3_declare_vtab(db, declaration);
  if (status != SQLITE_OK) return status;
  sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
  auto* table = new Table{};
  table->context = static_cast<EventTableContext*>(context);
  *out = table;
  return SQLITE_OK;
}

int disconnectTable(sqlite3_vtab* table) {
  delete static_cast<Table*>(table);
  return SQLITE_OK;
}

EventTableContext& contextOf(const sqlite3_vtab* table) {
  return *static_cast<const Table*>(table)->context;
}

EventTableContext& contextOf(const sqlite3_vtab_cursor* cursor) {
  return contextOf(cursor->pVtab);
}

Result<void> enterSnapshot(EventTableContext& context) {
  if (context.cursors == nullptr || (*context.cursors)++ > 0) return {};
  auto begun = context.archive->begin();
  if (!begun) leaveSnapshot(context);
  return begun;
}

void leaveSnapshot(EventTableContext& context) {
  if (context.cursors != nullptr && --*context.cursors == 0) context.archive->end();
}

int failTable(sqlite3_vtab* table, const Result<void>& result) {
  if (result) return SQLITE_OK;
  sqlite3_free(table->zErrMsg);
  table->zErrMsg = sqlite3_mprintf("%s", result.error().what.c_str());
  return SQLITE_ERROR;
}

Result<void> addEventTable(sqlite3* db, const char* name, EventTableContext* context) {
  if (sqlite3_create_module_v2(db, name, &kModule, context, nullptr) != SQLITE_OK) {
    return sqliteError(db, std::string("cannot offer the table ") + name);
  }
  return {};
}

}  // namespace rheo::store
