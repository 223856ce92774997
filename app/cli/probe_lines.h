// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace rheo::cli {

/// Lines of JSON, sightings in our own fields or CloudEvents, as emits of a probe. Apart from its
/// command, because the probe and the model each have a Saga.
class ProbeLines {
 public:
  struct Totals {
    std::uint64_t emitted = 0;
    std::uint64_t stored = 0;  ///< acknowledged by the collector
    std::uint64_t dropped = 0;
    bool allStored = false;
  };

  /// An empty endpoint is the environment's, or the default.
  ProbeLines(const std::string& service, const std::string& endpoint, bool printsContexts);
  ~ProbeLines();
  ProbeLines(const ProbeLines&) = delete;
  ProbeLines& operator=(const ProbeLines&) = delete;

  /// Why nothing can be emitted; empty when it can.
  [[nodiscard]] std::string disabledReason() const;
  /// False when the line is not understood: see what(). Waits for a collector that is behind.
  bool line(const std::string& text);
  [[nodiscard]] const std::string& what() const;
  /// Waits for what is under way.
  Totals finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rheo::cli
