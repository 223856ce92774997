// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "model/query/expr.h"
#include "model/query/filter.h"

using namespace rheo::query;

class TestFilter : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void blankTextMatchesEverything();
  void printsCanonically_data();
  void printsCanonically();
  void errorsTellColumnAndSuggestion_data();
  void errorsTellColumnAndSuggestion();
  void knowsWhatRollupsCanAnswer_data();
  void knowsWhatRollupsCanAnswer();
  void depthAndLengthAreBounded();
  void compilesToSql_data();
  void compilesToSql();
};

void TestFilter::blankTextMatchesEverything() {
  const auto filter = Filter::parse(" \n\t");
  QVERIFY(filter.ok());
  QVERIFY(filter->matchesAll());
  QVERIFY(filter->isDimensional());
  QVERIFY(!filter->needsPayload());
  QCOMPARE(filter->toSql(), std::string("1"));
}

void TestFilter::printsCanonically_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("printed");
  const auto row = [](const char* name, const char* text, const char* printed) {
    QTest::newRow(name) << QByteArray(text) << QByteArray(printed);
  };
  row("name", "topic=='orders'", "topic == \"orders\"");
  row("precedence", "failed||duplicate&&injected", "failed || duplicate && injected");
  row("parentheses", "(failed||duplicate)&&injected", "(failed || duplicate) && injected");
  row("superfluous", "((failed))", "failed");
  row("not", "!(topic ~ \"a.*\")", "!(topic ~ \"a.*\")");
  row("flag true", "duplicate == true", "duplicate");
  row("flag false", "duplicate == false", "!duplicate");
  row("duration", "latency > 1500ms", "latency > 1500ms");
  row("duration whole", "latency > 2000ms", "latency > 2s");
  row("duration part", "wait <= 0.25s", "wait <= 250ms");
  row("duration zero", "wait > 0", "wait > 0ns");
  row("size", "size >= 2048", "size >= 2KiB");
  row("size decimal", "size < 1.5MB", "size < 1500KB");
  row("time", "time >= 2026-11-23T06:32+01:00", "time >= 2026-11-23T05:32:00.000000000Z");
  row("date", "time < 1969-12-31", "time < 1969-12-31T00:00:00.000000000Z");
  row("in", "type in ('A',\"B\")", "type in (\"A\", \"B\")");
  row("path", "payload.items[0].sku == 'x'", "payload.items[0].sku == \"x\"");
  row("quoted path", "payload.\"a-b\".c > -1.5e3", "payload.\"a-b\".c > -1500.0");
  row("lower", "lower( topic )=='a'", "lower(topic) == \"a\"");
  row("length", "length(payload.name)>=3", "length(payload.name) >= 3");
  row("exists", "!exists(attributes.\"http.route\")", "!exists(attributes.\"http.route\")");
  row("array root", "payload[2] == true", "payload[2] == true");
  row("escapes", "key == \"a\\\"\\u00e9\\n\"", "key == \"a\\\"\xc3\xa9\\n\"");
  row("id case", "trace == \"4BF92F3577B34DA6A3CE929D0E0E4736\"",
      "trace == \"4bf92f3577b34da6a3ce929d0e0e4736\"");
}

void TestFilter::printsCanonically() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, printed);
  const auto filter = Filter::parse(text.toStdString());
  QVERIFY2(filter.ok(), filter.ok() ? "" : filter.error().text().c_str());
  QCOMPARE(QByteArray::fromStdString(print(*filter->root())), printed);
}

void TestFilter::errorsTellColumnAndSuggestion_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<int>("column");
  QTest::addColumn<QByteArray>("message");
  QTest::addColumn<QByteArray>("suggestion");
  const auto row = [](const char* text, int column, const char* message, const char* suggestion) {
    QTest::newRow(text) << QByteArray(text) << column << QByteArray(message)
                        << QByteArray(suggestion);
  };
  row("topc == \"a\"", 0, "unknown field 'topc'", "topic");
  row("failed && latancy > 2s", 10, "unknown field 'latancy'", "latency");
  row("topic = \"a\"", 6, "'=' is not an operator", "==");
  row("topic == orders", 9, "topic is compared with a string", "\"orders\"");
  row("refunds", 0, "'refunds' is not a field; a filter compares fields with values",
      "payload ~ \"refunds\"");
  row("\"refunds\"", 0, "a condition starts with a field", "payload ~ \"refunds\"");
  row("latency > 250", 10, "latency needs a unit", "250ms");
  row("latency > 250mss", 10, "unknown unit 'mss'", "250ms");
  row("attempt > 2s", 10, "attempt has no unit", "2");
  row("stage == \"faild\"", 9, "there is no stage 'faild'", "\"failed\"");
  row("failed and duplicate", 7, "write && for and", "&&");
  row("not failed", 0, "write ! for not", "!");
  row("(failed", 0, "this '(' is not closed", ")");
  row("failed)", 6, "there is no '(' for this ')'", "");
  row("topic == \"a", 9, "the string is not closed", "\"");
  row("topic", 0, "'topic' needs a comparison", "topic == ...");
  row("topic ==", 8, "'topic' is compared with nothing", "");
  row("failed &&", 9, "the filter ends where a condition is expected", "");
  row("latency ~ \"a\"", 8, "~ searches text; latency is not text", "==");
  row("trace < \"a\"", 6, "trace has no order", "==");
  row("topic.name == \"a\"", 5, "only payload and attributes have members", "payload");
  row("length(latency) > 3", 7, "length() wants text; latency is not text", "");
  row("lower(topic == \"a\"", 12, "expected ')' after the field", ")");
  row("exists(failed)", 7, "a flag is always there", "failed");
  row("exists(\"topic\")", 7, "expected a field in the parentheses", "");
  row("length(key) ~ \"a\"", 12, "~ searches text; a length is not text", "==");
  row("lower(topic)", 0, "'lower' needs a comparison", "lower == ...");
  row("payload.a > true", 10, "true and false have no order", "==");
  row("time > \"yesterday\"", 7, "time is compared with an ISO 8601 time", "2026-01-31T12:00:00Z");
  row("size > 99999999999GiB", 7, "the value is out of range", "");
}

