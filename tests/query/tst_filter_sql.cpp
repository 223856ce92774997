// SPDX-License-Identifier: Apache-2.0
#include <sqlite3.h>

#include <QTest>
#include <set>

#include "model/query/filter.h"
#include "model/query/payload_path.h"
#include "model/query/sql.h"
#include "random_event.h"

using namespace rheo;
using query::PayloadValue;

/// What toSql() asks of SQLite must be what Matcher says, row by row.
class TestFilterSql : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void cleanupTestCase();
  void sqlAgreesWithMatcher();

 private:
  void insert(sqlite3_stmt* statement, const TraceEvent& event, int row);
  std::set<int> select(const std::string& where);

  sqlite3* m_db = nullptr;
  NameTable m_names;
  std::vector<TraceEvent> m_events;
};

namespace {

std::string_view textOf(sqlite3_value* value) {
  const auto* text = static_cast<const char*>(sqlite3_value_blob(value));
  return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void regexpMatch(sqlite3_context* context, int, sqlite3_value** values) {
  if (sqlite3_value_type(values[1]) == SQLITE_NULL) return;
  sqlite3_result_int(context, query::regexMatches(textOf(values[0]), textOf(values[1])) ? 1 : 0);
}

/// The user data says which kind is asked for: 'n', 't' or 'b'.
void payloadFunction(sqlite3_context* context, int, sqlite3_value** values) {
  const char kind = *static_cast<const char*>(sqlite3_user_data(context));
  const auto path = query::parsePath(textOf(values[1]));
  if (!path) {
    sqlite3_result_error(context, "malformed path", -1);
    return;
  }
  const PayloadValue found = query::payloadAt(textOf(values[0]), *path);
  if (kind == 'n' && found.kind == PayloadValue::Kind::Integer) {
    sqlite3_result_int64(context, found.integer);
  } else if (kind == 'n' && found.kind == PayloadValue::Kind::Real) {
    sqlite3_result_double(context, found.real);
  } else if (kind == 't' && found.kind == PayloadValue::Kind::Text) {
    sqlite3_result_text(context, found.text.data(), static_cast<int>(found.text.size()),
                        SQLITE_TRANSIENT);
  } else if (kind == 'b' && found.kind == PayloadValue::Kind::Bool) {
    sqlite3_result_int(context, found.boolean ? 1 : 0);
  }
}

}  // namespace

void TestFilterSql::initTestCase() {
  QCOMPARE(sqlite3_open(":memory:", &m_db), SQLITE_OK);
  static char kinds[] = "ntb";
  sqlite3_create_function(m_db, "regexp_match", 2, SQLITE_UTF8, nullptr, regexpMatch, nullptr,
                          nullptr);
  const char* names[] = {"payload_number", "payload_text", "payload_bool"};
  for (int i = 0; i < 3; ++i) {
    sqlite3_create_function(m_db, names[i], 2, SQLITE_UTF8, &kinds[i], payloadFunction, nullptr,
                            nullptr);
  }
  std::string create = "CREATE TABLE event(row INTEGER PRIMARY KEY";
  std::string insertSql = "INSERT INTO event VALUES(?";
  for (const auto& info : query::fields()) {
    create += ", " + std::string(query::columnOf(info.field));
    insertSql += ",?";
  }
  QCOMPARE(sqlite3_exec(m_db, (create + ")").c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_stmt* statement = nullptr;
  QCOMPARE(sqlite3_prepare_v2(m_db, (insertSql + ")").c_str(), -1, &statement, nullptr), SQLITE_OK);
  test::Random random(7);
  for (int i = 0; i < 400; ++i) {
    m_events.push_back(test::randomEvent(random, m_names));
    insert(statement, m_events.back(), i);
    if (QTest::currentTestFailed()) break;
  }
  sqlite3_finalize(statement);
}

void TestFilterSql::cleanupTestCase() {
  sqlite3_close(m_db);
}

/// Columns in the order of query::fields(). Half of the missing names are stored as NULL: the
/// expression must not care which of the two a store prefers.
void TestFilterSql::insert(sqlite3_stmt* statement, const TraceEvent& e, int row) {
  int at = 1;
  sqlite3_bind_int(statement, at++, row);
  const auto text = [&](std::string_view value) {
    if (value.empty() && row % 2 == 0) {
      sqlite3_bind_null(statement, at++);
    } else {
      sqlite3_bind_text(statement, at++, value.empty() ? "" : value.data(),
                        static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
  };
  const auto name = [&](Name code) { text(m_names.text(code)); };
  const auto number = [&](std::int64_t value) { sqlite3_bind_int64(statement, at++, value); };
  const auto part = [&](std::int64_t value) {
    if (endsHop(e.stage) && value >= 0) return number(value);
    sqlite3_bind_null(statement, at++);
  };
  for (const Name code : {e.topic, e.type, e.service, e.instance, e.subscription, e.producer})
    name(code);
  text(stageName(e.stage));
  text(kindName(e.kind));
  text(e.key);
  name(e.errorType);
  name(e.deadLetterTopic);
  name(e.sagaType);
  text(e.sagaKey);
  name(e.step);
  name(e.undoes);
  number(e.attempt);
  number(e.schemaVersion);
  number(e.payloadSize);
  const HopParts parts = hopParts(e);
  for (const auto value : {parts.totalNs, parts.publishNs, parts.waitNs, parts.processingNs})
    part(value);
  number(e.timeNs);
  text(e.eventId.isNull() ? std::string() : e.eventId.hex());
  text(e.traceId.isNull() ? std::string() : e.traceId.hex());
  text(e.spanId == 0 ? std::string() : hex64(e.spanId));
  text(e.parentSpanId == 0 ? std::string() : hex64(e.parentSpanId));
  text(e.causationId.isNull() ? std::string() : e.causationId.hex());
  number(e.session);
  number(isError(e.stage) ? 1 : 0);
  for (const auto flag : {kDuplicate, kOutOfOrder, kInjected, kReplayed, kPayloadTruncated})
    number((e.flags & flag) != 0 ? 1 : 0);
  sqlite3_bind_blob(statement, at++, e.payload.data(), static_cast<int>(e.payload.size()),
                    SQLITE_TRANSIENT);
  text(e.attributes);
  QCOMPARE(at, 2 + static_cast<int>(query::fields().size()));
  QCOMPARE(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_reset(statement);
}

std::set<int> TestFilterSql::select(const std::string& where) {
  std::set<int> rows;
  sqlite3_stmt* statement = nullptr;
  const std::string sql = "SELECT row FROM event WHERE " + where;
  if (sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    qWarning("%s: %s", sqlite3_errmsg(m_db), sql.c_str());
    return {-1};
  }
  while (sqlite3_step(statement) == SQLITE_ROW) rows.insert(sqlite3_column_int(statement, 0));
  sqlite3_finalize(statement);
  return rows;
}

void TestFilterSql::sqlAgreesWithMatcher() {
  test::Random random(11);
  std::size_t hits = 0;
  for (int i = 0; i < 4'000; ++i) {
    const std::string text = query::print(test::randomExpr(random, 2));
    const auto filter = query::Filter::parse(text);
    QVERIFY(filter.ok());
    query::Matcher matcher(*filter, m_names);
    std::set<int> expected;
    for (std::size_t row = 0; row < m_events.size(); ++row) {
      if (matcher(m_events[row])) expected.insert(static_cast<int>(row));
    }
    const std::string sql = filter->toSql();
    QVERIFY2(select(sql) == expected, (text + "\n" + sql).c_str());
    hits += expected.size();
  }
  // Random filters that hit nothing, or everything, would prove nothing.
  QVERIFY(hits > 4'000u * 400 / 10);
  QVERIFY(hits < 4'000u * 400 * 9 / 10);
}

QTEST_GUILESS_MAIN(TestFilterSql)
#include "tst_filter_sql.moc"
