// SPDX-License-Identifier: Apache-2.0
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/registry.h>

#include <QProcess>

#include "metrics/http_get.h"
#include "probes/metrics/label_text.hpp"
#include "rheo/probe_metrics.hpp"
#include "tests/probes/probe_fixture.h"

using namespace rheo;

namespace {

const Topic kOrders("orders.placed");
const EventType kPlaced("OrderPlaced", 1);
const Subscription kGroup("payments");
const ErrorType kDeclined("Declined");

/// A service's own Exposer, scraped over HTTP. One for all: to stop it takes two seconds.
class Scraped {
 public:
  explicit Scraped(const MeteredProbe& probe) : m_collectable(probe.collectable()) {
    exposer().RegisterCollectable(m_collectable);
  }
  ~Scraped() { exposer().RemoveCollectable(m_collectable); }
  Scraped(const Scraped&) = delete;
  Scraped& operator=(const Scraped&) = delete;
  [[nodiscard]] QByteArray text() const {
    return test::httpGet("127.0.0.1:" + std::to_string(exposer().GetListeningPorts().front()),
                         "/metrics");
  }

 private:
  static prometheus::Exposer& exposer() {
    static prometheus::Exposer shared("127.0.0.1:0", 1);
    return shared;
  }
  std::shared_ptr<prometheus::Collectable> m_collectable;
};

/// Value of one series, by its text up to the value; -1 if there is none.
double valueOf(const QByteArray& text, const QByteArray& series) {
  for (const QByteArray& line : text.split('\n'))
    if (line.startsWith(series + ' ')) return line.mid(series.size() + 1).toDouble();
  return -1;
}

/// Without what the Exposer says of itself.
QByteArray oursOf(const QByteArray& text) {
  QByteArray ours;
  for (const QByteArray& line : text.split('\n'))
    if (line.contains("rheo_")) ours += line + '\n';
  return ours;
}

QByteArray events(const char* outcome) {
  return QByteArray("rheo_probe_events_total{outcome=\"") + outcome +
         "\",topic=\"orders.placed\",type=\"OrderPlaced\"}";
}

}  // namespace

/// What a MeteredProbe counts, as a scrape of a real Exposer shows it.
class TstProbeMetrics : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void outcomesAreCounted();
  void latenciesAreMeasured();
  void dropsComeFromTheProbe();
  void promtoolFindsNothingToSay();
  void labelsAreBounded();
  void hostileNamesDoNotSpoilTheScrape();
  void theHostsRegistryMayBeUsed();
  void threadsLoseNothing();
  void aDisabledProbeStillCounts();
  void wrongOptionsAreRefused();

 private:
  Endpoint m_endpoint;
};

