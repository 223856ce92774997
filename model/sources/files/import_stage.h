// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "model/sources/files/import_window.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/name_cache.h"
#include "model/sources/files/span_meaning.h"

namespace rheo::files {

/// Finds out what spans mean, puts all sightings in order and hands them over, on a thread of its
/// own while the next ones are read. All but the constructor is called by the thread that reads.
class ImportStage {
 public:
  ImportStage(Receiver& receiver, std::size_t windowItems, std::size_t windowBytes);
  /// What still waits is dropped, unless finish() was called.
  ~ImportStage();
  ImportStage(const ImportStage&) = delete;
  ImportStage& operator=(const ImportStage&) = delete;

  /// Waits while too much waits. An Error once the receiver refused something.
  Result<void> take(NoteBlock&& block);
  /// Hands over what still waits, and ends the thread.
  Result<void> finish();
  /// Of sightings and of what is wrong with trees, so far.
  [[nodiscard]] ImportCounts counts() const;

 private:
  static constexpr std::size_t kMostWaiting = 96;  ///< as much as the window lets go at a step
  static constexpr std::size_t kAhead = 24;        ///< notes ahead whose places are fetched

  void run();
  /// The next block; nothing at the end.
  bool next(NoteBlock& block);
  Result<void> understand(NoteBlock& block);
  Result<void> hand(bool all);
  void tell(const Result<void>& outcome);
  void end(bool drops);

  Receiver& m_receiver;
  // Of the stage's own thread.
  NameCache m_names;
  ImportCounts m_counts;
  SpanMeaning m_meaning;
  ImportWindow m_window;

  mutable std::mutex m_mutex;  ///< guards everything below
  std::condition_variable m_changed;
  std::deque<NoteBlock> m_waiting;
  ImportCounts m_told;
  Result<void> m_outcome;
  bool m_ending = false;
  bool m_drops = false;
  std::thread m_thread;
};

}  // namespace rheo::files
