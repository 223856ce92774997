// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>

#include "collecting_receiver.h"
#include "model/sources/files/stable_id.h"
#include "span_text.h"

using namespace rheo;
using test::SpanText;

namespace {

constexpr int kInternal = 1, kServer = 2, kClient = 3, kProducer = 4, kConsumer = 5;

using Tags = std::vector<std::pair<std::string, std::string>>;

SpanText made(const char* service, unsigned id, unsigned parent, int kind, const Tags& tags = {}) {
  SpanText span;
  span.service = service;
  span.id = id;
  span.parent = parent;
  span.kind = kind;
  span.start = 1'000'000'000 + id * 10'000'000;
  span.end = span.start + 1'000'000;
  span.tags = tags;
  return span;
}

struct Imported {
  explicit Imported(const std::vector<SpanText>& spans)
      : counts(test::importText(receiver, test::otlpText(spans))) {}

  [[nodiscard]] std::vector<TraceEvent> of(const char* service, Stage stage) const {
    std::vector<TraceEvent> found;
    for (const TraceEvent& event : receiver.events) {
      if (event.stage == stage && receiver.text(event.service) == service) found.push_back(event);
    }
    return found;
  }
  [[nodiscard]] const Problem* problem(const char* detail) const {
    for (const Problem& each : receiver.problems) {
      if (each.detail.find(detail) != std::string::npos) return &each;
    }
    return nullptr;
  }

  test::CollectingReceiver receiver;
  files::ImportCounts counts;
};

Id128 published(unsigned span) {
  return files::eventOfSpan({0, 1}, span);
}

}  // namespace