void TstProbeMetrics::outcomesAreCounted() {
  const std::string endpoint = m_endpoint();
  FakeCollector collector(endpoint);
  Probe probe(configFor(endpoint));
  MeteredProbe metered(probe);
  const Scraped scraped(metered);
  Incoming incoming;
  for (int i = 0; i < 5; ++i) incoming.context = metered.published(kOrders, kPlaced, "12345678");
  { const MeteredProcessing fine(metered, kOrders, kPlaced, kGroup, incoming); }
  {
    MeteredProcessing bad(metered, kOrders, kPlaced, kGroup, incoming);
    bad.failed(kDeclined);
    bad.retried(100);
  }
  {
    MeteredProcessing worse(metered, kOrders, kPlaced, kGroup, incoming);
    worse.deadLettered(Topic("orders.dlq"), kDeclined);
  }
  try {
    const MeteredProcessing thrown(metered, kOrders, kPlaced, kGroup, incoming);
    throw std::runtime_error("left");
  } catch (const std::runtime_error&) {
  }
  QVERIFY(probe.flush(10'000));
  const QByteArray text = scraped.text();
  QCOMPARE(valueOf(text, events("published")), 5.0);
  QCOMPARE(valueOf(text, events("received")), 4.0);
  QCOMPARE(valueOf(text, events("processed")), 1.0);
  QCOMPARE(valueOf(text, events("failed")), 2.0);
  QCOMPARE(valueOf(text, events("retried")), 1.0);
  QCOMPARE(valueOf(text, events("dead_lettered")), 1.0);
  const QByteArray place = "{topic=\"orders.placed\",type=\"OrderPlaced\"}";
  QCOMPARE(valueOf(text, "rheo_probe_published_payload_bytes_total" + place), 40.0);
  // 5 published, 4 received, 5 ends: what the collector has is what was counted.
  QCOMPARE(valueOf(text, "rheo_probe_sightings_emitted_total"), 14.0);
  QCOMPARE(valueOf(text, "rheo_probe_sightings_stored_total"), 14.0);
  QCOMPARE(valueOf(text, "rheo_probe_sightings_dropped_total"), 0.0);
  QCOMPARE(valueOf(text, "rheo_probe_connected"), 1.0);
  QCOMPARE(collector.count(), std::size_t{14});
  QCOMPARE(oursOf(scraped.text()), oursOf(text));  // a second scrape counts nothing twice
}

void TstProbeMetrics::latenciesAreMeasured() {
  Config config = configFor(m_endpoint());
  config.exitDeadlineMs = 1;
  Probe probe(config);
  MetricsOptions options;
  options.bounds = {0.001, 0.015, 60};
  MeteredProbe metered(probe, nullptr, options);
  const Scraped scraped(metered);
  Incoming incoming;
  incoming.context = metered.published(kOrders, kPlaced, "{}");
  incoming.context.publishedNs -= 40'000'000;
  {
    const MeteredProcessing handling(metered, kOrders, kPlaced, kGroup, incoming);
    QTest::qSleep(16);
  }
  incoming.context.publishedNs = 0;  // nobody knows: no delivery time
  { const MeteredProcessing handling(metered, kOrders, kPlaced, kGroup, incoming); }
  const QByteArray text = scraped.text();
  const QByteArray place = "topic=\"orders.placed\",type=\"OrderPlaced\"";
  const QByteArray delivery = "rheo_probe_delivery_seconds";
  QCOMPARE(valueOf(text, delivery + "_count{" + place + "}"), 1.0);
  QCOMPARE(valueOf(text, delivery + "_bucket{" + place + ",le=\"0.015\"}"), 0.0);
  QCOMPARE(valueOf(text, delivery + "_bucket{" + place + ",le=\"60\"}"), 1.0);
  QVERIFY(valueOf(text, delivery + "_sum{" + place + "}") >= 0.04);
  const QByteArray duration = "rheo_probe_processing_duration_seconds";
  const QByteArray done = "outcome=\"processed\"," + place;
  QCOMPARE(valueOf(text, duration + "_count{" + done + "}"), 2.0);
  QVERIFY(valueOf(text, duration + "_bucket{" + done + ",le=\"0.015\"}") <= 1.0);
  const double sum = valueOf(text, duration + "_sum{" + done + "}");
  QVERIFY2(sum >= 0.016 && sum < 20, qPrintable(QString::number(sum)));
}

void TstProbeMetrics::dropsComeFromTheProbe() {
  Config config = configFor(m_endpoint());
  config.exitDeadlineMs = 1;
  config.ringBytes = 64u << 10;
  Probe probe(config);
  MeteredProbe metered(probe);
  const Scraped scraped(metered);
  for (int i = 0; i < 5000; ++i) metered.published(kOrders, kPlaced, "12345678");
  const QByteArray text = scraped.text();
  QCOMPARE(valueOf(text, events("published")), 5000.0);
  QCOMPARE(valueOf(text, "rheo_probe_sightings_emitted_total"), 5000.0);
  const auto dropped = static_cast<double>(probe.stats().dropped);
  QVERIFY(dropped > 1000);
  QCOMPARE(valueOf(text, "rheo_probe_sightings_dropped_total"), dropped);
  QCOMPARE(valueOf(text, "rheo_probe_connected"), 0.0);
}

void TstProbeMetrics::promtoolFindsNothingToSay() {
  const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
  if (promtool.isEmpty()) QSKIP("promtool (package prometheus) is not installed");
  Config config = configFor(m_endpoint());
  config.exitDeadlineMs = 1;
  Probe probe(config);
  MetricsOptions options;
  options.labels = {{"service", "orders"}};
  MeteredProbe metered(probe, nullptr, options);
  const Scraped scraped(metered);
  Incoming incoming;
  incoming.context = metered.published(kOrders, kPlaced, "{}");
  {
    MeteredProcessing handling(metered, kOrders, kPlaced, kGroup, incoming);
    handling.failed(kDeclined);
    handling.retried(1);
  }
  const QByteArray text = oursOf(scraped.text());
  QVERIFY(text.contains("service=\"orders\""));
  QProcess check;
  check.setProcessChannelMode(QProcess::MergedChannels);
  check.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
  check.write(text);
  check.closeWriteChannel();
  QVERIFY(check.waitForFinished());
  QCOMPARE(check.readAll(), QByteArray());
  QCOMPARE(check.exitCode(), 0);
}

void TstProbeMetrics::labelsAreBounded() {
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  MetricsOptions options;
  options.mostSeries = 10;
  MeteredProbe metered(probe, nullptr, options);
  const Scraped scraped(metered);
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 100; ++i)
      metered.published(Topic("bounded." + std::to_string(i)), kPlaced, "{}");
  const QByteArray text = scraped.text();
  QCOMPARE(text.count("\nrheo_probe_events_total{"), 11);
  QCOMPARE(valueOf(text,
                   "rheo_probe_events_total{outcome=\"published\",topic=\"other\",type=\"other\"}"),
           180.0);
  QCOMPARE(valueOf(text,
                   "rheo_probe_events_total{outcome=\"published\",topic=\"bounded.3\","
                   "type=\"OrderPlaced\"}"),
           2.0);
}

void TstProbeMetrics::hostileNamesDoNotSpoilTheScrape() {
  using probe_metrics::labelText;
  QCOMPARE(labelText("a\nb\x7F"), std::string("a?b?"));
  QCOMPARE(labelText("\xC3\xBC \xE2\x82\xAC \xF0\x9F\x8E\x89"),
           std::string("\xC3\xBC \xE2\x82\xAC \xF0\x9F\x8E\x89"));
  QCOMPARE(labelText("\xC0\x80 \xED\xA0\x80 \xF5 \xE2\x82"), std::string("?? ??? ? ??"));
  QCOMPARE(labelText(std::string(127, 'x') + "\xC3\xBC"), std::string(127, 'x'));
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  MeteredProbe metered(probe);
  const Scraped scraped(metered);
  metered.published(Topic("quote\" back\\slash\nline"), EventType("\xFF\xFE"), "{}");
  metered.published(Topic(""), EventType(""), "{}");
  const QByteArray text = scraped.text();
  QVERIFY(text.contains("topic=\"quote\\\" back\\\\slash?line\",type=\"??\"} 1"));
  QVERIFY(text.contains("topic=\"other\",type=\"other\"} 1"));
  QVERIFY(QString::fromUtf8(text).toUtf8() == text);
}

void TstProbeMetrics::theHostsRegistryMayBeUsed() {
  const auto registry = std::make_shared<prometheus::Registry>();
  auto& own = prometheus::BuildCounter().Name("orders_total").Register(*registry).Add({});
  own.Increment(3);
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  std::shared_ptr<prometheus::Collectable> all;
  {
    MeteredProbe metered(probe, registry);
    all = metered.collectable();
    metered.published(kOrders, kPlaced, "{}");
    metered.refresh();
    double published = 0;
    for (const auto& family : registry->Collect())
      if (family.name == "rheo_probe_events_total") published = family.metric[0].counter.value;
    QCOMPARE(published, 1.0);
    metered.published(kOrders, kPlaced, "{}");
  }
  // What was counted last is there though its probe is gone, beside the host's own.
  QByteArray names;
  double published = 0;
  for (const auto& family : all->Collect()) {
    names += QByteArray(family.name.c_str()) + ' ';
    if (family.name == "rheo_probe_events_total") published = family.metric[0].counter.value;
  }
  QVERIFY(names.contains("orders_total "));
  QCOMPARE(published, 2.0);
}

void TstProbeMetrics::threadsLoseNothing() {
  constexpr int kThreads = 12, kEach = 20'000;
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  MetricsOptions options;
  options.mostSeries = 64;
  MeteredProbe metered(probe, nullptr, options);
  std::vector<Topic> topics;
  for (int i = 0; i < 64; ++i) topics.emplace_back("threads." + std::to_string(i));
  std::atomic<bool> stop{false};
  std::thread scraper([&] {
    while (!stop) metered.refresh();
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const Topic& topic = topics[static_cast<std::size_t>(i + t) % topics.size()];
        metered.published(topic, kPlaced, "1234");
        if (i % 10 == 0) const MeteredProcessing handling(metered, topic, kPlaced, kGroup, {});
      }
    });
  for (auto& thread : threads) thread.join();
  stop = true;
  scraper.join();
  std::map<std::string, double> sums;
  std::size_t series = 0;
  for (const auto& family : metered.collectable()->Collect()) {
    if (family.name != "rheo_probe_events_total") continue;
    for (const auto& metric : family.metric)
      for (const auto& label : metric.label) {
        QVERIFY(label.value != "other");
        if (label.name == "outcome") sums[label.value] += metric.counter.value;
        if (label.value == "published") ++series;
      }
  }
  QCOMPARE(series, topics.size());
  QCOMPARE(sums["published"], double{kThreads * kEach});
  QCOMPARE(sums["received"], double{kThreads * kEach / 10});
  QCOMPARE(sums["processed"], double{kThreads * kEach / 10});
}

