// SPDX-License-Identifier: Apache-2.0
#include "app/views/events/event_table_model.h"

#include <algorithm>

#include "app/shell/theme/theme.h"
#include "app/views/parts/stage_mark.h"

namespace rheo::ui {
namespace {

bool isOfSagaOnly(const store::EventRow& row) {
  return row.type.empty() && row.topic.empty() && !row.sagaType.empty();
}

}  // namespace

EventTableModel::EventTableModel(Bridge& bridge, QObject* parent)
    : QAbstractTableModel(parent),
      m_ids(std::make_shared<const std::vector<std::uint64_t>>()),
      m_query(bridge, this) {
  m_fetch.setSingleShot(true);
  m_fetch.setInterval(0);
  connect(&m_fetch, &QTimer::timeout, this, &EventTableModel::fetch);
  m_reveal.setInterval(0);
  connect(&m_reveal, &QTimer::timeout, this, &EventTableModel::reveal);
  connect(&bridge, &Bridge::workspaceChanged, this, &EventTableModel::clear);
  refreshFonts();
}

void EventTableModel::refreshFonts() {
  m_mono = Theme::current().mono(11.5);
}

void EventTableModel::clear() {
  beginResetModel();
  m_ids = std::make_shared<const std::vector<std::uint64_t>>();
  m_first = 0;
  m_cache.clear();
  m_used.clear();
  m_wantFrom = m_wantTo = -1;
  m_reveal.stop();
  endResetModel();
}

void EventTableModel::setIds(EventIds ids, std::optional<IdsStep> step) {
  if (step && rowCount() > 0) return take(std::move(ids), *step);
  beginResetModel();
  m_ids = std::move(ids);
  m_first = m_ids->size() > kSliceRows ? m_ids->size() - kSliceRows : 0;
  m_wantFrom = m_wantTo = -1;
  endResetModel();
  if (m_first > 0) m_reveal.start();
}

// Both vectors are immutable: the front leaves by an offset into the old one, nothing is copied.
void EventTableModel::take(EventIds ids, const IdsStep& step) {
  const std::size_t hidden = m_first;
  const std::size_t gone = step.removedFront > hidden ? step.removedFront - hidden : 0;
  if (gone > 0) {
    beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    m_first += gone;
    m_wantFrom = m_wantTo = -1;
    endRemoveRows();
  }
  if (step.appended > 0) {
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(step.appended) - 1);
  }
  m_ids = std::move(ids);
  m_first = hidden > step.removedFront ? hidden - step.removedFront : 0;
  if (step.appended > 0) endInsertRows();
}

void EventTableModel::reveal() {
  const std::size_t rows = std::min(m_first, kSliceRows);
  if (rows > 0) {
    beginInsertRows({}, 0, static_cast<int>(rows) - 1);
    m_first -= rows;
    m_wantFrom = m_wantTo = -1;
    endInsertRows();
  }
  if (m_first == 0) m_reveal.stop();
}

std::uint64_t EventTableModel::idAt(int row) const {
  if (row < 0 || row >= rowCount()) return 0;
  return (*m_ids)[m_first + static_cast<std::size_t>(row)];
}

int EventTableModel::rowOf(std::uint64_t id) const {
  const auto begin = m_ids->begin() + static_cast<std::ptrdiff_t>(m_first);
  const auto at = std::lower_bound(begin, m_ids->end(), id);
  return at != m_ids->end() && *at == id ? static_cast<int>(at - begin) : -1;
}

const store::EventRow* EventTableModel::eventAt(int row) const {
  const auto id = idAt(row);
  if (id == 0) return nullptr;
  const auto found = m_cache.find(id);
  if (found == m_cache.end()) {
    want(row);
    return nullptr;
  }
  m_used.splice(m_used.begin(), m_used, found->second.used);
  return &found->second.row;
}

void EventTableModel::want(int row) const {
  const int reach = static_cast<int>(kFetchRows) / 2;
  // A jump elsewhere forgets what was wanted before: nobody looks at it any more.
  if (m_wantFrom < 0 || row < m_wantFrom - reach || row > m_wantTo + reach) {
    m_wantFrom = m_wantTo = row;
  } else {
    m_wantFrom = std::min(m_wantFrom, row);
    m_wantTo = std::max(m_wantTo, row);
  }
  if (!m_fetch.isActive()) m_fetch.start();
}

