// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <array>

#include "metrics/http_get.h"
#include "model/metrics/address.h"
#include "model/metrics/exporter.h"

using namespace rheo;
using namespace rheo::metrics;

namespace {

struct Names {
  NameTable table;
  Name orders = table.intern("orders");
  Name payments = table.intern("payments");
  Name subscription = table.intern("payments-group");
  Name timeout = table.intern("timeout");
};

TraceEvent sightingOf(const Names& names, Stage stage) {
  TraceEvent sighting;
  sighting.stage = stage;
  sighting.service = names.payments;
  sighting.topic = names.orders;
  sighting.subscription = names.subscription;
  sighting.timeNs = 2 * kSecond;
  sighting.publishedNs = 2 * kSecond - 30 * kMillisecond;
  sighting.payloadSize = 100;
  return sighting;
}

std::unique_ptr<Exporter> exporter(const NameTable& names, std::size_t most = 500) {
  ExporterOptions options;
  options.address = "127.0.0.1:0";
  options.version = "1.2.3";
  options.mostLabelSets = most;
  options.health = [] {
    Health health;
    health.sizeBytes = 4096;
    health.behindNs = 25 * kMillisecond;
    health.queuedBatches = 3;
    health.liveSessions = 2;
    return health;
  };
  auto started = Exporter::start(names, std::move(options));
  return started ? std::move(started).value() : nullptr;
}

/// Value of one series, by its text up to the value; -1 if there is none.
double valueOf(const QByteArray& text, const QByteArray& series) {
  for (const QByteArray& line : text.split('\n')) {
    if (line.startsWith(series + " ")) return line.mid(series.size() + 1).toDouble();
  }
  return -1;
}

}  // namespace

class TestExporter : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void countsWhatWasCommitted();
  void promtoolFindsNothingToSay();
  void cardinalityIsBounded();
  void hostileNamesDoNotSpoilTheScrape();
  void refusesAddresses_data();
  void refusesAddresses();
  void namesABusyPort();
  void observingIsCheap();
};

void TestExporter::countsWhatWasCommitted() {
  const Names names;
  const auto served = exporter(names.table);
  QVERIFY(served);
  std::array<EventBatch, 1> batches;
  for (int i = 0; i < 5; ++i) batches[0].events.push_back(sightingOf(names, Stage::Published));
  for (int i = 0; i < 3; ++i) batches[0].events.push_back(sightingOf(names, Stage::Processed));
  batches[0].events.push_back(sightingOf(names, Stage::Failed));
  batches[0].events.back().errorType = names.timeout;
  batches[0].gaps.push_back({1, 1, names.payments, 1, 2, 1, 17, 0});
  served->observe(batches, 3 * kMillisecond);
  served->observe(batches, 3 * kMillisecond);
  const QByteArray text = test::httpGet(served->address(), "/metrics");
  const QByteArray place = "service=\"payments\",stage=\"";
  QCOMPARE(valueOf(text, "rheo_events_total{" + place + "published\",topic=\"orders\"}"), 10.0);
  QCOMPARE(valueOf(text, "rheo_events_total{" + place + "processed\",topic=\"orders\"}"), 6.0);
  QCOMPARE(valueOf(text, "rheo_event_payload_bytes_total{service=\"payments\",topic=\"orders\"}"),
           1000.0);
  QCOMPARE(valueOf(text, "rheo_failures_total{error_type=\"timeout\"," + place +
                             "failed\",topic=\"orders\"}"),
           2.0);
  QCOMPARE(valueOf(text, "rheo_lost_events_total{service=\"payments\"}"), 34.0);
  QCOMPARE(valueOf(text, "rheo_gaps_total"), 2.0);
  const QByteArray hop = "subscription=\"payments-group\",topic=\"orders\"";
  QCOMPARE(valueOf(text, "rheo_hop_latency_seconds_count{" + hop + "}"), 8.0);
  QCOMPARE(valueOf(text, "rheo_hop_latency_seconds_bucket{" + hop + ",le=\"0.025\"}"), 0.0);
  QCOMPARE(valueOf(text, "rheo_hop_latency_seconds_bucket{" + hop + ",le=\"0.05\"}"), 8.0);
  QCOMPARE(valueOf(text, "rheo_commits_total"), 2.0);
  QCOMPARE(valueOf(text, "rheo_recording_size_bytes"), 4096.0);
  QCOMPARE(valueOf(text, "rheo_ingest_behind_seconds"), 0.025);
  QCOMPARE(valueOf(text, "rheo_ingest_queue_batches"), 3.0);
  QCOMPARE(valueOf(text, "rheo_sessions{state=\"live\"}"), 2.0);
  QCOMPARE(valueOf(text, "rheo_build_info{version=\"1.2.3\"}"), 1.0);
}

