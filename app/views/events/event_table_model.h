// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QFont>
#include <QSet>
#include <QTimer>
#include <list>
#include <unordered_map>

#include "app/bridge/bridge.h"
#include "app/views/events/event_ids.h"
#include "app/views/parts/event_columns.h"

namespace rheo::ui {

/// The event table over millions of rows: it holds their ids (8 bytes each) and the few thousand
/// rows that were looked at last; the others are fetched when the view asks for them. GUI thread.
class EventTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Role { StageRole = Qt::UserRole, RowIdRole, LoadedRole };
  static constexpr std::size_t kCacheRows = 4096;
  static constexpr std::size_t kFetchRows = 512;
  /// Rows that a view takes over in one go: two million at once would hold the window.
  static constexpr std::size_t kSliceRows = 250'000;

  explicit EventTableModel(Bridge& bridge, QObject* parent = nullptr);

  /// Takes over the next answer; `step` says how it follows from the current one. Of a long answer
  /// to an empty table the newest rows come at once, the older ones slice by slice before them.
  void setIds(EventIds ids, std::optional<IdsStep> step);
  [[nodiscard]] const EventIds& ids() const { return m_ids; }
  [[nodiscard]] std::uint64_t idAt(int row) const;
  /// -1 if the row is not in the table.
  [[nodiscard]] int rowOf(std::uint64_t id) const;
  /// The row if it is at hand; nullptr while it is being fetched.
  [[nodiscard]] const store::EventRow* eventAt(int row) const;
  [[nodiscard]] bool isFetching() const { return m_query.isBusy() || m_fetch.isActive(); }
  [[nodiscard]] bool isRevealing() const { return m_reveal.isActive(); }
  void clear();
  void refreshFonts();

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;

 Q_SIGNALS:
  void fetchFailed(const QString& text);
  void fetched();

 private:
  using Rows = std::vector<store::EventRow>;
  void take(EventIds ids, const IdsStep& step);
  void reveal();
  void want(int row) const;
  void fetch();
  void keep(Rows rows);
  void evict();
  [[nodiscard]] QString shownText(const store::EventRow& row, EventColumn column) const;
  [[nodiscard]] QVariant decoration(const store::EventRow& row, EventColumn column) const;
  [[nodiscard]] QVariant foreground(const store::EventRow& row, EventColumn column) const;

  struct Cached {
    store::EventRow row;
    std::list<std::uint64_t>::iterator used;
  };

  EventIds m_ids;
  std::size_t m_first = 0;  // rows of m_ids that are not in the table yet, or any more
  mutable std::unordered_map<std::uint64_t, Cached> m_cache;
  mutable std::list<std::uint64_t> m_used;  // most recent first
  mutable int m_wantFrom = -1;
  mutable int m_wantTo = -1;
  mutable QTimer m_fetch;
  QTimer m_reveal;
  LatestQuery<Rows> m_query;
  QFont m_mono;
};

}  // namespace rheo::ui
