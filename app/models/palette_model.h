// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <functional>
#include <vector>

namespace rheo::ui {

/// One thing the command palette can do.
struct PaletteEntry {
  QString title;
  QString group;     ///< "View", "Topic", "Recent file", ...
  QString shortcut;  ///< as shown; may be empty
  std::function<void()> run;
};

/// The entries that fit what is typed, best first; equal ones keep the order given.
class PaletteModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { GroupRole = Qt::UserRole, ShortcutRole };

  using QAbstractListModel::QAbstractListModel;

  void setEntries(std::vector<PaletteEntry> entries);
  void setQuery(const QString& query);
  /// Of the shown row; nullptr if there is none.
  [[nodiscard]] const PaletteEntry* at(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<PaletteEntry> m_entries;
  std::vector<std::size_t> m_shown;
};

}  // namespace rheo::ui
