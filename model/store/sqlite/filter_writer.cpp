// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/filter_writer.h"

#include <string>
#include <vector>

#include "model/store/id_filter.h"
#include "model/store/try.h"

namespace rheo::store {

static_assert(kWholeFilter == kFilterSlices);

Result<void> FilterWriter::prepare(Database& db) {
  return db.prepareAll({
      {&m_insert, "INSERT INTO id_filter VALUES(?, ?, ?)"},
      {&m_delete, "DELETE FROM id_filter WHERE slice = 64 AND first_row = ?"},
      {&m_deletePlain, "DELETE FROM chunk_filter WHERE first_row = ?"},
      {&m_count, "SELECT count(*) FROM id_filter WHERE slice = 64 AND first_row < ?"},
      {&m_select,
       "SELECT first_row, filter FROM id_filter WHERE slice = 64 AND first_row <= ? ORDER BY "
       "first_row"},
      {&m_deleteWhole, "DELETE FROM id_filter WHERE slice = 64 AND first_row <= ?"},
  });
}

Result<void> FilterWriter::load(std::uint64_t tailRow) {
  m_count.bind(tailRow);
  m_whole = m_count.next() ? static_cast<std::size_t>(m_count.integer(0)) : 0;
  RHEO_TRY(m_count.status());
  m_count.reset();
  return {};
}

Result<void> FilterWriter::add(std::uint64_t firstRow, std::string_view filter) {
  return m_insert.run(kWholeFilter, firstRow, Blob{filter});
}

Result<void> FilterWriter::remove(std::uint64_t firstRow) {
  RHEO_TRY(m_delete.run(firstRow));
  return m_deletePlain.run(firstRow);
}

Result<void> FilterWriter::seal(std::uint64_t firstRow) {
  return ++m_whole < kTogether ? Result<void>() : join(firstRow);
}

Result<void> FilterWriter::join(std::uint64_t lastRow) {
  std::vector<ChunkFilter> filters;
  m_select.bind(lastRow);
  while (m_select.next()) {
    filters.push_back(
        {static_cast<std::uint64_t>(m_select.integer(0)), std::string(m_select.blob(1))});
  }
  RHEO_TRY(m_select.status());
  m_select.reset();
  if (filters.empty()) return {};
  RHEO_TRY(m_deleteWhole.run(lastRow));
  for (std::size_t slice = 0; slice < kFilterSlices; ++slice) {
    const std::string joined = joinSlices(filters, slice);
    RHEO_TRY(m_insert.run(static_cast<int>(slice), filters.front().firstRow, Blob{joined}));
  }
  m_whole = 0;
  return {};
}

Result<void> FilterRetention::prepare(Database& db) {
  return db.prepareAll({
      {&m_selectGroup,
       "SELECT coalesce(max(first_row), 0) FROM id_filter WHERE slice = 0 AND first_row <= ?"},
      {&m_delete, "DELETE FROM id_filter WHERE slice = ? AND first_row < ?"},
      {&m_deletePlain, "DELETE FROM chunk_filter WHERE first_row < ?"},
  });
}

Result<void> FilterRetention::forgetBefore(std::uint64_t firstRow) {
  m_selectGroup.bind(firstRow);
  const std::int64_t group = m_selectGroup.next() ? m_selectGroup.integer(0) : 0;
  RHEO_TRY(m_selectGroup.status());
  m_selectGroup.reset();
  for (std::size_t slice = 0; slice < kFilterSlices; ++slice) {
    RHEO_TRY(m_delete.run(static_cast<int>(slice), group));
  }
  RHEO_TRY(m_delete.run(kWholeFilter, firstRow));
  return m_deletePlain.run(firstRow);
}

}  // namespace rheo::store
