// SPDX-License-Identifier: Apache-2.0
#include "model/metrics/exporter.h"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/exposer.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "model/metrics/address.h"
#include "model/metrics/label_tally.h"

namespace rheo::metrics {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using Labels = prometheus::Labels;

const prometheus::Histogram::BucketBoundaries kLatencyBounds{
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
    0.1,    0.25,    0.5,    1,     2.5,    5,     10,   30,    60};
const prometheus::Histogram::BucketBoundaries kCommitBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                            0.1,   0.25,   0.5,   1,    2.5};
constexpr double kPerSecond = 1e-9;

/// Prometheus text is UTF-8; a label that is not would spoil the whole scrape.
std::string labelText(std::string_view text) {
  std::string clean(text);
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7F) c = '?';
  }
  return isUtf8(clean) ? clean : "invalid";
}

/// Counts of one commit are summed first: one atomic add per series and commit.
struct CounterSeries {
  Counter* counter = nullptr;
  std::uint64_t pending = 0;
  void flush() {
    if (pending != 0) counter->Increment(static_cast<double>(pending));
    pending = 0;
  }
};

struct HistogramSeries {
  prometheus::Histogram* histogram = nullptr;
  std::vector<double> pending;
  double sum = 0;
  void add(double seconds) {
    const auto bound = std::lower_bound(kLatencyBounds.begin(), kLatencyBounds.end(), seconds);
    pending[static_cast<std::size_t>(bound - kLatencyBounds.begin())] += 1;
    sum += seconds;
  }
  void flush() {
    if (sum == 0 && std::all_of(pending.begin(), pending.end(), [](double n) { return n == 0; })) {
      return;
    }
    histogram->ObserveMultiple(pending, sum);
    std::fill(pending.begin(), pending.end(), 0);
    sum = 0;
  }
};

/// Asks for the health before it hands the gauges out.
class HealthGauges : public prometheus::Collectable {
 public:
  HealthGauges(std::shared_ptr<prometheus::Registry> registry, std::function<Health()> health)
      : m_registry(std::move(registry)),
        m_health(std::move(health)),
        m_size(gauge("rheo_recording_size_bytes", "Size of the recording on disk.")),
        m_behind(gauge("rheo_ingest_behind_seconds",
                       "Time from the newest committed event to its ingestion.")),
        m_queue(gauge("rheo_ingest_queue_batches", "Batches that wait for the recorder.")),
        m_trouble(gauge("rheo_commit_failing", "1 while commits fail and events are held back.")),
        m_sessions(prometheus::BuildGauge()
                       .Name("rheo_sessions")
                       .Help("Probe sessions of the recording by state.")
                       .Register(*m_registry)),
        m_live(m_sessions.Add({{"state", "live"}})),
        m_ended(m_sessions.Add({{"state", "ended"}})),
        m_vanished(m_sessions.Add({{"state", "vanished"}})) {}

  [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override {
    const Health health = m_health ? m_health() : Health{};
    m_size.Set(static_cast<double>(health.sizeBytes));
    m_behind.Set(static_cast<double>(health.behindNs) * kPerSecond);
    m_queue.Set(static_cast<double>(health.queuedBatches));
    m_trouble.Set(health.trouble ? 1 : 0);
    m_live.Set(static_cast<double>(health.liveSessions));
    m_ended.Set(static_cast<double>(health.endedSessions));
    m_vanished.Set(static_cast<double>(health.vanishedSessions));
    return m_registry->Collect();
  }

 private:
  Gauge& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(*m_registry).Add({});
  }

  std::shared_ptr<prometheus::Registry> m_registry;
  std::function<Health()> m_health;
  Gauge &m_size, &m_behind, &m_queue, &m_trouble;
  Family<Gauge>& m_sessions;
  Gauge &m_live, &m_ended, &m_vanished;
};

}  // namespace

struct Exporter::Impl {
  Impl(const NameTable& table, ExporterOptions with)
      : names(table),
        options(std::move(with)),
        registry(std::make_shared<prometheus::Registry>()),
        gauges(std::make_shared<HealthGauges>(registry, options.health)),
        eventFamily(counters("rheo_events_total", "Sightings of events recorded.")),
        byteFamily(counters("rheo_event_payload_bytes_total",
                            "Payload bytes of published events, original size.")),
        failureFamily(counters("rheo_failures_total",
                               "Sightings that say something went wrong: failed, dead-lettered, "
                               "expired, saga failures.")),
        lostFamily(counters("rheo_lost_events_total", "Events that probes dropped, as counted.")),
        latencyFamily(
            prometheus::BuildHistogram()
                .Name("rheo_hop_latency_seconds")
                .Help("End-to-end latency of hops, publish to done, failed attempts included.")
                .Register(*registry)),
        gaps(counters("rheo_gaps_total", "Counted losses, each at one place of one stream.")
                 .Add({})),
        commits(counters("rheo_commits_total", "Transactions committed.").Add({})),
        commitTime(prometheus::BuildHistogram()
                       .Name("rheo_commit_duration_seconds")
                       .Help("Time to commit one transaction.")
                       .Register(*registry)
                       .Add({}, kCommitBounds)),
        events(options.mostLabelSets, counterMaker(eventFamily, {"service", "topic", "stage"})),
        bytes(options.mostLabelSets, counterMaker(byteFamily, {"service", "topic"})),
        failures(options.mostLabelSets,
                 counterMaker(failureFamily, {"service", "topic", "stage", "error_type"})),
        lost(options.mostLabelSets, counterMaker(lostFamily, {"service"})),
        latency(options.mostLabelSets, [this](const LabelKey* key) { return makeHistogram(key); }) {
    prometheus::BuildGauge()
        .Name("rheo_build_info")
        .Help("Version of the recorder; always 1.")
        .Register(*registry)
        .Add({{"version", labelText(options.version)}})
        .Set(1);
  }

