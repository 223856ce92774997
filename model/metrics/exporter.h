// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "model/base/result.h"
#include "model/event/event_batch.h"

namespace rheo::metrics {

/// The recorder's own health, asked for at every scrape.
struct Health {
  std::uint64_t sizeBytes = 0;
  std::int64_t behindNs = 0;
  std::uint64_t queuedBatches = 0;
  std::uint64_t liveSessions = 0, endedSessions = 0, vanishedSessions = 0;
  bool trouble = false;  ///< commits fail
};

struct ExporterOptions {
  std::string address;              ///< "127.0.0.1:9464"; loopback only
  std::string version;              ///< of rheo_build_info
  std::function<Health()> health;   ///< called on the exporter's threads
  std::size_t mostLabelSets = 500;  ///< per metric; what comes later is counted under "other"
};

/// Serves Prometheus metrics over HTTP. observe() is for one thread; the rest is thread-safe.
class Exporter {
 public:
  /// Fails on an address that is malformed, busy or beyond loopback.
  static Result<std::unique_ptr<Exporter>> start(const NameTable& names, ExporterOptions options);
  ~Exporter();
  Exporter(const Exporter&) = delete;
  Exporter& operator=(const Exporter&) = delete;

  /// One commit.
  void observe(std::span<const EventBatch> batches, std::int64_t commitNs);
  /// As served: with the port that was found for 0.
  [[nodiscard]] std::string address() const;

 private:
  struct Impl;
  explicit Exporter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rheo::metrics
