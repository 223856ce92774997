// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/import_window.h"

#include <algorithm>
#include <limits>

#include "model/base/fetch_soon.h"

namespace rheo::files {
namespace {

// So many ahead are fetched: spans, then where their parents are found, then those.
constexpr std::size_t kFarthest = 40, kFar = 24, kNear = 8;
constexpr std::size_t kReadyAhead = 4;
constexpr TimeNs kEver = std::numeric_limits<TimeNs>::max();

}  // namespace

std::vector<SpanNote>& ImportWindow::hold(std::shared_ptr<NoteTexts> texts,
                                          std::vector<SpanNote> notes) {
  m_bytes += texts->pool.bytes();
  m_held.push_back({std::move(texts), std::move(notes)});
  return m_held.back().notes;
}

void ImportWindow::add(SpanNote& note) {
  note.generation = m_firstGeneration + static_cast<std::uint32_t>(m_held.size()) - 1;
  ++m_held.back().texts->users;
  m_notes.add(note.startNs) = &note;
}

void ImportWindow::add(const TraceEvent& sighting) {
  ready(sighting, m_firstGeneration + static_cast<std::uint32_t>(m_held.size()) - 1);
}

void ImportWindow::ready(const TraceEvent& event, std::uint32_t generation) {
  ++m_held[generation - m_firstGeneration].texts->users;
  Ready& added = m_ready.add(event.timeNs);
  added.event = event;
  added.generation = generation;
}

void ImportWindow::letGo(std::uint32_t generation) {
  --m_held[generation - m_firstGeneration].texts->users;
}

void ImportWindow::dropUnused() {
  // In the middle only what they hold goes: generations are counted on from the first.
  for (Held& held : m_held) {
    if (&held == &m_held.back() || held.texts->users != 0) continue;
    if (held.notes.empty() && held.texts->pool.bytes() == 0) continue;
    m_bytes -= held.texts->pool.bytes();
    held = {std::make_shared<NoteTexts>(), {}};
  }
  while (m_held.size() > 1 && m_held.front().texts->users == 0) {
    m_held.pop_front();
    ++m_firstGeneration;
  }
}

std::vector<EventBatch> ImportWindow::take(SpanMeaning& meaning, bool all) {
  // Few texts that stay may hold many that could go: when those fill the window, all leave it.
  const bool everything = all || m_bytes >= m_mostBytes;
  std::vector<EventBatch> batches;
  const TimeNs youngest = tellOldest(meaning, everything);
  hand(limitOfReady(youngest, everything), batches);
  dropUnused();
  return batches;
}

/// Turns the oldest spans into sightings; returns when the oldest of those that stay starts.
TimeNs ImportWindow::tellOldest(SpanMeaning& meaning, bool all) {
  if (m_notes.size() == 0) return kEver;
  m_notes.settle();
  const std::size_t count =
      all ? m_notes.size() : std::max<std::size_t>(1, m_notes.size() / kSteps);
  const TimeNs youngest = count < m_notes.size() ? m_notes.time(count) : kEver;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kFarthest < count) fetchSoon(m_notes[i + kFarthest], sizeof(SpanNote));
    if (i + kFar < count) meaning.expectFar(*m_notes[i + kFar]);
    if (i + kNear < count) meaning.expectNear(*m_notes[i + kNear]);
    const SpanNote& note = *m_notes[i];
    m_told.clear();
    meaning.tell(note, m_told);
    for (const TraceEvent& event : m_told) ready(event, note.generation);
    letGo(note.generation);
  }
  m_notes.drop(count);
  return youngest;
}

/// Sightings up to here leave. When too many wait for younger spans (or for nothing), half of them.
TimeNs ImportWindow::limitOfReady(TimeNs limit, bool all) {
  m_ready.settle();
  if (all || (limit != kEver && m_ready.size() < m_mostItems / 2)) return limit;
  if (m_ready.size() == 0) return limit;
  const TimeNs middle = m_ready.time(m_ready.size() / 2);
  return limit == kEver ? middle : std::max(limit, middle);
}

void ImportWindow::hand(TimeNs limit, std::vector<EventBatch>& to) {
  const std::size_t count = m_ready.upTo(limit);
  for (std::size_t at = 0; at < count; at += kBatchEvents) {
    to.push_back(batchOf(at, std::min(at + kBatchEvents, count)));
  }
  m_ready.drop(count);
}

/// The texts go along: each batch keeps those alive that it uses.
EventBatch ImportWindow::batchOf(std::size_t from, std::size_t to) {
  EventBatch batch = m_receiver.emptyBatch();
  std::vector<bool> isKept(m_held.size());
  batch.events.reserve(to - from);
  for (std::size_t i = from; i < to; ++i) {
    if (i + kReadyAhead < to) fetchSoon(&m_ready[i + kReadyAhead], sizeof(Ready));
    const Ready& each = m_ready[i];
    batch.events.push_back(each.event);
    const std::size_t held = each.generation - m_firstGeneration;
    if (!isKept[held]) batch.owners.push_back(m_held[held].texts);
    isKept[held] = true;
    letGo(each.generation);
  }
  return batch;
}

}  // namespace rheo::files
