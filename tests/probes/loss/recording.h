// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/sources/probe_protocol.h"

namespace loss {

/// A recording file: what is committed survives, what was only taken is gone with the collector.
class Recording final : public rheo::EventSink {
 public:
  struct Stream {
    std::vector<std::uint64_t> seqs;  ///< of the sightings, as they say themselves
    std::vector<std::pair<std::uint64_t, std::uint64_t>> gaps;  ///< first seq, count
    rheo::StreamPosition at;
  };

  bool submit(rheo::EventBatch&& batch) override;
  std::uint32_t announce(const rheo::SessionInfo& session) override;
  rheo::NameTable& names() override { return m_names; }

  /// One transaction: everything that was taken. Returns what may be acknowledged.
  std::vector<rheo::StreamPosition> commit();
  /// The collector is gone.
  void crash();
  [[nodiscard]] rheo::sources::Restored restore() const;
  [[nodiscard]] const std::map<std::uint32_t, Stream>& streams() const { return m_streams; }

 private:
  rheo::NameTable m_names;
  std::vector<rheo::EventBatch> m_taken;
  std::map<std::uint32_t, Stream> m_streams;
  std::map<rheo::Id128, rheo::SessionInfo> m_said, m_sessions;
};

}  // namespace loss
