// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/base/cancel.h"
#include "model/store/id_filter.h"
#include "model/store/sqlite/database.h"

namespace rheo::store {

/// Asks the filters of all chunks for an id. One thread.
class FilterReader {
 public:
  /// Told of each chunk that has a filter, by its first row: false if the id is not in it.
  using Each = std::function<void(std::uint64_t firstRow, bool mayBe)>;

  Result<void> prepare(Database& db);
  Result<void> ask(Id128 id, const Each& each, const CancelToken& cancel);
  /// Lets go of what an error left half read.
  void reset();

 private:
  Statement m_selectPlain, m_selectSlice;  ///< the second is none before format 4
  std::vector<ChunkSlice> m_slices;
};

/// The filter of one chunk, of whatever format.
struct WholeFilter {
  std::string bytes;
  bool isPlain = false;  ///< of formats 1 to 3
  [[nodiscard]] bool mayHold(Id128 id) const {
    const IdProbe probe(id);
    return isPlain ? probe.mayBeInPlain(bytes) : probe.mayBeInAll(bytes);
  }
};
/// All of them, by first row of their chunks.
Result<std::map<std::uint64_t, WholeFilter>> readFilters(Database& db);

}  // namespace rheo::store
