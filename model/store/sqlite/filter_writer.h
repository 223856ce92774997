// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "model/store/sqlite/database.h"

namespace rheo::store {

/// Where whole filters of chunks stand, beside those that were put together slice by slice.
constexpr int kWholeFilter = 64;

/// Writes the id filters of chunks: each one whole at first, and once there are enough of sealed
/// ones, all of them by slices.
class FilterWriter {
 public:
  Result<void> prepare(Database& db);
  /// Takes the state from the file; chunks before `tailRow` are sealed.
  Result<void> load(std::uint64_t tailRow);
  Result<void> add(std::uint64_t firstRow, std::string_view filter);
  /// Of a piece, in whatever format it was written.
  Result<void> remove(std::uint64_t firstRow);
  /// After add() of a sealed chunk.
  Result<void> seal(std::uint64_t firstRow);

 private:
  static constexpr std::size_t kTogether = 64;

  Result<void> join(std::uint64_t lastRow);

  std::size_t m_whole = 0;  ///< filters of sealed chunks that are whole
  Statement m_insert, m_delete, m_deletePlain, m_count, m_select, m_deleteWhole;
};

/// Forgets the filters of chunks that retention took. Those that stand together go together, when
/// the last one of them may.
class FilterRetention {
 public:
  Result<void> prepare(Database& db);
  /// `firstRow` is the first chunk's that is left.
  Result<void> forgetBefore(std::uint64_t firstRow);

 private:
  Statement m_selectGroup, m_delete, m_deletePlain;
};

}  // namespace rheo::store