  Family<Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(*registry);
  }

  std::string valueOf(std::string_view label, Name code) const {
    if (label == "stage") return std::string(stageName(static_cast<Stage>(code)));
    return labelText(names.text(code));
  }

  LabelTally<CounterSeries>::Make counterMaker(Family<Counter>& family,
                                               std::vector<std::string> labels) {
    return [this, &family, labels = std::move(labels)](const LabelKey* key) {
      Labels values;
      for (std::size_t i = 0; i < labels.size(); ++i) {
        values[labels[i]] = key == nullptr ? "other" : valueOf(labels[i], (*key)[i]);
      }
      return CounterSeries{&family.Add(values), 0};
    };
  }

  HistogramSeries makeHistogram(const LabelKey* key) {
    const Labels labels{
        {"topic", key == nullptr ? "other" : labelText(names.text((*key)[0]))},
        {"subscription", key == nullptr ? "other" : labelText(names.text((*key)[1]))}};
    return {&latencyFamily.Add(labels, kLatencyBounds),
            std::vector<double>(kLatencyBounds.size() + 1, 0), 0};
  }

  void observe(const TraceEvent& event) {
    const auto stage = static_cast<Name>(event.stage);
    events.at({event.service, event.topic, stage, 0}).pending += 1;
    if (event.stage == Stage::Published) {
      bytes.at({event.service, event.topic, 0, 0}).pending += event.payloadSize;
    }
    if (isError(event.stage)) {
      failures.at({event.service, event.topic, stage, event.errorType}).pending += 1;
    }
    if (!endsHop(event.stage)) return;
    const std::int64_t total = hopParts(event).totalNs;
    if (total < 0) return;
    latency.at({event.topic, event.subscription, 0, 0})
        .add(static_cast<double>(total) * kPerSecond);
  }

  const NameTable& names;
  const ExporterOptions options;
  std::shared_ptr<prometheus::Registry> registry;
  std::shared_ptr<HealthGauges> gauges;
  Family<Counter>&eventFamily, &byteFamily, &failureFamily, &lostFamily;
  Family<prometheus::Histogram>& latencyFamily;
  Counter &gaps, &commits;
  prometheus::Histogram& commitTime;
  LabelTally<CounterSeries> events, bytes, failures, lost;
  LabelTally<HistogramSeries> latency;
  std::unique_ptr<prometheus::Exposer> exposer;
};

Exporter::Exporter(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

/// The server looks for its end only every two seconds, unless somebody connects: so we do.
Exporter::~Exporter() {
  const std::vector<int> ports = m_impl->exposer->GetListeningPorts();
  std::atomic<bool> closed{false};
  std::thread closing([this, &closed] {
    m_impl->exposer.reset();
    closed = true;
  });
  while (!closed) {
    for (const int port : ports) knock(port);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  closing.join();
}

Result<std::unique_ptr<Exporter>> Exporter::start(const NameTable& names, ExporterOptions options) {
  const std::string address = options.address;
  const Result<void> allowed = checkAddress(address);
  if (!allowed) return allowed.error();
  auto impl = std::make_unique<Impl>(names, std::move(options));
  try {
    impl->exposer = std::make_unique<prometheus::Exposer>(address, 1);
  } catch (const std::exception& error) {
    return Error{"Cannot serve metrics: " + std::string(error.what()),
                 "metrics address '" + address + "'",
                 "Something else may use the port: choose another, or leave the metrics off"};
  }
  impl->exposer->RegisterCollectable(impl->gauges);
  return std::unique_ptr<Exporter>(new Exporter(std::move(impl)));
}

void Exporter::observe(std::span<const EventBatch> batches, std::int64_t commitNs) {
  for (const EventBatch& batch : batches) {
    for (const TraceEvent& event : batch.events) m_impl->observe(event);
    for (const Gap& gap : batch.gaps) m_impl->lost.at({gap.service, 0, 0, 0}).pending += gap.count;
    if (!batch.gaps.empty()) m_impl->gaps.Increment(static_cast<double>(batch.gaps.size()));
  }
  const auto flush = [](auto& series) { series.flush(); };
  m_impl->events.forEach(flush);
  m_impl->bytes.forEach(flush);
  m_impl->failures.forEach(flush);
  m_impl->lost.forEach(flush);
  m_impl->latency.forEach(flush);
  m_impl->commits.Increment();
  m_impl->commitTime.Observe(static_cast<double>(commitNs) * kPerSecond);
}

std::string Exporter::address() const {
  const std::vector<int> ports = m_impl->exposer->GetListeningPorts();
  const std::string& asked = m_impl->options.address;
  if (ports.empty()) return asked;
  return asked.substr(0, asked.rfind(':') + 1) + std::to_string(ports.front());
}

}  // namespace rheo::metrics
