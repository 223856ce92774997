// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/dictionary_rows.h"

#include "model/store/try.h"

namespace rheo::store {
namespace {

Error damaged(const Database& db, const char* table) {
  return {std::string("the table '") + table + "' of the recording is damaged", db.path(),
          "Restore a copy of the file"};
}

}  // namespace

Result<void> readNames(Database& db, NameTable& names) {
  auto select = db.prepare("SELECT code, text FROM main.name WHERE code >= ? ORDER BY code");
  if (!select) return select.error();
  select->bind(names.size());
  while (select->next()) {
    const auto code = select->integer(0);
    if (code != std::int64_t{names.size()} || names.intern(select->text(1)) != code) {
      return damaged(db, "name");
    }
  }
  return select->status();
}

Result<void> readCells(Database& db, CellTable& cells) {
  auto select = db.prepare(
      "SELECT id, stage, service, topic, type, subscription, producer, dead_letter_topic FROM "
      "main.cell WHERE id >= ? ORDER BY id");
  if (!select) return select.error();
  select->bind(cells.size());
  while (select->next()) {
    const auto name = [&](int column) { return static_cast<Name>(select->integer(column)); };
    const Cell cell{static_cast<Stage>(select->integer(1)),
                    name(2),
                    name(3),
                    name(4),
                    name(5),
                    name(6),
                    name(7)};
    const auto id = select->integer(0);
    if (id != std::int64_t{cells.size()} || cells.intern(cell) != id) return damaged(db, "cell");
  }
  return select->status();
}

}  // namespace rheo::store
