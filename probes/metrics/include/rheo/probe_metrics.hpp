// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rheo/export.h"
#include "rheo/probe.hpp"

namespace prometheus {
class Collectable;
class Registry;
}  // namespace prometheus

namespace rheo {

namespace probe_metrics {
class Ledger;
class Exposition;
struct HandleSeries;
enum class Outcome : std::uint8_t;
}  // namespace probe_metrics

/// How a MeteredProbe labels and bounds its metrics.
struct RHEO_API MetricsOptions {
  std::map<std::string, std::string> labels;  ///< on every series, such as {"service", "orders"}
  std::size_t mostSeries = 200;  ///< pairs of topic and type; what comes later counts as "other"
  /// Upper bounds of the latency histograms, seconds, ascending; at most 30.
  std::vector<double> bounds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                             0.1,    0.25,    0.5,    1,     2.5,    5,     10,   30,    60};
};

/// A Probe that counts what it reports, for Prometheus. It is used in the place of the Probe, so
/// that nobody else pays for it; it counts also while the Probe is disabled or no collector is
/// there.
///
///     rheo_probe_events_total{topic,type,outcome}                  published, received, processed,
///                                                                  failed, retried, dead_lettered
///     rheo_probe_published_payload_bytes_total{topic,type}         before any cut
///     rheo_probe_delivery_seconds{topic,type}                      published to received
///     rheo_probe_processing_duration_seconds{topic,type,outcome}   received to processed, failed,
///                                                                  dead_lettered
///     rheo_probe_sightings_emitted_total                           what the probe was given
///     rheo_probe_sightings_dropped_total                           of those, refused by full rings
///     rheo_probe_sightings_stored_total                            of those, committed by a
///     collector rheo_probe_sightings_resent_total rheo_probe_connected 1 while a collector answers
///
/// An event costs its caller a few relaxed atomic additions in memory that eight threads at most
/// share, never a lock, a system call or an allocation, but for the first event of a topic and
/// type. Prometheus's own counters and histograms get the sums when they are scraped. All calls are
/// thread-safe. Out of memory it counts less and never throws, but for the constructor.
///
/// It never listens: give collectable() to an Exposer or a Gateway of yours. It brings the metrics
/// up to date and hands on the whole registry; expose it instead of the registry itself. A forked
/// child goes on counting, but nothing is exposed from there: make a new one.
class RHEO_API MeteredProbe {
 public:
  /// Counts into a registry of the host, or into one of its own when that is null. The probe must
  /// live longer. Throws what prometheus-cpp throws: a label or bound that is none, a name that the
  /// registry has as another kind.
  explicit MeteredProbe(Probe& probe, std::shared_ptr<prometheus::Registry> registry = nullptr,
                        const MetricsOptions& options = {});
  ~MeteredProbe();
  MeteredProbe(const MeteredProbe&) = delete;
  MeteredProbe& operator=(const MeteredProbe&) = delete;

  /// As Probe::published(), counted.
  Context published(const Topic& topic, const EventType& type, std::string_view payload,
                    const EventOptions& options = {}) noexcept;
  /// The same under an explicit parent.
  Context published(const Topic& topic, const EventType& type, std::string_view payload,
                    const EventOptions& options, const Context& parent) noexcept;

  /// The same object each time; may outlive this one, and then hands on what was counted.
  [[nodiscard]] std::shared_ptr<prometheus::Collectable> collectable() const noexcept;
  /// Brings the registry up to date, for hosts that collect it themselves. Takes a lock.
  void refresh() noexcept;
  /// The probe itself, for all that is not counted.
  [[nodiscard]] Probe& probe() const noexcept { return m_probe; }

 private:
  friend class MeteredProcessing;
  Probe& m_probe;
  std::shared_ptr<probe_metrics::Ledger> m_ledger;
  std::shared_ptr<probe_metrics::Exposition> m_exposition;
};

/// As Processing, counted, with the time that handling took. Two clock readings more.
class RHEO_API MeteredProcessing {
 public:
  /// As Processing's. The MeteredProbe must live longer.
  MeteredProcessing(MeteredProbe& probe, const Topic& topic, const EventType& type,
                    const Subscription& subscription, const Incoming& incoming,
                    const EventOptions& options = {}) noexcept;
  ~MeteredProcessing();
  MeteredProcessing(const MeteredProcessing&) = delete;
  MeteredProcessing& operator=(const MeteredProcessing&) = delete;

  void failed(const ErrorType& error) noexcept;  ///< as Processing::failed(), counted
  void retried(std::uint32_t delayMs) noexcept;  ///< as Processing::retried(), counted
  /// As Processing::deadLettered(), counted.
  void deadLettered(const Topic& queue, const ErrorType& error) noexcept;
  /// As Processing::context().
  [[nodiscard]] const Context& context() const noexcept { return m_processing.context(); }

 private:
  void ended(probe_metrics::Outcome outcome) noexcept;

  Processing m_processing;
  const probe_metrics::Ledger* m_ledger;
  probe_metrics::HandleSeries* m_series;  ///< null: out of memory, not counted
  std::int64_t m_startNs;
  int m_exceptions;
  bool m_ended = false;
};

}  // namespace rheo
