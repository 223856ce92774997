// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/base/journal.h"
#include "model/base/result.h"
#include "model/pipeline/pipeline.h"
#include "model/sources/probe_protocol.h"

namespace rheo::sources {

struct ZeroMqOptions {
  std::vector<std::string> endpoints;
  Restored restored;
  JournalFn journal;
  std::function<void(const wire::InjectResult&)> injectResult;  ///< told on the I/O thread
  std::function<void(TimeNs)> tick;  ///< about every 100 ms, on the I/O thread
};

/// Listens for probes on a thread of its own and hands what they say to the sink. When the sink is
/// full it stops reading, so that the probes' rings fill and the probes count what they drop.
class ZeroMqSource {
 public:
  /// Fails on an endpoint that is malformed, busy or beyond loopback.
  static Result<std::unique_ptr<ZeroMqSource>> start(EventSink& sink, ZeroMqOptions options);
  ~ZeroMqSource();
  ZeroMqSource(const ZeroMqSource&) = delete;
  ZeroMqSource& operator=(const ZeroMqSource&) = delete;

  [[nodiscard]] const std::vector<std::string>& endpoints() const;
  /// Committed: the probes are told. Any thread.
  void acknowledge(std::vector<StreamPosition> positions);
  /// Sends on the I/O thread; `failed` is called there when the session is not connected. Any
  /// thread.
  void inject(std::uint32_t session, wire::Inject inject, std::function<void()> failed);
  /// Asks less, or all again, of a service's probes ("" = of all). Any thread.
  void limit(std::string service, ProbeLimits limits);
  /// Runs on the I/O thread. Any thread.
  void post(std::function<void()> work);
  /// Reads no more; acknowledgements still go out. Returns when the last batch read is with the
  /// sink, or was refused for two seconds.
  void pause();
  /// Ends the thread and closes the socket. Idempotent.
  void stop();

 private:
  ZeroMqSource();
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rheo::sources
