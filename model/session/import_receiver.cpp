// SPDX-License-Identifier: Apache-2.0
#include "model/session/import_receiver.h"

#include <algorithm>
#include <iterator>

namespace rheo {

ImportReceiver::ImportReceiver(store::StoreWriter& writer, AnalysisEnricher& enricher)
    : m_writer(writer), m_enricher(enricher), m_sessions(writer.sessions()) {
  m_thread = std::thread([this] { run(); });
}

ImportReceiver::~ImportReceiver() {
  static_cast<void>(finish());
}

Result<void> ImportReceiver::take(EventBatch&& batch, std::vector<Problem>&& problems) {
  if (m_loads.put({std::move(batch), std::move(problems)})) return {};
  return outcome();
}

Result<void> ImportReceiver::finish() {
  m_loads.end();
  if (m_thread.joinable()) m_thread.join();
  return outcome();
}

Result<void> ImportReceiver::outcome() {
  const std::lock_guard lock(m_mutex);
  return m_outcome;
}

void ImportReceiver::run() {
  while (true) {
    std::vector<Load> loads = m_loads.takeAll();
    const bool last = loads.empty();
    const Result<void> done = commit(loads);
    if (!done) {
      {
        const std::lock_guard lock(m_mutex);
        m_outcome = done;
      }
      m_loads.refuse();
    }
    if (last || !done) return;
  }
}

Result<void> ImportReceiver::commit(std::vector<Load>& loads) {
  std::vector<EventBatch> batches;
  std::vector<Problem> problems;
  for (Load& load : loads) {
    m_enricher.fold(load.batch);
    batches.push_back(std::move(load.batch));
    std::move(load.problems.begin(), load.problems.end(), std::back_inserter(problems));
  }
  Findings findings = m_enricher.take();
  std::move(findings.problems.begin(), findings.problems.end(), std::back_inserter(problems));
  const std::vector<SessionInfo> sessions = m_sessions.takeChanged();
  if (batches.empty() && findings.sagas.empty() && problems.empty() && sessions.empty()) return {};
  Result<void> done = m_writer.commit({batches, findings.sagas, problems, sessions});
  m_memory.giveBack(batches);
  return done;
}

}  // namespace rheo
