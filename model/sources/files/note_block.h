// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "model/event/event_batch.h"
#include "model/sources/files/span_note.h"
#include "model/sources/files/text_pool.h"

namespace rheo::files {

/// Texts of what was read together; `users` wait in the window, batches on their way share them.
struct NoteTexts {
  TextPool pool{64u << 10};
  std::size_t users = 0;  ///< of the thread that has the window
};

/// Some of what was read, with its texts: what one thread hands to the other.
struct NoteBlock {
  std::shared_ptr<NoteTexts> texts = std::make_shared<NoteTexts>();
  std::vector<SpanNote> notes;
  std::vector<TraceEvent> sightings;
  std::vector<EventBatch> losses;  ///< gaps: handed over as they are
};

}  // namespace rheo::files
