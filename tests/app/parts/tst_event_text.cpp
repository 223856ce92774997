// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "app/views/parts/event_condition.h"
#include "app/views/parts/event_json.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/problem_words.h"

using namespace rheo;
using namespace rheo::ui;

class TstEventText : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesSurviveTheFilterLanguage_data();
  void namesSurviveTheFilterLanguage();
  void conditionsOfCellsParse();
  void bothHoldKeepsPrecedence();
  void placesHaveFilters();
  void eventsBecomeJson();
  void binaryPayloadBecomesBase64();
  void problemsBecomeSentences_data();
  void problemsBecomeSentences();
  void everyProblemKindHasWords();

 private:
  static store::EventRow sample() {
    store::EventRow row;
    row.row = 7;
    row.stage = Stage::Failed;
    row.service = "payments";
    row.topic = "orders.placed";
    row.type = "OrderPlaced";
    row.subscription = "payments.v2";
    row.errorType = "timeout";
    row.key = "4711";
    row.timeNs = 1'700'000'000 * kSecond + 123'456'789;
    row.eventId = {1, 2};
    row.traceId = {3, 4};
    row.sagaType = "Order";
    row.sagaKey = "4711";
    row.payload = R"({"total":129.90})";
    row.payloadSize = 16;
    row.flags = kDuplicate;
    row.parts = {-1, 20, 30, 50};
    return row;
  }
};

void TstEventText::namesSurviveTheFilterLanguage_data() {
  QTest::addColumn<QString>("name");
  QTest::newRow("plain") << QStringLiteral("orders.placed");
  QTest::newRow("quote") << QStringLiteral("a\"b");
  QTest::newRow("backslash") << QStringLiteral("a\\b\\");
  QTest::newRow("operators") << QStringLiteral("x && y || !z");
  QTest::newRow("umlauts") << QStringLiteral("Gr\u00f6\u00dfe \u2192");
}

void TstEventText::namesSurviveTheFilterLanguage() {
  QFETCH(QString, name);
  const auto text = fieldEquals(QLatin1String("topic"), name).toStdString();
  auto filter = query::Filter::parse(text);
  QVERIFY2(filter.ok(), text.c_str());
  NameTable names;
  TraceEvent event;
  event.topic = names.intern(name.toStdString());
  TraceEvent other;
  other.topic = names.intern("something else");
  query::Matcher matches(*filter, names);
  QVERIFY(matches(event));
  QVERIFY(!matches(other));
}

void TstEventText::conditionsOfCellsParse() {
  const auto row = sample();
  int some = 0;
  for (const auto& info : eventColumns()) {
    const auto condition = conditionOf(row, info.column);
    if (condition.isEmpty()) continue;
    ++some;
    auto filter = query::Filter::parse(condition.toStdString());
    QVERIFY2(filter.ok(), qPrintable(condition));
  }
  QVERIFY(some >= 10);
}

void TstEventText::bothHoldKeepsPrecedence() {
  QCOMPARE(bothHold(QString(), QStringLiteral("a")), QStringLiteral("a"));
  QCOMPARE(bothHold(QStringLiteral("a || b"), QStringLiteral("c")),
           QStringLiteral("(a || b) && c"));
}

void TstEventText::placesHaveFilters() {
  Selection selection;
  selection.kind = Selection::Kind::Delivery;
  selection.service = QStringLiteral("payments");
  selection.topic = QStringLiteral("orders.placed");
  selection.subscription = QStringLiteral("payments.v2");
  QVERIFY(isPlace(selection));
  Scene scene;
  scene.selection = selection;
  scene.filter = *query::Filter::parse("failed || duplicate");
  const auto narrowed = narrowedQuery(scene, true);
  QVERIFY2(narrowed.ok(), narrowed.ok() ? "" : narrowed.error().text().c_str());
  QVERIFY(narrowed->filter.text().find("payments.v2") != std::string::npos);
  QCOMPARE(narrowedQuery(scene, false)->filter.text(), scene.filter.text());
}

void TstEventText::eventsBecomeJson() {
  const auto json = QJsonDocument::fromJson(eventToJsonText(sample()).toUtf8()).object();
  QCOMPARE(json[QStringLiteral("stage")].toString(), QStringLiteral("failed"));
  QCOMPARE(json[QStringLiteral("time")].toString(),
           QStringLiteral("2023-11-14T22:13:20.123456789Z"));
  QCOMPARE(json[QStringLiteral("event")].toString().size(), 32);
  QCOMPARE(json[QStringLiteral("payload")].toObject()[QStringLiteral("total")].toDouble(), 129.9);
  QVERIFY(json[QStringLiteral("duplicate")].toBool());
  QVERIFY(!json.contains(QStringLiteral("publishNs")));
  QVERIFY(!json.contains(QStringLiteral("cause")));
  QCOMPARE(json[QStringLiteral("latencyNs")].toInteger(), 50);
}

void TstEventText::binaryPayloadBecomesBase64() {
  auto row = sample();
  row.payload = std::string("\xff\x00\x01", 3);
  const auto json = eventToJson(row);
  QVERIFY(!json.contains(QStringLiteral("payload")));
  QCOMPARE(QByteArray::fromBase64(json[QStringLiteral("payloadBase64")].toString().toLatin1()),
           QByteArray("\xff\x00\x01", 3));
}

void TstEventText::problemsBecomeSentences_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<qulonglong>("count");
  QTest::addColumn<QString>("sentence");
  QTest::newRow("duplicates") << int(ProblemKind::Duplicate) << 12ull
                              << QStringLiteral(
                                     "12 events of OrderShipped were delivered twice to shipping");
  QTest::newRow("one duplicate") << int(ProblemKind::Duplicate) << 1ull
                                 << QStringLiteral(
                                        "1 event of OrderShipped was delivered twice to shipping");
  QTest::newRow("faulty trace") << int(ProblemKind::TraceFault) << 12ull
                                << QStringLiteral("In traces of shipping, 12 times: timeout");
  QTest::newRow("failure") << int(ProblemKind::Failure) << 3ull
                           << QStringLiteral(
                                  "3 events of OrderShipped failed in shipping: timeout");
  QTest::newRow("unconsumed") << int(ProblemKind::Unconsumed) << 17ull
                              << QStringLiteral(
                                     "17 events of OrderShipped on shipments, nobody listens");
}

void TstEventText::problemsBecomeSentences() {
  QFETCH(int, kind);
  QFETCH(qulonglong, count);
  QFETCH(QString, sentence);
  Problem problem;
  problem.kind = static_cast<ProblemKind>(kind);
  problem.count = count;
  problem.service = "shipping";
  problem.topic = "shipments";
  problem.type = "OrderShipped";
  problem.detail = "timeout";
  QCOMPARE(problemSentence(problem), sentence);
}

void TstEventText::everyProblemKindHasWords() {
  QSet<QString> words;
  for (int i = int(ProblemKind::Failure); i <= int(ProblemKind::SagaFailed); ++i) {
    Problem problem;
    problem.kind = static_cast<ProblemKind>(i);
    problem.service = "s";
    QVERIFY(!problemSentence(problem).isEmpty());
    words << problemKindText(problem.kind);
    QCOMPARE(problemKindFromName(problemKindName(problem.kind)), problem.kind);
  }
  QCOMPARE(words.size(), int(ProblemKind::SagaFailed));
  QVERIFY(!problemKindFromName("nonsense"));
}

QTEST_GUILESS_MAIN(TstEventText)
#include "tst_event_text.moc"
