// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/loss/recording.h"

#include <charconv>

namespace loss {

bool Recording::submit(rheo::EventBatch&& batch) {
  m_taken.push_back(std::move(batch));
  return true;
}

std::uint32_t Recording::announce(const rheo::SessionInfo& session) {
  auto& known = m_said[session.id];
  const std::uint32_t row = known.row != 0 ? known.row : static_cast<std::uint32_t>(m_said.size());
  known = session;
  return known.row = row;
}

std::vector<rheo::StreamPosition> Recording::commit() {
  std::vector<rheo::StreamPosition> positions;
  for (const rheo::EventBatch& batch : m_taken) {
    Stream& stream = m_streams[batch.stream];
    for (const rheo::TraceEvent& event : batch.events) {
      std::uint64_t seq = 0;
      std::from_chars(event.payload.data(), event.payload.data() + event.payload.size(), seq);
      stream.seqs.push_back(seq);
    }
    for (const rheo::Gap& gap : batch.gaps) stream.gaps.emplace_back(gap.fromSeq, gap.count);
    stream.at = {batch.session, batch.stream, batch.lastPosition, batch.lastSeq};
    positions.push_back(stream.at);
  }
  m_taken.clear();
  m_sessions = m_said;
  return positions;
}

void Recording::crash() {
  m_taken.clear();
  m_said = m_sessions;
}

rheo::sources::Restored Recording::restore() const {
  rheo::sources::Restored restored;
  for (const auto& [id, session] : m_sessions) restored.sessions.push_back(session);
  for (const auto& [number, stream] : m_streams) restored.positions.push_back(stream.at);
  return restored;
}

}  // namespace loss
