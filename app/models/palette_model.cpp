// SPDX-License-Identifier: Apache-2.0
#include "app/models/palette_model.h"

#include <algorithm>

#include "app/models/fuzzy.h"

namespace rheo::ui {

void PaletteModel::setEntries(std::vector<PaletteEntry> entries) {
  m_entries = std::move(entries);
  setQuery({});
}

void PaletteModel::setQuery(const QString& query) {
  std::vector<std::pair<int, std::size_t>> scored;
  for (std::size_t i = 0; i < m_entries.size(); ++i) {
    const PaletteEntry& entry = m_entries[i];
    // The group helps to find ("topic ord") but the title decides.
    int score = 2 * fuzzyScore(query, entry.title);
    if (score == 0) score = fuzzyScore(query, QString(entry.group + u' ' + entry.title));
    if (score > 0) scored.emplace_back(-score, i);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  beginResetModel();
  m_shown.clear();
  for (const auto& [score, index] : scored) m_shown.push_back(index);
  endResetModel();
}

const PaletteEntry* PaletteModel::at(int row) const {
  if (row < 0 || row >= rowCount()) return nullptr;
  return &m_entries[m_shown[static_cast<std::size_t>(row)]];
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const PaletteEntry* entry = at(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return entry->title;
    case GroupRole:
      return entry->group;
    case ShortcutRole:
      return entry->shortcut;
    default:
      return {};
  }
}

}  // namespace rheo::ui
