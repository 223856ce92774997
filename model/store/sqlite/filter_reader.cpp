// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/filter_reader.h"

#include "model/store/sqlite/archive.h"
#include "model/store/sqlite/filter_writer.h"
#include "model/store/sqlite/schema.h"
#include "model/store/try.h"

namespace rheo::store {

Result<void> FilterReader::prepare(Database& db) {
  RHEO_TRY(db.prepareAll({{&m_selectPlain, "SELECT first_row, filter FROM main.chunk_filter"}}));
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*version < kFormatOfSlices) return {};
  return db.prepareAll(
      {{&m_selectSlice, "SELECT first_row, filter FROM main.id_filter WHERE slice = ?"}});
}

void FilterReader::reset() {
  m_selectPlain.reset();
  m_selectSlice.reset();
}

Result<void> FilterReader::ask(Id128 id, const Each& each, const CancelToken& cancel) {
  const IdProbe probe(id);
  const auto pass = [&](Statement& select, auto take) -> Result<void> {
    while (select.next()) {
      if (cancel.cancelled()) return cancelledError();
      take(static_cast<std::uint64_t>(select.integer(0)), select.blob(1));
    }
    RHEO_TRY(select.status());
    select.reset();
    return {};
  };
  m_selectPlain.reset();
  RHEO_TRY(pass(m_selectPlain, [&](std::uint64_t row, std::string_view filter) {
    each(row, probe.mayBeInPlain(filter));
  }));
  if (m_selectSlice.handle() == nullptr) return {};
  m_selectSlice.bind(static_cast<int>(probe.slice()));
  RHEO_TRY(pass(m_selectSlice, [&](std::uint64_t, std::string_view joined) {
    if (!splitSlices(joined, m_slices)) return;
    for (const ChunkSlice& slice : m_slices) each(slice.firstRow, probe.mayBeIn(slice.bytes));
  }));
  m_selectSlice.bind(kWholeFilter);
  return pass(m_selectSlice, [&](std::uint64_t row, std::string_view filter) {
    each(row, probe.mayBeInAll(filter));
  });
}

Result<std::map<std::uint64_t, WholeFilter>> readFilters(Database& db) {
  std::map<std::uint64_t, WholeFilter> filters;
  auto plain = db.prepare("SELECT first_row, filter FROM main.chunk_filter");
  if (!plain) return plain.error();
  while (plain->next()) {
    filters[static_cast<std::uint64_t>(plain->integer(0))] = {std::string(plain->blob(1)), true};
  }
  RHEO_TRY(plain->status());
  const auto version = db.integer("PRAGMA user_version");
  if (!version) return version.error();
  if (*version < kFormatOfSlices) return filters;
  auto sliced = db.prepare("SELECT slice, first_row, filter FROM main.id_filter ORDER BY slice");
  if (!sliced) return sliced.error();
  std::vector<ChunkSlice> slices;
  while (sliced->next()) {
    if (sliced->integer(0) == kWholeFilter) {
      filters[static_cast<std::uint64_t>(sliced->integer(1))].bytes = sliced->blob(2);
    } else if (splitSlices(sliced->blob(2), slices)) {
      // In order, the slices of a chunk are its filter.
      for (const ChunkSlice& slice : slices) filters[slice.firstRow].bytes += slice.bytes;
    }
  }
  RHEO_TRY(sliced->status());
  return filters;
}

}  // namespace rheo::store