void TestExporter::promtoolFindsNothingToSay() {
  const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
  QVERIFY2(!promtool.isEmpty(), "promtool is not installed (package prometheus)");
  const Names names;
  const auto served = exporter(names.table);
  std::array<EventBatch, 1> batches;
  batches[0].events = {sightingOf(names, Stage::Published), sightingOf(names, Stage::Processed),
                       sightingOf(names, Stage::Failed)};
  batches[0].gaps.push_back({1, 1, names.payments, 1, 2, 1, 17, 0});
  served->observe(batches, kMillisecond);
  QProcess process;
  process.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
  process.write(test::httpGet(served->address(), "/metrics"));
  process.closeWriteChannel();
  QVERIFY(process.waitForFinished());
  const QByteArray said = process.readAllStandardError() + process.readAllStandardOutput();
  QVERIFY2(process.exitCode() == 0, said.constData());
  QCOMPARE(said, QByteArray());
}

void TestExporter::cardinalityIsBounded() {
  Names names;
  const auto served = exporter(names.table, 10);
  std::array<EventBatch, 1> batches;
  for (int i = 0; i < 1000; ++i) {
    TraceEvent sighting = sightingOf(names, Stage::Published);
    sighting.topic = names.table.intern("topic-" + std::to_string(i));
    batches[0].events.push_back(sighting);
  }
  served->observe(batches, kMillisecond);
  const QByteArray text = test::httpGet(served->address(), "/metrics");
  QCOMPARE(text.count("\nrheo_events_total{"), 11);
  QCOMPARE(valueOf(text, "rheo_events_total{service=\"other\",stage=\"other\",topic=\"other\"}"),
           990.0);
}

void TestExporter::hostileNamesDoNotSpoilTheScrape() {
  Names names;
  const auto served = exporter(names.table);
  std::array<EventBatch, 1> batches;
  for (const std::string& name : {std::string("a\"b\\c\nd"), std::string("\xff\xfe")}) {
    TraceEvent sighting = sightingOf(names, Stage::Published);
    sighting.topic = names.table.intern(name);
    batches[0].events.push_back(sighting);
  }
  served->observe(batches, kMillisecond);
  const QByteArray text = test::httpGet(served->address(), "/metrics");
  QVERIFY(text.contains("topic=\"a\\\"b\\\\c?d\""));
  QVERIFY(text.contains("topic=\"invalid\""));
  QVERIFY(isUtf8(text.toStdString()));
}

void TestExporter::refusesAddresses_data() {
  QTest::addColumn<QByteArray>("address");
  for (const char* address : {"0.0.0.0:9464", "192.168.1.5:9464", ":9464", "9464", "127.0.0.1",
                              "127.0.0.1:x", "127.0.0.1:70000", "127.evil.org:80"}) {
    QTest::newRow(address) << QByteArray(address);
  }
}

void TestExporter::refusesAddresses() {
  QFETCH(QByteArray, address);
  const NameTable names;
  ExporterOptions options;
  options.address = address.toStdString();
  const auto served = Exporter::start(names, std::move(options));
  QVERIFY(!served.ok());
  QVERIFY(served.error().text().find(address.toStdString()) != std::string::npos);
}

void TestExporter::namesABusyPort() {
  const NameTable names;
  const auto first = exporter(names);
  QVERIFY(first);
  ExporterOptions options;
  options.address = first->address();
  const auto second = Exporter::start(names, std::move(options));
  QVERIFY(!second.ok());
  QVERIFY(second.error().text().find(first->address()) != std::string::npos);
}

void TestExporter::observingIsCheap() {
  const Names names;
  const auto served = exporter(names.table);
  std::array<EventBatch, 1> batches;
  for (int i = 0; i < 100'000; ++i) {
    constexpr std::array kStages{Stage::Published, Stage::Received, Stage::Processed};
    batches[0].events.push_back(sightingOf(names, kStages[static_cast<std::size_t>(i) % 3]));
  }
  QElapsedTimer timer;
  timer.start();
  served->observe(batches, kMillisecond);
  const double perEvent = static_cast<double>(timer.nsecsElapsed()) / 100'000;
  qInfo("%.0f ns per event", perEvent);
  QVERIFY(perEvent < 1000);
}

QTEST_GUILESS_MAIN(TestExporter)
#include "tst_exporter.moc"
