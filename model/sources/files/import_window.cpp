// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/import_window.h"

#include <algorithm>
#include <limits>

namespace rheo::files {
namespace {

constexpr std::ptrdiff_t kFar = 12, kNear = 6;  ///< spans ahead whose parents are fetched
constexpr TimeNs kEver = std::numeric_limits<TimeNs>::max();

/// Removes what stands at these places by moving the last ones there: order is kept by sequence.
template <class Item, class Places>
void removeAt(std::vector<Item>& items, Places begin, Places end) {
  std::sort(begin, end, [](const auto& a, const auto& b) { return a.index > b.index; });
  for (auto place = begin; place != end; ++place) {
    if (place->index + 1 != items.size()) items[place->index] = std::move(items.back());
    items.pop_back();
  }
}

}  // namespace

void ImportWindow::hold(std::shared_ptr<NoteTexts> texts) {
  m_bytes += texts->pool.bytes();
  m_texts.push_back(std::move(texts));
}

void ImportWindow::add(SpanNote note) {
  note.sequence = m_sequence++;
  note.generation = m_firstGeneration + static_cast<std::uint32_t>(m_texts.size()) - 1;
  ++m_texts.back()->users;
  m_notes.push_back(std::move(note));
}

void ImportWindow::add(const TraceEvent& sighting) {
  ready(sighting, m_firstGeneration + static_cast<std::uint32_t>(m_texts.size()) - 1);
}

void ImportWindow::ready(const TraceEvent& event, std::uint32_t generation) {
  ++m_texts[generation - m_firstGeneration]->users;
  m_ready.push_back({event, m_sequence++, generation});
}

void ImportWindow::letGo(std::uint32_t generation) {
  --m_texts[generation - m_firstGeneration]->users;
}

void ImportWindow::dropUnusedTexts() {
  // In the middle only the texts go: generations are counted on from the first.
  for (std::shared_ptr<NoteTexts>& texts : m_texts) {
    if (texts == m_texts.back() || texts->users != 0 || texts->pool.bytes() == 0) continue;
    m_bytes -= texts->pool.bytes();
    texts = std::make_shared<NoteTexts>();
  }
  while (m_texts.size() > 1 && m_texts.front()->users == 0) {
    m_texts.pop_front();
    ++m_firstGeneration;
  }
}

std::vector<EventBatch> ImportWindow::take(SpanMeaning& meaning, bool all) {
  // Few texts that stay may hold many that could go: when those fill the window, all leave it.
  const bool everything = all || m_bytes >= m_mostBytes;
  std::vector<EventBatch> batches;
  const TimeNs youngest = tellOldest(meaning, everything);
  hand(limitOfReady(youngest, everything), batches);
  dropUnusedTexts();
  return batches;
}

/// Turns the oldest spans into sightings; returns when the oldest of those that stay starts.
TimeNs ImportWindow::tellOldest(SpanMeaning& meaning, bool all) {
  if (m_notes.empty()) return kEver;
  m_places.clear();
  for (std::uint32_t i = 0; i < m_notes.size(); ++i) {
    m_places.push_back({m_notes[i].startNs, m_notes[i].sequence, i});
  }
  const std::size_t count =
      all ? m_notes.size() : std::max<std::size_t>(1, m_notes.size() / kSteps);
  const auto middle = m_places.begin() + static_cast<std::ptrdiff_t>(count);
  if (middle != m_places.end()) std::nth_element(m_places.begin(), middle, m_places.end());
  const TimeNs youngest = middle != m_places.end() ? middle->timeNs : kEver;
  std::sort(m_places.begin(), middle);
  for (auto place = m_places.begin(); place != middle; ++place) {
    if (middle - place > kFar) meaning.expectFar(m_notes[place[kFar].index]);
    if (middle - place > kNear) meaning.expectNear(m_notes[place[kNear].index]);
    const SpanNote& note = m_notes[place->index];
    m_told.clear();
    meaning.tell(note, m_told);
    for (const TraceEvent& event : m_told) ready(event, note.generation);
    letGo(note.generation);
  }
  removeAt(m_notes, m_places.begin(), middle);
  return youngest;
}

/// Sightings up to here leave. When too many wait for younger spans (or for nothing), half of them.
TimeNs ImportWindow::limitOfReady(TimeNs limit, bool all) {
  if (all || (limit != kEver && m_ready.size() < m_mostItems / 2)) return limit;
  m_places.clear();
  for (const Ready& each : m_ready) m_places.push_back({each.event.timeNs, each.sequence, 0});
  if (m_places.empty()) return limit;
  const auto middle = m_places.begin() + static_cast<std::ptrdiff_t>(m_places.size() / 2);
  std::nth_element(m_places.begin(), middle, m_places.end());
  return limit == kEver ? middle->timeNs : std::max(limit, middle->timeNs);
}

void ImportWindow::hand(TimeNs limit, std::vector<EventBatch>& to) {
  m_places.clear();
  for (std::uint32_t i = 0; i < m_ready.size(); ++i) {
    const Ready& each = m_ready[i];
    if (each.event.timeNs <= limit) m_places.push_back({each.event.timeNs, each.sequence, i});
  }
  std::sort(m_places.begin(), m_places.end());
  for (std::size_t at = 0; at < m_places.size(); at += kBatchEvents) {
    const std::size_t end = std::min(at + kBatchEvents, m_places.size());
    to.push_back(batchOf({m_places.data() + at, end - at}));
  }
  removeAt(m_ready, m_places.begin(), m_places.end());
}

/// The texts go along: each batch keeps those alive that it uses.
EventBatch ImportWindow::batchOf(std::span<const Place> places) {
  EventBatch batch;
  std::vector<bool> isKept(m_texts.size());
  batch.events.reserve(places.size());
  for (const Place& place : places) {
    const Ready& each = m_ready[place.index];
    batch.events.push_back(each.event);
    const std::size_t texts = each.generation - m_firstGeneration;
    if (!isKept[texts]) batch.owners.push_back(m_texts[texts]);
    isKept[texts] = true;
    letGo(each.generation);
  }
  return batch;
}

}  // namespace rheo::files
