// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/import_stage.h"

#include <utility>

namespace rheo::files {

ImportStage::ImportStage(Receiver& receiver, std::size_t windowItems, std::size_t windowBytes)
    : m_receiver(receiver),
      m_names(receiver.names()),
      m_meaning(m_names, m_counts),
      m_window(receiver, windowItems, windowBytes) {
  m_thread = std::thread([this] { run(); });
}

ImportStage::~ImportStage() {
  end(true);
}

void ImportStage::end(bool drops) {
  {
    const std::lock_guard lock(m_mutex);
    m_ending = true;
    m_drops = drops;
  }
  m_changed.notify_all();
  if (m_thread.joinable()) m_thread.join();
}

Result<void> ImportStage::take(NoteBlock&& block) {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return m_waiting.size() < kMostWaiting || !m_outcome; });
  if (!m_outcome) return m_outcome;
  m_waiting.push_back(std::move(block));
  m_changed.notify_all();
  return {};
}

Result<void> ImportStage::finish() {
  end(false);
  const std::lock_guard lock(m_mutex);
  return m_outcome;
}

ImportCounts ImportStage::counts() const {
  const std::lock_guard lock(m_mutex);
  return m_told;
}

bool ImportStage::next(NoteBlock& block) {
  std::unique_lock lock(m_mutex);
  m_changed.wait(lock, [this] { return !m_waiting.empty() || m_ending; });
  if (m_waiting.empty() || m_drops) return false;
  block = std::move(m_waiting.front());
  m_waiting.pop_front();
  m_changed.notify_all();
  return true;
}

void ImportStage::tell(const Result<void>& outcome) {
  const std::lock_guard lock(m_mutex);
  m_told = m_counts;
  m_told.otherNames = m_names.others();
  if (m_outcome) m_outcome = outcome;
  if (!m_outcome) m_waiting.clear();
  m_changed.notify_all();
}

void ImportStage::run() {
  NoteBlock block;
  while (next(block)) {
    Result<void> done = understand(block);
    tell(done);
    if (!done) return;
  }
  const auto isWanted = [this] {
    const std::lock_guard lock(m_mutex);
    return !m_drops;
  };
  while (isWanted()) {
    const bool all = !m_window.isLarge();
    const Result<void> done = hand(all);
    tell(done);
    if (all || !done) return;
  }
}

Result<void> ImportStage::understand(NoteBlock& block) {
  for (EventBatch& loss : block.losses) {
    if (auto taken = m_receiver.take(std::move(loss), {}); !taken) return taken;
  }
  std::vector<SpanNote>& notes = m_window.hold(std::move(block.texts), std::move(block.notes));
  for (std::size_t i = 0; i < notes.size(); ++i) {
    if (i + kAhead < notes.size()) m_meaning.expect(notes[i + kAhead]);
    m_meaning.learn(notes[i]);
    m_window.add(notes[i]);
    if (!m_window.isFull()) continue;
    if (auto handed = hand(false); !handed) return handed;
  }
  for (const TraceEvent& sighting : block.sightings) {
    m_window.add(sighting);
    if (!m_window.isFull()) continue;
    if (auto handed = hand(false); !handed) return handed;
  }
  return {};
}

Result<void> ImportStage::hand(bool all) {
  std::vector<EventBatch> batches = m_window.take(m_meaning, all);
  std::vector<Problem> problems = m_meaning.takeProblems(all);
  if (batches.empty() && !problems.empty()) batches.emplace_back();
  for (EventBatch& batch : batches) {
    m_counts.sightings += batch.events.size();
    auto taken = m_receiver.take(std::move(batch), std::exchange(problems, {}));
    if (!taken) return taken;
  }
  return {};
}

}  // namespace rheo::files
