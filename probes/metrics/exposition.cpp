// SPDX-License-Identifier: Apache-2.0
#include "probes/metrics/exposition.hpp"

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <unistd.h>

#include <mutex>
#include <unordered_map>

#include "probes/metrics/label_text.hpp"

namespace rheo::probe_metrics {
namespace {

using prometheus::Counter;
using prometheus::Histogram;
using prometheus::Registry;
using Labels = prometheus::Labels;

constexpr const char* kOutcomeNames[kOutcomes] = {"processed", "failed", "dead_lettered"};

/// A counter that is told totals.
struct CounterOfTotal {
  Counter* counter = nullptr;
  std::uint64_t seen = 0;

  void tell(std::uint64_t total) {
    if (total > seen) counter->Increment(static_cast<double>(total - seen));
    seen = std::max(seen, total);
  }
};

/// A histogram that is told totals.
struct HistogramOfTotals {
  Histogram* histogram = nullptr;
  std::array<std::uint64_t, kMostBounds + 1> seen{};
  std::uint64_t seenNs = 0;
};

struct PublishBooks {
  CounterOfTotal events, bytes;
};

struct HandleBooks {
  CounterOfTotal received, retried;
  std::array<CounterOfTotal, kOutcomes> ended;
  HistogramOfTotals delivery;
  std::array<HistogramOfTotals, kOutcomes> durations;
};

prometheus::Family<Counter>& counters(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Family<Histogram>& histograms(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
}

/// The kinds of metrics; made at once, so that a name taken for something else shows at the start.
struct Families {
  explicit Families(Registry& registry)
      : events(counters(registry, "rheo_probe_events_total",
                        "Events by what became of them in this service.")),
        bytes(counters(registry, "rheo_probe_published_payload_bytes_total",
                       "Payload bytes of published events, before any cut.")),
        sightings{&counters(registry, "rheo_probe_sightings_emitted_total",
                            "Sightings that the probe was given."),
                  &counters(registry, "rheo_probe_sightings_dropped_total",
                            "Sightings that full rings refused."),
                  &counters(registry, "rheo_probe_sightings_stored_total",
                            "Sightings that a collector committed."),
                  &counters(registry, "rheo_probe_sightings_resent_total",
                            "Sightings that were sent more than once.")},
        connected(prometheus::BuildGauge()
                      .Name("rheo_probe_connected")
                      .Help("1 while a collector answers.")
                      .Register(registry)),
        delivery(histograms(registry, "rheo_probe_delivery_seconds",
                            "Time from publishing an event to receiving it.")),
        durations(histograms(registry, "rheo_probe_processing_duration_seconds",
                             "Time from receiving an event to the end of its handling.")) {}

  prometheus::Family<Counter>& events;
  prometheus::Family<Counter>& bytes;
  std::array<prometheus::Family<Counter>*, 4> sightings;
  prometheus::Family<prometheus::Gauge>& connected;
  prometheus::Family<Histogram>& delivery;
  prometheus::Family<Histogram>& durations;
};

class RegistryExposition final : public Exposition,
                                 public prometheus::Collectable,
                                 public std::enable_shared_from_this<RegistryExposition> {
 public:
  RegistryExposition(const Probe& probe, std::shared_ptr<const Ledger> ledger,
                     std::shared_ptr<Registry> registry, const MetricsOptions& options)
      : m_probe(&probe),
        m_ledger(std::move(ledger)),
        m_registry(std::move(registry)),
        m_labels(options.labels.begin(), options.labels.end()),
        m_bounds(options.bounds),
        m_families(*m_registry) {
    for (std::size_t i = 0; i < m_sightings.size(); ++i)
      m_sightings[i].counter = &m_families.sightings[i]->Add(m_labels);
    m_connected = &m_families.connected.Add(m_labels);
  }

  void refresh() noexcept override;
  void detach() noexcept override;
  std::shared_ptr<prometheus::Collectable> collectable() noexcept override {
    return shared_from_this();
  }
  std::vector<prometheus::MetricFamily> Collect() const override {
    // The interface is const because nothing changes for who reads; catching up is our own affair.
    const_cast<RegistryExposition*>(this)->refresh();
    return m_registry->Collect();
  }

 private:
  [[nodiscard]] Labels labelsOf(std::uint64_t key) const;
  CounterOfTotal outcome(const Labels& labels, const char* name);
  PublishBooks& booksOf(const PublishSeries& series);
  HandleBooks& booksOf(const HandleSeries& series);
  void tell(const PublishSeries& series);
  void tell(const HandleSeries& series);
  void tell(HistogramOfTotals& to, const HandleSeries& series,
            const Buckets& (*of)(const HandleSeries::Stripe&, std::size_t), std::size_t which);
  void tellStats();

  const pid_t m_process = getpid();
  std::mutex m_mutex;
  const Probe* m_probe;
  const std::shared_ptr<const Ledger> m_ledger;
  const std::shared_ptr<Registry> m_registry;
  const Labels m_labels;
  const Histogram::BucketBoundaries m_bounds;
  Families m_families;
  std::array<CounterOfTotal, 4> m_sightings;
  prometheus::Gauge* m_connected = nullptr;
  std::unordered_map<std::uint64_t, PublishBooks> m_publish;
  std::unordered_map<std::uint64_t, HandleBooks> m_handle;
};

Labels RegistryExposition::labelsOf(std::uint64_t key) const {
  const auto text = [](std::uint32_t code) {
    return labelText(NameHandle(NameHandle::Code{code}).text());
  };
  Labels labels = m_labels;
  labels["topic"] = key != 0 ? text(static_cast<std::uint32_t>(key >> 32)) : "other";
  labels["type"] = key != 0 ? text(static_cast<std::uint32_t>(key)) : "other";
  return labels;
}

CounterOfTotal RegistryExposition::outcome(const Labels& labels, const char* name) {
  Labels whole = labels;
  whole["outcome"] = name;
  return {&m_families.events.Add(whole), 0};
}

PublishBooks& RegistryExposition::booksOf(const PublishSeries& series) {
  const auto found = m_publish.find(series.key);
  if (found != m_publish.end()) return found->second;
  const Labels labels = labelsOf(series.key);
  PublishBooks books;
  books.events = outcome(labels, "published");
  books.bytes.counter = &m_families.bytes.Add(labels);
  return m_publish.emplace(series.key, books).first->second;
}

HandleBooks& RegistryExposition::booksOf(const HandleSeries& series) {
  const auto found = m_handle.find(series.key);
  if (found != m_handle.end()) return found->second;
  const Labels labels = labelsOf(series.key);
  HandleBooks books;
  books.received = outcome(labels, "received");
  books.retried = outcome(labels, "retried");
  books.delivery.histogram = &m_families.delivery.Add(labels, m_bounds);
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    books.ended[i] = outcome(labels, kOutcomeNames[i]);
    Labels whole = labels;
    whole["outcome"] = kOutcomeNames[i];
    books.durations[i].histogram = &m_families.durations.Add(whole, m_bounds);
  }
  return m_handle.emplace(series.key, books).first->second;
}

void RegistryExposition::tell(const PublishSeries& series) {
  std::uint64_t events = 0, bytes = 0;
  for (const auto& stripe : series.stripes) {
    events += stripe.events.load(std::memory_order_relaxed);
    bytes += stripe.bytes.load(std::memory_order_relaxed);
  }
  PublishBooks& books = booksOf(series);
  books.events.tell(events);
  books.bytes.tell(bytes);
}

void RegistryExposition::tell(HistogramOfTotals& to, const HandleSeries& series,
                              const Buckets& (*of)(const HandleSeries::Stripe&, std::size_t),
                              std::size_t which) {
  std::vector<double> more(m_bounds.size() + 1, 0);
  std::uint64_t sumNs = 0;
  for (const auto& stripe : series.stripes) sumNs += of(stripe, which).sumNs.load();
  for (std::size_t i = 0; i < more.size(); ++i) {
    std::uint64_t total = 0;
    for (const auto& stripe : series.stripes) total += of(stripe, which).counts[i].load();
    more[i] = static_cast<double>(total - to.seen[i]);
    to.seen[i] = total;
  }
  to.histogram->ObserveMultiple(more, static_cast<double>(sumNs - to.seenNs) * 1e-9);
  to.seenNs = sumNs;
}

void RegistryExposition::tell(const HandleSeries& series) {
  std::uint64_t received = 0, retried = 0;
  for (const auto& stripe : series.stripes) {
    received += stripe.received.load(std::memory_order_relaxed);
    retried += stripe.retried.load(std::memory_order_relaxed);
  }
  HandleBooks& books = booksOf(series);
  books.received.tell(received);
  books.retried.tell(retried);
  tell(
      books.delivery, series,
      [](const HandleSeries::Stripe& stripe, std::size_t) -> const Buckets& {
        return stripe.delivery;
      },
      0);
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    tell(
        books.durations[i], series,
        [](const HandleSeries::Stripe& stripe, std::size_t which) -> const Buckets& {
          return stripe.durations[which];
        },
        i);
    std::uint64_t ended = 0;
    for (const std::uint64_t count : books.durations[i].seen) ended += count;
    books.ended[i].tell(ended);
  }
}

void RegistryExposition::tellStats() {
  if (m_probe == nullptr) return;
  const ProbeStats stats = m_probe->stats();
  m_sightings[0].tell(stats.emitted);
  m_sightings[1].tell(stats.dropped);
  m_sightings[2].tell(stats.acked);
  m_sightings[3].tell(stats.resent);
  m_connected->Set(stats.connected ? 1 : 0);
}

void RegistryExposition::refresh() noexcept {
  // In a forked child a thread that is not there may hold a lock; nothing is exposed from there.
  if (getpid() != m_process) return;
  try {
    const std::lock_guard lock(m_mutex);
    m_ledger->publishing().forEach([this](const PublishSeries& series) { tell(series); });
    m_ledger->handling().forEach([this](const HandleSeries& series) { tell(series); });
    tellStats();
  } catch (...) {
    // Out of memory: the next scrape catches up.
  }
}

void RegistryExposition::detach() noexcept {
  if (getpid() != m_process) return;
  refresh();
  const std::lock_guard lock(m_mutex);
  m_probe = nullptr;
  m_connected->Set(0);
}

}  // namespace

std::shared_ptr<Exposition> expose(const Probe& probe, std::shared_ptr<const Ledger> ledger,
                                   std::shared_ptr<Registry> registry,
                                   const MetricsOptions& options) {
  if (registry == nullptr) registry = std::make_shared<Registry>();
  return std::make_shared<RegistryExposition>(probe, std::move(ledger), std::move(registry),
                                              options);
}

}  // namespace rheo::probe_metrics
