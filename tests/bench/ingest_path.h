// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace rheo::bench {

/// A collector under measure: takes probes at an endpoint until it is stopped.
class IngestPath {
 public:
  struct Account {
    std::uint64_t events = 0;  ///< committed
    std::uint64_t lost = 0;
    std::uint64_t commits = 0;
  };
  virtual ~IngestPath() = default;
  [[nodiscard]] virtual Account account() const = 0;
  /// Everything received is committed, and the file closed.
  virtual void stop() = 0;
};

enum class PathKind : std::uint8_t {
  Whole,     ///< as `rheo record`: analysis, rollups, sagas, problems, chunks
  StoreOff,  ///< the same, but what would be stored is forgotten
  Bare,      ///< decoded, latencies counted, frames packed into SQLite
  Rows       ///< no analysis, a row a sighting with three indexes
};
const char* pathName(PathKind kind);

/// Ends the program when it cannot start.
std::unique_ptr<IngestPath> startPath(PathKind kind, const std::string& endpoint,
                                      const std::string& file);

}  // namespace rheo::bench
