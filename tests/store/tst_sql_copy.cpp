// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "model/store/store.h"
#include "naive_store.h"
#include "sql_copy.h"

using namespace rheo;

namespace {

constexpr TimeNs kOrigin = 1'700'000'000 * kSecond;

template <class List>
auto any(test::Random& random, const List& list) {
  return list[test::pick(random, std::size(list))];
}

constexpr std::array<const char*, 11> kTextColumns{"stage",    "kind",         "service",   "topic",
                                                   "type",     "subscription", "key",       "step",
                                                   "producer", "payload",      "error_type"};
constexpr std::array<const char*, 12> kNumberColumns{
    "time_ns",    "row",         "attempt", "flags",        "duplicate",    "failed",
    "latency_ns", "duration_ns", "wait_ns", "published_ns", "payload_size", "session"};
constexpr std::array<const char*, 4> kIdColumns{"event_id", "trace_id", "causation_id", "span_id"};
constexpr std::array<const char*, 8> kTexts{"''",      "'a'",         "'b'",         "'ab'",
                                            "'it''s'", "'published'", "'processed'", "'command'"};
constexpr std::array<const char*, 6> kOrders{"=", "<>", "<", "<=", ">", ">="};

std::string textCondition(test::Random& random) {
  const std::string column = any(random, kTextColumns);
  switch (test::pick(random, 5)) {
    case 0:
      return column + " IN (" + any(random, kTexts) + ", " + any(random, kTexts) + ", NULL)";
    case 1:
      return column + " LIKE '%a%'";
    case 2:
      return column + " = " + any(random, kTexts) + " COLLATE NOCASE";
    case 3:
      return column + " " + any(random, kOrders) + " " + any(random, kTexts);
    default:
      return column + " = " + any(random, kTexts);
  }
}

std::string someNumber(test::Random& random, const std::string& column) {
  if (column == "time_ns" || column == "published_ns") {
    return std::to_string(kOrigin + static_cast<TimeNs>(random() % (100 * kSecond)));
  }
  if (column == "row") return std::to_string(test::pick(random, 2'000));
  if (column.ends_with("_ns")) return std::to_string(random() % kSecond);
  return std::to_string(test::pick(random, 6));
}

std::string numberCondition(test::Random& random) {
  const std::string column = any(random, kNumberColumns);
  switch (test::pick(random, 4)) {
    case 0:
      return column + (test::pick(random, 2) == 0 ? " IS NULL" : " IS NOT NULL");
    case 1:
      return column + " BETWEEN " + someNumber(random, column) + " AND " +
             someNumber(random, column);
    case 2:
      return column + " " + any(random, kOrders) + " '" + someNumber(random, column) + "'";
    default:
      return column + " " + any(random, kOrders) + " " + someNumber(random, column) +
             (test::pick(random, 5) == 0 ? ".5" : "");
  }
}

std::string idCondition(test::Random& random) {
  const std::uint64_t id = test::pick(random, 5);
  return std::string(any(random, kIdColumns)) + " = '" + (id == 0 ? "" : Id128{id, id}.hex()) + "'";
}

std::string condition(test::Random& random, int depth) {
  if (depth > 0 && test::pick(random, 2) == 0) {
    const std::string a = condition(random, depth - 1);
    const std::string b = condition(random, depth - 1);
    const auto how = test::pick(random, 5);
    return how == 0 ? "NOT (" + a + ")" : "(" + a + (how == 1 ? " OR " : " AND ") + b + ")";
  }
  const auto what = test::pick(random, 9);
  return what < 4   ? textCondition(random)
         : what < 8 ? numberCondition(random)
                    : idCondition(random);
}

std::string from(test::Random& random) {
  return test::pick(random, 3) == 0 ? " FROM hop " : " FROM event ";
}

/// Rows, groups, orders, sub-selects and joins; every answer has one order.
std::string statement(test::Random& random) {
  const std::string where = "WHERE " + condition(random, 3);
  const std::string column = any(random, kTextColumns);
  switch (test::pick(random, 6)) {
    case 0:
      return "SELECT *" + from(random) + where + " ORDER BY row";
    case 1:
      return "SELECT " + column + ", count(*), sum(duration_ns), min(time_ns), max(latency_ns)" +
             from(random) + where + " GROUP BY " + column + " ORDER BY " + column;
    case 2:
      return "SELECT row, " + column + from(random) + where + " ORDER BY time_ns DESC, row LIMIT " +
             std::to_string(test::pick(random, 50));
    case 3:
      return "SELECT count(DISTINCT " + column + "), count(latency_ns), total(attempt)" +
             from(random) + where;
    case 4:
      return "SELECT count(*) FROM event a JOIN event b ON b.row = a.row + 1 AND b." + column +
             " = a." + column + " WHERE a.row IN (SELECT row" + from(random) + where +
             " ORDER BY row LIMIT 60)";
    default:
      return "SELECT row, payload" + from(random) + where + " AND " + idCondition(random) +
             " ORDER BY 1 DESC";
  }
}

}  // namespace

/// SQL over a recording gives what the same statement gives over an ordinary table of its rows.
class TestSqlCopy : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void everyStatementGivesTheSame();

 private:
  QTemporaryDir m_dir;
  test::Random m_random{29};
  test::SqlCopy m_copy;
  std::unique_ptr<store::StoreReader> m_reader;
};

void TestSqlCopy::initTestCase() {
  const std::string path = m_dir.filePath(QStringLiteral("a.rheo")).toStdString();
  auto writer = store::openWriter(path, {});
  QVERIFY(writer.ok());
  test::NaiveStore naive;
  for (int commit = 0; commit < 20; ++commit) {
    EventBatch batch;
    for (std::size_t i = 0; i < 100; ++i) {
      batch.events.push_back(test::randomSighting(m_random, (*writer)->names(),
                                                  kOrigin + commit * 2 * kSecond, 4 * kSecond));
      naive.add(batch.events.back());
    }
    naive.committed();
    QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
  }
  std::uint64_t row = 0;
  m_copy.ask("BEGIN");
  for (const TraceEvent& event : naive.events()) m_copy.add(++row, event, (*writer)->names());
  m_copy.ask("COMMIT");
  auto reader = store::openReader(path);
  QVERIFY(reader.ok());
  m_reader = std::move(*reader);
}

void TestSqlCopy::everyStatementGivesTheSame() {
  int answered = 0;
  for (int i = 0; i < 250; ++i) {
    std::string sql = statement(m_random);
    // SELECT * has the columns in another order there.
    if (sql.starts_with("SELECT *")) {
      std::string columns = "SELECT row, time_ns";
      for (const auto* column : kTextColumns) columns += std::string(", ") + column;
      for (const auto* column : kNumberColumns) columns += std::string(", ") + column;
      for (const auto* column : kIdColumns) columns += std::string(", ") + column;
      sql.replace(0, 8, columns + ", attributes, position, stream, parent_span_id");
    }
    const auto expected = m_copy.ask(sql);
    const auto table = m_reader->sql(sql, 1'000'000, {});
    QVERIFY2(table.ok(), (sql + (table.ok() ? "" : table.error().text())).c_str());
    QVERIFY2(table->rows.size() == expected.size(), sql.c_str());
    for (std::size_t row = 0; row < expected.size(); ++row) {
      for (std::size_t cell = 0; cell < expected[row].size(); ++cell) {
        const std::string got =
            table->isNull[row][cell] ? std::string("NULL") : table->rows[row][cell];
        QVERIFY2(got == expected[row][cell], sql.c_str());
      }
    }
    answered += expected.empty() ? 0 : 1;
  }
  // Conditions that hold nowhere would compare nothing.
  QVERIFY(answered > 120);
}

QTEST_APPLESS_MAIN(TestSqlCopy)
#include "tst_sql_copy.moc"
