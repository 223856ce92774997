// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "model/base/time.h"

namespace rheo {

/// One line for the journal.
struct JournalEntry {
  enum class Level : std::uint8_t { Info, Warning, Error };
  Level level = Level::Info;
  TimeNs timeNs = 0;
  std::string text;  ///< what, where, how to mend it
};
using JournalFn = std::function<void(const JournalEntry&)>;  ///< called from any thread

/// Stamps and hands over one line; does nothing without a journal.
inline void journal(const JournalFn& to, JournalEntry::Level level, std::string text) {
  if (to) to({level, nowNs(), std::move(text)});
}

}  // namespace rheo
