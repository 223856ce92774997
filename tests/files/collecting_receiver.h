// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "model/sources/files/byte_source.h"
#include "model/sources/files/importer.h"

namespace rheo::test {

/// Keeps what an import hands over.
class CollectingReceiver final : public files::Receiver {
 public:
  NameTable& names() override { return m_names; }
  std::uint32_t announce(const SessionInfo& session) override {
    sessions.push_back(session);
    return static_cast<std::uint32_t>(sessions.size());
  }
  Result<void> take(EventBatch&& batch, std::vector<Problem>&& found) override {
    problems.insert(problems.end(), found.begin(), found.end());
    m_batches.push_back(std::move(batch));
    for (const TraceEvent& event : m_batches.back().events) events.push_back(event);
    return {};
  }
  [[nodiscard]] std::string text(Name name) const { return std::string(m_names.text(name)); }

  std::vector<TraceEvent> events;
  std::vector<Problem> problems;
  std::vector<SessionInfo> sessions;

 private:
  NameTable m_names;
  std::deque<EventBatch> m_batches;
};

/// Imports a text; the counts tell how it went.
inline files::ImportCounts importText(CollectingReceiver& receiver, std::string_view text,
                                      std::optional<files::Format> format = {},
                                      files::ImportOptions options = {}) {
  files::Importer importer(receiver, std::move(options));
  auto source = files::openBytes(text);
  if (const auto unpacked = files::unpacked(std::move(source)); unpacked) {
    (void)importer.add(*unpacked.value(), "test", format);
  }
  (void)importer.finish();
  return importer.counts();
}

}  // namespace rheo::test