void TstProbeMetrics::aDisabledProbeStillCounts() {
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  MeteredProbe metered(probe);
  const Context context = metered.published(kOrders, kPlaced, "{}");
  QVERIFY(context.eventId.isNull());
  const Scraped scraped(metered);
  QCOMPARE(valueOf(scraped.text(), events("published")), 1.0);
}

void TstProbeMetrics::wrongOptionsAreRefused() {
  Config config = configFor(m_endpoint());
  config.enabled = false;
  Probe probe(config);
  const auto refused = [&](const std::vector<double>& bounds, const char* label) {
    MetricsOptions options;
    options.bounds = bounds;
    options.labels = {{label, "x"}};
    try {
      const MeteredProbe metered(probe, nullptr, options);
      return false;
    } catch (const std::exception&) {
      return true;
    }
  };
  QVERIFY(!refused({1, 2}, "service"));
  QVERIFY(!refused({}, "service"));
  QVERIFY(refused({2, 1}, "service"));
  QVERIFY(refused({0, 1}, "service"));
  QVERIFY(refused({std::nan("")}, "service"));
  QVERIFY(refused({1}, "no label"));
  std::vector<double> many;
  for (int i = 1; i <= 31; ++i) many.push_back(i);
  QVERIFY(refused(many, "service"));
}

QTEST_GUILESS_MAIN(TstProbeMetrics)
#include "tst_probe_metrics.moc"
