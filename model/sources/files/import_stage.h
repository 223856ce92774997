// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <mutex>
#include <thread>

#include "model/base/hand_over.h"
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
  // As many again are being understood meanwhile.
  static constexpr std::size_t kMostWaiting = 48, kWorthALook = 8;
  static constexpr std::size_t kAhead = 24;  ///< notes ahead whose places are fetched

  void run();
  Result<void> understandAll();
  Result<void> empty();
  Result<void> understand(NoteBlock& block);
  Result<void> hand(bool all);
  void tell(const Result<void>& outcome);

  Receiver& m_receiver;
  // Of the stage's own thread.
  NameCache m_names;
  ImportCounts m_counts;
  SpanMeaning m_meaning;
  ImportWindow m_window;

  HandOver<NoteBlock> m_blocks{kMostWaiting, kWorthALook};
  std::atomic<bool> m_drops = false;  ///< what waits is not wanted
  mutable std::mutex m_mutex;         ///< guards what follows
  ImportCounts m_told;
  Result<void> m_outcome;
  std::thread m_thread;
};

}  // namespace rheo::files
