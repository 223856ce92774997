// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cmath>
#include <exception>
#include <stdexcept>

#include "probes/metrics/exposition.hpp"
#include "rheo/probe_metrics.hpp"

namespace rheo {

using namespace probe_metrics;

namespace {

std::int64_t steadyNs() noexcept {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Since it was published; the clocks of two machines may differ, but nothing arrives before that.
std::int64_t delayOf(const Context& context) noexcept {
  if (context.publishedNs == 0) return -1;
  const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  return now > context.publishedNs ? now - context.publishedNs : 0;
}

std::vector<std::int64_t> boundsNs(const std::vector<double>& seconds) {
  std::vector<std::int64_t> bounds;
  for (const double bound : seconds) {
    const std::int64_t last = bounds.empty() ? 0 : bounds.back();
    // Beyond a day (and NaN) would be no latency.
    if (!(bound > 0 && bound < 1e6) || std::llround(bound * 1e9) <= last)
      throw std::invalid_argument("rheo: bounds of a latency histogram are seconds, ascending");
    bounds.push_back(std::llround(bound * 1e9));
  }
  if (bounds.size() > kMostBounds)
    throw std::invalid_argument("rheo: a latency histogram has at most 30 bounds");
  return bounds;
}

}  // namespace

MeteredProbe::MeteredProbe(Probe& probe, std::shared_ptr<prometheus::Registry> registry,
                           const MetricsOptions& options)
    : m_probe(probe),
      m_ledger(std::make_shared<Ledger>(boundsNs(options.bounds), options.mostSeries)),
      m_exposition(expose(probe, m_ledger, std::move(registry), options)) {}

MeteredProbe::~MeteredProbe() {
  m_exposition->detach();
}

Context MeteredProbe::published(const Topic& topic, const EventType& type, std::string_view payload,
                                const EventOptions& options) noexcept {
  return published(topic, type, payload, options, currentContext());
}

Context MeteredProbe::published(const Topic& topic, const EventType& type, std::string_view payload,
                                const EventOptions& options, const Context& parent) noexcept {
  m_ledger->published(topic.code(), type.code(), payload.size());
  return m_probe.published(topic, type, payload, options, parent);
}

std::shared_ptr<prometheus::Collectable> MeteredProbe::collectable() const noexcept {
  return m_exposition->collectable();
}

void MeteredProbe::refresh() noexcept {
  m_exposition->refresh();
}

MeteredProcessing::MeteredProcessing(MeteredProbe& probe, const Topic& topic, const EventType& type,
                                     const Subscription& subscription, const Incoming& incoming,
                                     const EventOptions& options) noexcept
    : m_processing(probe.m_probe, topic, type, subscription, incoming, options),
      m_ledger(probe.m_ledger.get()),
      m_series(probe.m_ledger->received(topic.code(), type.code(), delayOf(incoming.context))),
      m_startNs(steadyNs()),
      m_exceptions(std::uncaught_exceptions()) {}

MeteredProcessing::~MeteredProcessing() {
  if (m_ended) return;
  ended(std::uncaught_exceptions() > m_exceptions ? Outcome::Failed : Outcome::Processed);
}

void MeteredProcessing::ended(Outcome outcome) noexcept {
  m_ended = true;
  if (m_series != nullptr) m_ledger->ended(*m_series, outcome, steadyNs() - m_startNs);
}

void MeteredProcessing::failed(const ErrorType& error) noexcept {
  m_processing.failed(error);
  ended(Outcome::Failed);
}

void MeteredProcessing::retried(std::uint32_t delayMs) noexcept {
  m_processing.retried(delayMs);
  m_ended = true;
  if (m_series != nullptr) Ledger::retried(*m_series);
}

void MeteredProcessing::deadLettered(const Topic& queue, const ErrorType& error) noexcept {
  m_processing.deadLettered(queue, error);
  ended(Outcome::DeadLettered);
}

}  // namespace rheo
