// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "probes/metrics/ledger.hpp"
#include "rheo/probe_metrics.hpp"

namespace rheo::probe_metrics {

/// The reading side: moves what the ledger counted into counters and histograms of Prometheus.
class Exposition {
 public:
  virtual ~Exposition() = default;
  virtual void refresh() noexcept = 0;
  /// The probe goes; what was counted stays.
  virtual void detach() noexcept = 0;
  /// Shares the ownership of this.
  [[nodiscard]] virtual std::shared_ptr<prometheus::Collectable> collectable() noexcept = 0;
};

/// Throws what prometheus-cpp throws.
std::shared_ptr<Exposition> expose(const Probe& probe, std::shared_ptr<const Ledger> ledger,
                                   std::shared_ptr<prometheus::Registry> registry,
                                   const MetricsOptions& options);

}  // namespace rheo::probe_metrics