void EventTableModel::fetch() {
  if (m_wantFrom < 0) return;
  // A margin on both sides makes the next page of scrolling come from memory.
  const int margin = 64;
  const int from = std::max(0, m_wantFrom - margin);
  const int to = std::min({rowCount(), m_wantTo + 1 + margin, from + static_cast<int>(kFetchRows)});
  m_wantFrom = m_wantTo = -1;
  std::vector<std::uint64_t> ids;
  for (int row = from; row < to; ++row) {
    if (const auto id = idAt(row); !m_cache.contains(id)) ids.push_back(id);
  }
  if (ids.empty()) return;
  m_query.ask(
      [ids = std::move(ids)](store::StoreReader& reader, CancelToken cancel) {
        return reader.eventRows(ids, false, cancel);
      },
      [this](Result<Rows> rows) {
        if (rows) {
          keep(std::move(*rows));
        } else {
          Q_EMIT fetchFailed(QString::fromStdString(rows.error().text()));
        }
      });
}

void EventTableModel::keep(Rows rows) {
  int first = rowCount();
  int last = -1;
  for (auto& row : rows) {
    const auto id = row.row;
    if (m_cache.contains(id)) continue;
    m_used.push_front(id);
    m_cache.emplace(id, Cached{std::move(row), m_used.begin()});
    const int at = rowOf(id);
    if (at < 0) continue;
    first = std::min(first, at);
    last = std::max(last, at);
  }
  evict();
  if (last >= first) Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
  Q_EMIT fetched();
}

void EventTableModel::evict() {
  while (m_cache.size() > kCacheRows) {
    m_cache.erase(m_used.back());
    m_used.pop_back();
  }
}

int EventTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_ids->size() - m_first);
}

int EventTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(eventColumns().size());
}

// A saga reports steps, not events: where those have type and topic, it has its own names.
QString EventTableModel::shownText(const store::EventRow& row, EventColumn column) const {
  if (isOfSagaOnly(row)) {
    if (column == EventColumn::Type) return QString::fromStdString(row.sagaType);
    if (column == EventColumn::Topic) {
      return row.step.empty() ? QString::fromStdString(row.sagaKey)
                              : cellText(row, EventColumn::Step);
    }
  }
  return cellText(row, column);
}

QVariant EventTableModel::decoration(const store::EventRow& row, EventColumn column) const {
  if (column != EventColumn::Stage) return {};
  return stateIcon(markOf(row.stage));
}

QVariant EventTableModel::foreground(const store::EventRow& row, EventColumn column) const {
  const auto& theme = Theme::current();
  switch (column) {
    case EventColumn::Stage:
      return isError(row.stage) ? theme.error : QVariant();
    case EventColumn::Error:
      return theme.error;
    case EventColumn::Flags:
      return (row.flags & (kDuplicate | kOutOfOrder)) != 0 ? theme.warning : theme.note;
    case EventColumn::Type:
    case EventColumn::Topic:
      return isOfSagaOnly(row) ? QVariant(theme.muted) : QVariant();
    case EventColumn::Service:
    case EventColumn::Latency:
      return {};
    default:
      return theme.muted;
  }
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const auto& info = eventColumns()[static_cast<std::size_t>(index.column())];
  switch (role) {
    case RowIdRole:
      return static_cast<qulonglong>(idAt(index.row()));
    case Qt::TextAlignmentRole:
      return int((info.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
      return info.mono ? QVariant(m_mono) : QVariant();
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::DecorationRole:
    case Qt::ForegroundRole:
    case StageRole:
    case LoadedRole:
      break;
    default:
      return {};
  }
  const auto* row = eventAt(index.row());
  if (role == LoadedRole) return row != nullptr;
  if (row == nullptr) {
    if (role == Qt::DisplayRole && info.column == EventColumn::Type)
      return QStringLiteral("\u2026");
    return role == Qt::ForegroundRole ? QVariant(Theme::current().faint) : QVariant();
  }
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
      return shownText(*row, info.column);
    case Qt::DecorationRole:
      return decoration(*row, info.column);
    case Qt::ForegroundRole:
      return foreground(*row, info.column);
    case StageRole:
      return static_cast<int>(row->stage);
    default:
      return {};
  }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const auto& info = eventColumns()[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return columnTitle(info.column);
  if (role == Qt::TextAlignmentRole)
    return int((info.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

}  // namespace rheo::ui
