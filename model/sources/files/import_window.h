// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "model/event/event_batch.h"
#include "model/sources/files/note_block.h"
#include "model/sources/files/span_meaning.h"

namespace rheo::files {

/// Where what was read waits for its relatives, and to be put in order of time. The oldest leave it
/// in small steps, so that whoever stores them has work while the file is read on.
class ImportWindow {
 public:
  ImportWindow(std::size_t mostItems, std::size_t mostBytes)
      : m_mostItems(mostItems), m_mostBytes(mostBytes) {}

  /// Keeps the texts of what is added next, until that was handed over.
  void hold(std::shared_ptr<NoteTexts> texts);
  void add(SpanNote note);
  void add(const TraceEvent& sighting);
  [[nodiscard]] bool isFull() const {
    return m_notes.size() + m_ready.size() >= m_mostItems || m_bytes >= m_mostBytes;
  }
  /// Takes out the oldest, or everything, as sightings in order of time. What waits longer than the
  /// window is wide comes late, and is never held back for good.
  std::vector<EventBatch> take(SpanMeaning& meaning, bool all);

 private:
  static constexpr std::size_t kSteps = 8;  ///< until the whole window has changed
  static constexpr std::size_t kBatchEvents = 16'384;

  struct Ready {
    TraceEvent event;
    std::uint64_t sequence = 0;
    std::uint32_t generation = 0;
  };
  struct Place {
    TimeNs timeNs = 0;
    std::uint64_t sequence = 0;
    std::uint32_t index = 0;
    bool operator<(const Place& other) const {
      return timeNs != other.timeNs ? timeNs < other.timeNs : sequence < other.sequence;
    }
  };

  TimeNs tellOldest(SpanMeaning& meaning, bool all);
  void ready(const TraceEvent& event, std::uint32_t generation);
  TimeNs limitOfReady(TimeNs limit, bool all);
  void hand(TimeNs limit, std::vector<EventBatch>& to);
  EventBatch batchOf(std::span<const Place> places);
  void letGo(std::uint32_t generation);
  void dropUnusedTexts();

  std::size_t m_mostItems;
  std::size_t m_mostBytes;
  std::vector<SpanNote> m_notes;
  std::vector<Ready> m_ready;
  std::deque<std::shared_ptr<NoteTexts>> m_texts;
  std::uint32_t m_firstGeneration = 0;  ///< of m_texts.front(); one for each hold()
  std::size_t m_bytes = 0;
  std::uint64_t m_sequence = 0;
  std::vector<Place> m_places;
  std::vector<TraceEvent> m_told;
};

}  // namespace rheo::files