void TestFilter::errorsTellColumnAndSuggestion() {
  QFETCH(QByteArray, text);
  QFETCH(int, column);
  QFETCH(QByteArray, message);
  QFETCH(QByteArray, suggestion);
  FilterError error;
  const auto filter = Filter::parse(text.toStdString(), &error);
  QVERIFY(!filter.ok());
  QCOMPARE(QByteArray::fromStdString(error.message), message);
  QCOMPARE(QByteArray::fromStdString(error.suggestion), suggestion);
  QCOMPARE(static_cast<int>(error.column), column);
  QVERIFY(error.length >= 1);
  QVERIFY(filter.error().text().find(error.message) != std::string::npos);
}

void TestFilter::knowsWhatRollupsCanAnswer_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<bool>("dimensional");
  QTest::addColumn<bool>("payload");
  QTest::newRow("all six") << QByteArray(
                                  "topic==\"a\" && type~\"b\" && service!=\"c\" && "
                                  "subscription==\"d\" && producer==\"e\" && stage==\"failed\"")
                           << true << false;
  QTest::newRow("failed") << QByteArray("!failed") << true << false;
  QTest::newRow("latency") << QByteArray("failed && latency > 1s") << false << false;
  QTest::newRow("payload") << QByteArray("failed || payload.a == 1") << false << true;
}

void TestFilter::knowsWhatRollupsCanAnswer() {
  QFETCH(QByteArray, text);
  QFETCH(bool, dimensional);
  QFETCH(bool, payload);
  const auto filter = Filter::parse(text.toStdString());
  QVERIFY(filter.ok());
  QCOMPARE(filter->isDimensional(), dimensional);
  QCOMPARE(filter->needsPayload(), payload);
}

void TestFilter::depthAndLengthAreBounded() {
  QVERIFY(Filter::parse(std::string(60, '(') + "failed" + std::string(60, ')')).ok());
  QVERIFY(!Filter::parse(std::string(65, '(') + "failed" + std::string(65, ')')).ok());
  QVERIFY(!Filter::parse(std::string(15'000, '!') + "failed").ok());
  QVERIFY(!Filter::parse(std::string(15'000, '(')).ok());
  QVERIFY(!Filter::parse(std::string(17'000, ' ') + "failed").ok());
  std::string many = "failed";
  for (int i = 0; i < 1'000; ++i) many += "||failed";
  QVERIFY(!Filter::parse(many).ok());
  std::string deep = "payload";
  for (int i = 0; i < 17; ++i) deep += ".a";
  QVERIFY(!Filter::parse(deep + " == 1").ok());
}

void TestFilter::compilesToSql_data() {
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<QByteArray>("sql");
  const auto row = [](const char* text, const char* sql) {
    QTest::newRow(text) << QByteArray(text) << QByteArray(sql);
  };
  row("topic == \"it's\"", "topic = 'it''s'");
  row("error == \"\"", "ifnull(error_type, '') = ''");
  row("topic in (\"a\", \"b\")", "topic IN ('a', 'b')");
  row("!(latency > 1ms)", "NOT ifnull(latency_ns>1000000, 0)");
  row("failed && (type ~ \"a\" || key != \"b\")",
      "(failed = 1 AND (regexp_match('a', ifnull(type, '')) OR ifnull(key, '') <> 'b'))");
  row("payload.total >= 100", "payload_number(payload, 'total')>=100");
  row("payload.a[1] == \"x\"", "payload_text(payload, 'a[1]') = 'x'");
  row("payload.ok == false", "payload_bool(payload, 'ok') = 0");
}

void TestFilter::compilesToSql() {
  QFETCH(QByteArray, text);
  QFETCH(QByteArray, sql);
  const auto filter = Filter::parse(text.toStdString());
  QVERIFY(filter.ok());
  QCOMPARE(QByteArray::fromStdString(filter->toSql()), sql);
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
