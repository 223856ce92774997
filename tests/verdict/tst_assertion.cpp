// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "model/verdict/check.h"
#include "model/verdict/compare.h"
#include "verdict_recording.h"

using namespace rheo;

namespace {

/// 400 orders, each processed after `handlingNs` and answered, but for every `silentEvery`th.
std::unique_ptr<store::StoreReader> recording(const QString& path, std::int64_t handlingNs,
                                              int failEvery, int silentEvery) {
  test::verdictRecording(path, handlingNs, failEvery, silentEvery);
  return std::move(store::openReader(path.toStdString())).value();
}

}  // namespace

class TestAssertion : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void promisesAreHeldOrBroken_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("holds");
    QTest::addColumn<int>("examples");
    const auto row = [](const char* text, bool holds, int examples) {
      QTest::newRow(text) << QString::fromUtf8(text) << holds << examples;
    };
    row("count(failed) == 10", true, 0);
    row("count(failed) == 0", false, 5);
    row("count(type in (\"OrderPlaced\", \"x\")) >= 800", true, 0);
    row("rate(failed) < 3%", true, 0);
    row("rate(failed) < 0.02", false, 5);
    row("rate(failed, topic == \"nowhere\") < 1%", false, 0);
    row("p99(latency, topic == \"orders\") < 10ms", true, 0);
    row("p50(processing) <= 1ms", false, 5);
    row("saga(\"S\").stuck == 0", true, 0);
    row("every(type == \"OrderPlaced\") leads_to(type == \"OrderConfirmed\") within 1s", false, 3);
    row("every(type == \"OrderConfirmed\") leads_to(service == \"billing\")", true, 0);
    row("every(type == \"Nothing\") leads_to(failed)", false, 0);
  }

  void promisesAreHeldOrBroken() {
    QFETCH(QString, text);
    const QTemporaryDir folder;
    auto reader = recording(folder.filePath(QStringLiteral("a.rheo")), 5 * kMillisecond, 40, 100);
    const auto assertion = verdict::parseAssertion(text.toStdString());
    QVERIFY2(assertion.ok(), assertion ? "" : assertion.error().text().c_str());
    const auto verdict = verdict::check(*reader, *assertion, {});
    QVERIFY(verdict.ok());
    QTEST(verdict->holds, "holds");
    QTEST(int(verdict->examples.size()), "examples");
  }

  /// A queue of dead letters is asked for like any topic.
  void deadLettersAreMeant_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("found");
    const auto row = [](const char* text, const char* found) {
      QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(found);
    };
    row("count(topic == \"orders.dlq\") == 0", "4");
    row("count(topic in (\"orders.dlq\")) == 0", "4");
    row("count(topic in (\"orders.dlq\", \"audit\")) == 0", "5");
    row("count(topic == \"orders.dlq\" && service == \"nobody\") == 0", "0");
    row("count(!(topic == \"orders.dlq\")) == 0", "2");
    row("count(topic == \"both\") == 0", "1");
    row("count(topic == \"nowhere\") == 0", "0");
  }

  void deadLettersAreMeant() {
    QFETCH(QString, text);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.rheo"));
    {
      auto writer = store::openWriter(path.toStdString(), {});
      QVERIFY(writer.ok());
      NameTable& names = (*writer)->names();
      EventBatch batch;
      const auto add = [&](Stage stage, const char* topic, const char* queue) {
        TraceEvent e;
        e.stage = stage;
        e.timeNs = kSecond * static_cast<TimeNs>(batch.events.size() + 1);
        e.topic = names.intern(topic);
        e.deadLetterTopic = names.intern(queue);
        batch.events.push_back(e);
      };
      for (int i = 0; i < 4; ++i) add(Stage::DeadLettered, "orders", "orders.dlq");
      add(Stage::DeadLettered, "audit", "both");
      add(Stage::Published, "both", "");
      QVERIFY((*writer)->commit({{&batch, 1}, {}, {}, {}}).ok());
    }
    auto reader = store::openReader(path.toStdString());
    QVERIFY(reader.ok());
    const auto assertion = verdict::parseAssertion(text.toStdString());
    QVERIFY(assertion.ok());
    const auto verdict = verdict::check(**reader, *assertion, {});
    QVERIFY(verdict.ok());
    QTEST(QString::fromStdString(verdict->found), "found");
  }

  void mistakesAreLocated_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("where");
    QTest::newRow("field") << QStringLiteral("count(topc == \"a\") == 0")
                           << QStringLiteral("column 7");
    QTest::newRow("unit") << QStringLiteral("p99(latency) < 5") << QStringLiteral("column 16");
    QTest::newRow("bracket") << QStringLiteral("count(failed == 0") << QStringLiteral("column 7");
    QTest::newRow("form") << QStringLiteral("sum(failed) == 0") << QStringLiteral("column 1");
    QTest::newRow("rest") << QStringLiteral("count(failed) == 0 or so")
                          << QStringLiteral("column 18");
    QTest::newRow("empty") << QString() << QStringLiteral("column 1");
  }

  void mistakesAreLocated() {
    QFETCH(QString, text);
    const auto assertion = verdict::parseAssertion(text.toStdString());
    QVERIFY(!assertion.ok());
    QTEST(QString::fromStdString(assertion.error().where), "where");
  }

  void noiseIsNoNewsAndChangesAre() {
    const QTemporaryDir folder;
    auto a = recording(folder.filePath(QStringLiteral("a.rheo")), 5 * kMillisecond, 40, 100);
    auto same = recording(folder.filePath(QStringLiteral("b.rheo")), 5 * kMillisecond, 38, 100);
    auto slow = recording(folder.filePath(QStringLiteral("c.rheo")), 9 * kMillisecond, 3, 100);
    QVERIFY(verdict::compareRecordings(*a, *same, {})->isEmpty());
    const auto worse = verdict::compareRecordings(*a, *slow, {});
    QVERIFY(worse->isWorse());
    std::set<std::string> found;
    for (const verdict::EdgePair& pair : worse->pairs) {
      for (const verdict::Measure& each : pair.measures) {
        if (each.isNews) found.emplace(each.what);
      }
    }
    QVERIFY2(found.contains("errors"), "errors");
    QVERIFY(worse->breaks({"p50", 0.5}) != nullptr);
    QVERIFY(worse->breaks({"p50", 5}) == nullptr);
    QVERIFY2(found.contains("p50"), "p50");
  }
};

QTEST_GUILESS_MAIN(TestAssertion)
#include "tst_assertion.moc"