/// What spans mean: messaging, calls, kinship, clocks, and trees that are none.
class TestSpanMeaning : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tagsOfAllAgesSayTheSame_data() {
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("group");
    const auto row = [](const char* name, const char* destination, const char* group) {
      QTest::newRow(name) << QString::fromLatin1(destination) << QString::fromLatin1(group);
    };
    row("current", "messaging.destination.name", "messaging.consumer.group.name");
    row("subscription", "messaging.destination.name", "messaging.destination.subscription.name");
    row("1.17", "messaging.source.name", "messaging.kafka.consumer.group");
    row("1.6", "messaging.destination", "messaging.kafka.consumer_group");
    row("1.10", "messaging.destination", "messaging.consumer_id");
    row("opentracing", "message_bus.destination", "messaging.consumer_group");
    row("brave kafka", "kafka.topic", "kafka.group");
    row("brave rabbit", "rabbit.exchange", "rabbit.queue");
    row("brave messaging", "messaging.channel_name", "messaging.consumer.id");
    row("jms", "jms.queue", "messaging.consumer.group.name");
  }

  void tagsOfAllAgesSayTheSame() {
    QFETCH(QString, destination);
    QFETCH(QString, group);
    const std::pair<std::string, std::string> topic{destination.toStdString(), "orders"};
    const Imported got({made("shop", 1, 0, kProducer, {topic}),
                        made("billing", 2, 1, kConsumer, {topic, {group.toStdString(), "g"}})});
    const auto sent = got.of("shop", Stage::Published);
    const auto done = got.of("billing", Stage::Processed);
    QCOMPARE(sent.size(), std::size_t{1});
    QCOMPARE(done.size(), std::size_t{1});
    QCOMPARE(got.receiver.text(sent[0].topic), std::string("orders"));
    QCOMPARE(got.receiver.text(done[0].topic), std::string("orders"));
    QCOMPARE(got.receiver.text(done[0].subscription), std::string("g"));
    QCOMPARE(done[0].eventId, sent[0].eventId);
    QCOMPARE(got.receiver.text(done[0].producer), std::string("shop"));
  }

  void operationsSayMoreThanKinds_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("operation");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("stage");
    const auto row = [](const char* key, const char* operation, int kind, Stage stage) {
      QTest::addRow("%s %s", key, operation)
          << QString::fromLatin1(key) << QString::fromLatin1(operation) << kind << int(stage);
    };
    row("messaging.operation.type", "send", kProducer, Stage::Published);
    row("messaging.operation.type", "create", kProducer, Stage::Published);
    row("messaging.operation.type", "receive", kClient, Stage::Received);
    row("messaging.operation.type", "process", kConsumer, Stage::Processed);
    row("messaging.operation", "publish", kProducer, Stage::Published);
    row("messaging.operation", "receive", kConsumer, Stage::Received);
    row("messaging.operation", "deliver", kConsumer, Stage::Processed);
    row("messaging.operation.name", "poll", kClient, Stage::Received);
    row("messaging.operation.name", "ack", kClient, Stage::Processed);
  }

  void operationsSayMoreThanKinds() {
    QFETCH(QString, key);
    QFETCH(QString, operation);
    QFETCH(int, kind);
    QFETCH(int, stage);
    const Imported got({made(
        "s", 1, 0, kind,
        {{"messaging.destination.name", "t"}, {key.toStdString(), operation.toStdString()}})});
    QCOMPARE(int(got.receiver.events.back().stage), stage);
  }

  void aBatchIsReceivedOnceForEachLink() {
    const Tags topic{{"messaging.destination.name", "t"}};
    SpanText poll = made("c", 4, 0, kConsumer, topic);
    poll.tags.push_back({"messaging.operation.type", "receive"});
    poll.links = {1, 2, 3};
    SpanText first = made("c", 5, 4, kConsumer, topic), second = made("c", 6, 4, kConsumer, topic);
    first.links = {1};
    second.links = {2};
    const Imported got({made("p", 1, 0, kProducer, topic), made("p", 2, 0, kProducer, topic),
                        made("p", 3, 0, kProducer, topic), poll, first, second});
    const auto received = got.of("c", Stage::Received);
    const auto processed = got.of("c", Stage::Processed);
    QCOMPARE(received.size(), std::size_t{3});  // by the poll, not again by the processing
    QCOMPARE(processed.size(), std::size_t{2});
    for (unsigned i = 0; i < 3; ++i) QCOMPARE(received[i].eventId, published(i + 1));
    for (unsigned i = 0; i < 2; ++i) QCOMPARE(processed[i].eventId, published(i + 1));
    QVERIFY(processed[0].publishedNs != 0);
  }

  void aMessageIdTiesWhatHasNoParent() {
    const Tags tags{{"messaging.destination.name", "t"}, {"messaging.message.id", "m-1"}};
    SpanText consumer = made("c", 2, 0, kConsumer, tags);
    consumer.trace = 7;
    const Imported got({made("p", 1, 0, kProducer, tags), consumer});
    QCOMPARE(got.of("c", Stage::Processed).at(0).eventId, published(1));
  }

  void whatIsPublishedInAHandlerIsCausedByWhatItHandles() {
    const Imported got({made("a", 1, 0, kProducer, {{"messaging.destination.name", "t"}}),
                        made("b", 2, 1, kConsumer, {{"messaging.destination.name", "t"}}),
                        made("b", 3, 2, kInternal),
                        made("b", 4, 3, kProducer, {{"messaging.destination.name", "u"}})});
    QCOMPARE(got.of("b", Stage::Published).at(0).causationId, published(1));
  }

  void callsAreMarkedAndJoined() {
    const Imported got({made("a", 1, 0, kClient), made("b", 2, 1, kServer),
                        made("a", 3, 0, kClient, {{"peer.service", "db"}})});
    const auto answered = got.of("b", Stage::Processed);
    QCOMPARE(answered.size(), std::size_t{1});
    QCOMPARE(answered[0].kind, Kind::Query);
    QCOMPARE(got.receiver.text(answered[0].topic), std::string("call:b"));
    QCOMPARE(got.receiver.text(answered[0].producer), std::string("a"));
    const auto inferred = got.of("db", Stage::Processed);
    QCOMPARE(inferred.size(), std::size_t{1});
    QVERIFY(inferred[0].attributes.find("rheo.inferred") != std::string_view::npos);
  }

  void clocksThatDisagreeAreFound() {
    SpanText call = made("a", 1, 0, kClient), answer = made("b", 2, 1, kServer);
    answer.start = call.start - 40'000'000;
    answer.end = answer.start + 500'000;
    SpanText sent = made("a", 3, 0, kProducer, {{"messaging.destination.name", "t"}});
    SpanText taken = made("c", 4, 3, kConsumer, {{"messaging.destination.name", "t"}});
    taken.start = sent.start - 7'000'000;
    taken.end = sent.start;
    SpanText late = made("d", 6, 5, kServer), caller = made("a", 5, 0, kClient);
    late.start = caller.end + 20'000'000;
    late.end = late.start + 1000;
    const Imported got({call, answer, sent, taken, caller, late});
    QCOMPARE(got.counts.skewed, std::uint64_t{3});
    const Problem* behind = got.problem("40 ms or more behind a");
    QVERIFY(behind != nullptr);
    QCOMPARE(behind->kind, ProblemKind::ClockSkew);
    QCOMPARE(behind->service, std::string("b"));
    QVERIFY(got.problem("7 ms or more behind a") != nullptr);
    QVERIFY(got.problem("20 ms or more ahead of a") != nullptr);
  }

  void soundClocksAreNoNews() {
    SpanText call = made("a", 1, 0, kClient), answer = made("b", 2, 1, kServer);
    answer.start = call.start + 100'000;
    answer.end = call.end - 100'000;
    QCOMPARE(Imported({call, answer}).counts.skewed, std::uint64_t{0});
  }

  void whatIsWrongWithATreeIsAProblem() {
    SpanText backwards = made("s", 3, 1, kInternal), untimed = made("s", 4, 1, kInternal);
    backwards.end = backwards.start - 5;
    untimed.start = untimed.end = 0;
    SpanText timeless = made("s", 5, 1, kInternal);
    timeless.end = timeless.start;
    const Imported got({made("s", 1, 0, kInternal), made("s", 2, 0, kInternal), backwards, untimed,
                        timeless, made("s", 6, 99, kInternal), made("s", 7, 7, kInternal),
                        made("s", 8, 9, kInternal), made("s", 9, 8, kInternal),
                        made("s", 1, 0, kInternal)});
    QCOMPARE(got.counts.spans, std::uint64_t{10});
    QCOMPARE(got.receiver.events.size(), std::size_t{10});
    for (const char* detail :
         {"a trace has several roots", "a span ends before it starts", "a span without a start",
          "a span takes no time", "a span's parent is missing", "a span is its own ancestor",
          "two spans with one id"}) {
      QVERIFY2(got.problem(detail) != nullptr, detail);
      QCOMPARE(got.problem(detail)->kind, ProblemKind::TraceFault);
    }
    QCOMPARE(got.problem("a span is its own ancestor")->count, std::uint64_t{3});
  }

  void tagsThatAreTooLongAreCutCountedAndSaid() {
    SpanText span = made("s", 1, 0, kInternal);
    span.tags = {{"small", "1"}, {"long", std::string(70'000, 'x')}, {"after", "2"}};
    const Imported got({span});
    QCOMPARE(got.counts.cutTags, std::uint64_t{1});
    QVERIFY(got.problem("tags of a span were cut") != nullptr);
    const std::string tags(got.receiver.events.at(0).attributes);
    QVERIFY(tags.find("\"after\":\"2\"") != std::string::npos);
    QVERIFY(tags.find("\"rheo.cutTags\":1") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestSpanMeaning)
#include "tst_span_meaning.moc"
