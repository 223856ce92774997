// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/journal.h"
#include "model/base/result.h"
#include "model/control/control.h"
#include "model/event/probe_limits.h"
#include "model/event/session_info.h"
#include "model/store/store.h"

namespace rheo {

struct RecordOptions {
  std::string path;  ///< recording to create or continue
  std::vector<std::string>
      endpoints;               ///< tcp://127.0.0.1:5571, ipc:///...; refuses non-loopback tcp
  std::string metricsAddress;  ///< "127.0.0.1:9464"; empty = no exporter
  bool durable = false;
  std::int64_t keepAgeNs = 0;   ///< ring: older sightings go; 0 = no bound
  std::uint64_t keepBytes = 0;  ///< ring: the oldest go beyond this size; 0 = no bound
  bool allowControl = true;     ///< inject and replay
  /// Asked of probes when they connect, by service, in this order; "" = of all.
  std::vector<std::pair<std::string, ProbeLimits>> limits;
  JournalFn journal;
};

/// What the status bar says; a snapshot.
struct LiveStatus {
  bool recording = false;
  std::string path;
  std::vector<std::string> endpoints;
  std::uint64_t events = 0;
  std::uint64_t lost = 0;  ///< counted drops
  std::uint64_t gaps = 0;
  double eventsPerS = 0;  ///< in, over the last second
  std::uint64_t sizeBytes = 0;
  std::int64_t behindNs = 0;  ///< ingest of the newest committed event - its time
  std::uint64_t queued = 0;   ///< batches waiting
  std::string trouble;        ///< "disk full: ...", or empty
  std::vector<SessionInfo> sessions;
};

/// A recording in use: opened from a file, or being recorded now. Thread-safe.
class Workspace {
 public:
  virtual ~Workspace() = default;
  static Result<std::unique_ptr<Workspace>> open(const std::string& path);
  static Result<std::unique_ptr<Workspace>> record(const RecordOptions& options);

  /// A new reader for the calling thread.
  virtual Result<std::unique_ptr<store::StoreReader>> reader() const = 0;
  virtual LiveStatus status() const = 0;
  /// nullptr unless recording with control allowed.
  virtual control::Injector* injector() = 0;
  /// Asks less of a service's probes while they are connected ("" = of all, whatever was asked of
  /// some before), or with default limits all again; what is in force stands in their SessionInfo,
  /// the request in the audit. An Error unless recording with control allowed. Any thread.
  virtual Result<void> limit(const std::string& service, const ProbeLimits& limits) {
    static_cast<void>(service), static_cast<void>(limits);
    return Error{"only a recording in progress reaches probes", "", "Start one"};
  }
  virtual Result<void> audit(const store::AuditEntry& entry) = 0;
  /// Stops recording: drains, commits, closes. Idempotent; the destructor does it too.
  virtual Result<void> stop() = 0;
};

}  // namespace rheo
