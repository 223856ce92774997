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
  if (!m_thread.joinable()) return;
  m_drops = true;
  static_cast<void>(finish());
}

Result<void> ImportStage::take(NoteBlock&& block) {
  if (m_blocks.put(std::move(block))) return {};
  const std::lock_guard lock(m_mutex);
  return m_outcome;
}

Result<void> ImportStage::finish() {
  m_blocks.end();
  if (m_thread.joinable()) m_thread.join();
  const std::lock_guard lock(m_mutex);
  return m_outcome;
}

ImportCounts ImportStage::counts() const {
  const std::lock_guard lock(m_mutex);
  return m_told;
}

void ImportStage::tell(const Result<void>& outcome) {
  const std::lock_guard lock(m_mutex);
  m_told = m_counts;
  m_told.otherNames = m_names.others();
  if (m_outcome) m_outcome = outcome;
}

void ImportStage::run() {
  Result<void> done = understandAll();
  if (done) done = empty();
  tell(done);
  if (!done) m_blocks.refuse();
}

Result<void> ImportStage::understandAll() {
  while (true) {
    std::vector<NoteBlock> blocks = m_blocks.takeAll();
    if (blocks.empty()) return {};
    for (NoteBlock& block : blocks) {
      if (m_drops) break;
      if (auto done = understand(block); !done) return done;
    }
    tell({});
  }
}

/// In steps: who takes what leaves the window has work meanwhile.
Result<void> ImportStage::empty() {
  while (!m_drops && m_window.isLarge()) {
    if (auto done = hand(false); !done) return done;
    tell({});
  }
  return m_drops ? Result<void>() : hand(true);
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
