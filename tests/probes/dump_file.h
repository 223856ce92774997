// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "probes/wire/wire.hpp"

/// A dump as a stranger reads it: by the written layout, and with the frames' own decoder.
struct DumpFile {
  rheo::wire::Hello hello;
  rheo::wire::Heartbeat lastWords;
  std::uint64_t events = 0;
  std::uint64_t lost = 0;  ///< by the jumps of seq, and by the last words
  std::vector<std::string> payloads;
  std::string bytes;
  std::string trouble;  ///< the first thing that is wrong; empty if none

  explicit DumpFile(const std::string& path);
  /// Emits that the file accounts for: of no collector.
  [[nodiscard]] std::uint64_t accounted() const { return events + lost; }

 private:
  using Last = std::map<std::uint32_t, rheo::wire::StreamState>;
  bool read(std::string_view frame, Last& last);
  bool readBatch(std::string_view frame, Last& last);
};
