// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "model/event/event_batch.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/note_block.h"
#include "model/sources/files/span_meaning.h"
#include "model/sources/files/time_queue.h"

namespace rheo::files {

/// Where what was read waits for its relatives, and to be put in order of time. The oldest leave it
/// in small steps, so that whoever stores them has work while the file is read on.
class ImportWindow {
 public:
  ImportWindow(Receiver& receiver, std::size_t mostItems, std::size_t mostBytes)
      : m_receiver(receiver), m_mostItems(mostItems), m_mostBytes(mostBytes) {}

  /// Keeps the texts of what is added next, and notes where they are, until that was handed over.
  /// Returns the notes, to be added.
  std::vector<SpanNote>& hold(std::shared_ptr<NoteTexts> texts, std::vector<SpanNote> notes);
  void add(SpanNote& note);
  void add(const TraceEvent& sighting);
  [[nodiscard]] bool isFull() const {
    return m_notes.size() + m_ready.size() >= m_mostItems || m_bytes >= m_mostBytes;
  }
  /// Worth to be taken out in steps, so that whoever takes has work meanwhile.
  [[nodiscard]] bool isLarge() const { return m_notes.size() + m_ready.size() >= kLarge; }
  /// Takes out the oldest, or everything, as sightings in order of time. What waits longer than the
  /// window is wide comes late, and is never held back for good.
  std::vector<EventBatch> take(SpanMeaning& meaning, bool all);

 private:
  static constexpr std::size_t kSteps = 8;  ///< until the whole window has changed
  static constexpr std::size_t kLarge = 16'000;
  static constexpr std::size_t kBatchEvents = 2'000;  ///< half a megabyte

  struct Held {
    std::shared_ptr<NoteTexts> texts;
    std::vector<SpanNote> notes;
  };
  struct Ready {
    TraceEvent event;
    std::uint32_t generation = 0;
  };

  TimeNs tellOldest(SpanMeaning& meaning, bool all);
  void ready(const TraceEvent& event, std::uint32_t generation);
  TimeNs limitOfReady(TimeNs limit, bool all);
  void hand(TimeNs limit, std::vector<EventBatch>& to);
  EventBatch batchOf(std::size_t from, std::size_t to);
  void letGo(std::uint32_t generation);
  void dropUnused();

  Receiver& m_receiver;  ///< whose batches are filled
  std::size_t m_mostItems;
  std::size_t m_mostBytes;
  TimeQueue<const SpanNote*> m_notes;  ///< by their start
  TimeQueue<Ready> m_ready;
  std::deque<Held> m_held;
  std::uint32_t m_firstGeneration = 0;  ///< of m_held.front(); one for each hold()
  std::size_t m_bytes = 0;
  std::vector<TraceEvent> m_told;
};

}  // namespace rheo::files
