// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "probes/src/redaction.hpp"

using rheo::probe::AllowList;
using rheo::probe::redact;
using rheo::probe::redactedRoom;
using rheo::probe::Redaction;

namespace {

std::string redacted(std::string_view json, std::string_view allow) {
  // Exactly as much room as is promised to be enough.
  std::string out(redactedRoom(json.size()), '\0');
  out.resize(redact(json, AllowList(allow), out.data(), out.size()));
  return out;
}

}  // namespace

class TstRedaction : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void onlyWhatIsListedStays_data();
  void onlyWhatIsListedStays();
  void whatIsNoJsonIsRefused_data();
  void whatIsNoJsonIsRefused();
  void theRoomIsKept();
  void aSightingIsMaskedVisibly();
  void aTextThatIsNoJsonIsWithheldWhole();
};

void TstRedaction::onlyWhatIsListedStays_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<QByteArray>("allow");
  QTest::addColumn<QByteArray>("expected");
  const auto row = [](const char* name, const char* json, const char* allow, const char* expected) {
    QTest::newRow(name) << QByteArray(json) << QByteArray(allow) << QByteArray(expected);
  };
  row("nothing listed", R"({"a":1,"b":"x","c":null,"d":{"e":2}})", "",
      R"({"a":"***","b":"***","c":"***","d":"***"})");
  row("a field", R"({"id": 7, "card": "4111"})", "id", R"({"id":7,"card":"***"})");
  row("all below a path", R"({"o":{"a":[1,{"b":2}]},"p":1})", "o",
      R"({"o":{"a":[1,{"b":2}]},"p":"***"})");
  row("below a field", R"({"o":{"a":1,"b":2},"a":3})", "o.a",
      R"({"o":{"a":1,"b":"***"},"a":"***"})");
  row("through arrays", R"({"items":[{"sku":"s1","who":"ann"},{"sku":"s2"}]})", "items.sku",
      R"({"items":[{"sku":"s1","who":"***"},{"sku":"s2"}]})");
  row("values in an array on the way", R"({"items":["ann",{"sku":1}]})", "items.sku",
      R"({"items":["***",{"sku":1}]})");
  row("a prefix of a name is another name", R"({"idx":1,"id":2})", "id", R"({"idx":"***","id":2})");
  row("a name in escapes is not trusted", R"({"\u0069d":1})", "id", R"({"\u0069d":"***"})");
  row("the same name twice", R"({"a":1,"a":"x"})", "b", R"({"a":"***","a":"***"})");
  row("a text at the root", R"("secret")", "id", R"("***")");
  row("a number at the root", "42", "id", R"("***")");
  row("an array at the root", R"([1,{"id":2,"x":3}])", "id", R"(["***",{"id":2,"x":"***"}])");
  row("spaces in the list", R"({"a":1,"b":2})", " a , b ", R"({"a":1,"b":2})");
  row("empty things", R"({"a":{},"b":[],"c":""})", "a.x,b.x", R"({"a":{},"b":[],"c":"***"})");
  row("quotes inside", R"({"a":"x\"}","b":"\\"})", "b", R"({"a":"***","b":"\\"})");
}

void TstRedaction::onlyWhatIsListedStays() {
  QFETCH(QByteArray, json);
  QFETCH(QByteArray, allow);
  QFETCH(QByteArray, expected);
  const std::string out = redacted(json.toStdString(), allow.toStdString());
  QCOMPARE(QByteArray::fromStdString(out), expected);
  QCOMPARE(redacted(out, allow.toStdString()), out);
}

void TstRedaction::whatIsNoJsonIsRefused_data() {
  QTest::addColumn<QByteArray>("json");
  for (const char* json :
       {"",      " ",    "hello",          "{",      "{\"a\":1", "{\"a\":1}}", "{\"a\" 1}",
        "{a:1}", "[1,]", "{\"a\":1,}",     "\"open", "\"\\x\"",  "1.",         "-",
        "1e",    "tru",  "{\"a\":\"\n\"}", "[1 2]",  "nul",      "{}{}"})
    QTest::newRow(json) << QByteArray(json);
  QTest::newRow("deep arrays") << QByteArray(100'000, '[');
  QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(40) + "1" + QByteArray(40, '}');
}

void TstRedaction::whatIsNoJsonIsRefused() {
  QFETCH(QByteArray, json);
  QVERIFY(redacted(json.toStdString(), "").empty());
  QVERIFY(redacted(json.toStdString(), "a").empty());
}

void TstRedaction::theRoomIsKept() {
  const std::string json = R"([1,2,3,{"a":"b"}])";
  const std::string whole = redacted(json, "a");
  for (std::size_t room = 0; room <= whole.size(); ++room) {
    std::vector<char> out(room);  // exactly sized, for the sanitizer
    QCOMPARE(redact(json, AllowList("a"), out.data(), room), room < whole.size() ? 0 : room);
  }
}

void TstRedaction::aSightingIsMaskedVisibly() {
  const AllowList allowed("id,$saga");
  Redaction redaction(&allowed);
  rheo::wire::EventView event;
  event.payload = R"({"id":1,"mail":"a@b"})";
  event.payloadSize = static_cast<std::uint32_t>(event.payload.size());
  event.key = "ann";
  event.sagaKey = "order-1";
  event.attributes = R"({"tenant":"x"})";
  redaction.prepare(event.payload.size(), event.attributes.size());
  redaction.apply(event);
  QCOMPARE(event.payload, std::string_view(R"({"id":1,"mail":"***"})"));
  QCOMPARE(event.payloadSize, 21u);
  QCOMPARE(event.key, std::string_view("***"));
  QCOMPARE(event.sagaKey, std::string_view("order-1"));
  QCOMPARE(event.attributes, std::string_view(R"({"tenant":"***"})"));
  QVERIFY((event.flags & rheo::wire::kRedacted) != 0);
}

void TstRedaction::aTextThatIsNoJsonIsWithheldWhole() {
  const AllowList allowed("id");
  Redaction redaction(&allowed);
  rheo::wire::EventView event;
  event.payload = R"({"id":1,"mail":"a@)";
  event.payloadSize = 5000;
  event.attributes = "mail=a@b";
  redaction.prepare(event.payload.size(), event.attributes.size());
  redaction.apply(event);
  QVERIFY(event.payload.empty());
  QCOMPARE(event.payloadSize, 5000u);
  QCOMPARE(event.attributes, std::string_view(R"({"rheo.attributesWithheld":true})"));
  QCOMPARE(int{event.flags}, int{rheo::wire::kRedacted | rheo::wire::kPayloadTruncated});
}

QTEST_GUILESS_MAIN(TstRedaction)
#include "tst_redaction.moc"
