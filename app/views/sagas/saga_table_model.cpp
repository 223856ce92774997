// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_table_model.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>

#include "app/shell/theme/format.h"
#include "app/views/sagas/saga_lanes.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

/// What needs a look comes first.
int urgency(SagaState state) {
  switch (state) {
    case SagaState::Stuck:
      return 0;
    case SagaState::Failed:
      return 1;
    case SagaState::TimedOut:
      return 2;
    case SagaState::Compensating:
      return 3;
    case SagaState::Compensated:
      return 4;
    case SagaState::Running:
      return 5;
    case SagaState::Completed:
      return 6;
  }
  return 7;
}

int sign(std::weak_ordering order) {
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace

void SagaTableModel::setSagas(std::vector<Saga> sagas, TimeNs now) {
  std::vector<std::int64_t> before;
  for (int row : m_rows) before.push_back(m_sagas[static_cast<std::size_t>(row)].id);
  auto old = std::exchange(m_sagas, std::move(sagas));
  m_now = now;
  learnTypes();
  std::vector<int> rows = matching();
  const bool same = std::equal(
      rows.begin(), rows.end(), before.begin(), before.end(),
      [this](int row, std::int64_t id) { return m_sagas[static_cast<std::size_t>(row)].id == id; });
  if (same) {
    m_rows = std::move(rows);
    if (!m_rows.empty()) {
      Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    return;
  }
  std::swap(m_sagas, old);  // views may still ask for the old rows while they are told
  beginResetModel();
  m_sagas = std::move(old);
  m_rows = std::move(rows);
  endResetModel();
}

void SagaTableModel::learnTypes() {
  std::map<std::string, std::vector<std::int64_t>> ages;
  std::map<std::string, TypeFacts> facts;
  for (const Saga& saga : m_sagas) {
    TypeFacts& known = facts[saga.type];
    known.steps = std::max(known.steps, forwardSteps(saga.variant));
    if (isTerminal(saga.state)) ages[saga.type].push_back(ageOf(saga, m_now));
  }
  for (auto& [type, list] : ages) {
    // Nearest rank: the smallest age that 95 of 100 do not exceed.
    const auto rank =
        static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(list.size())) - 1);
    std::nth_element(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(rank), list.end());
    facts[type].p95Ns = list[rank];
  }
  m_types.assign(facts.begin(), facts.end());
}

const SagaTableModel::TypeFacts& SagaTableModel::factsOf(const Saga& saga) const {
  static const TypeFacts kNone;
  const auto found = std::lower_bound(
      m_types.begin(), m_types.end(), saga.type,
      [](const auto& entry, const std::string& type) { return entry.first < type; });
  return found != m_types.end() && found->first == saga.type ? found->second : kNone;
}

void SagaTableModel::setSearch(const QString& text) {
  m_search = text.trimmed();
  refresh();
}

void SagaTableModel::setState(std::optional<SagaState> state) {
  m_state = state;
  refresh();
}

void SagaTableModel::setVariant(const std::string& type, const std::string& path) {
  m_variantType = type;
  m_variantPath = path;
  refresh();
}

void SagaTableModel::sort(int column, Qt::SortOrder order) {
  m_sortColumn = column;
  m_sortOrder = order;
  refresh();
}

void SagaTableModel::refresh() {
  beginResetModel();
  m_rows = matching();
  endResetModel();
}

bool SagaTableModel::matches(const Saga& saga) const {
  if (m_state && saga.state != *m_state) return false;
  if (!m_variantPath.empty() && (saga.variant != m_variantPath || saga.type != m_variantType)) {
    return false;
  }
  if (m_search.isEmpty()) return true;
  const auto has = [this](const QString& text) {
    return text.contains(m_search, Qt::CaseInsensitive);
  };
  return has(QString::fromStdString(saga.type)) || has(QString::fromStdString(saga.key)) ||
         has(stateWords(saga));
}

std::vector<int> SagaTableModel::matching() const {
  std::vector<int> rows;
  for (std::size_t i = 0; i < m_sagas.size(); ++i) {
    if (matches(m_sagas[i])) rows.push_back(static_cast<int>(i));
  }
  if (m_sortColumn < 0) return rows;
  const auto compare = [this](const Saga& a, const Saga& b) -> int {
    switch (m_sortColumn) {
      case Mark:
      case State:
        return sign(urgency(a.state) <=> urgency(b.state));
      case Type:
        return sign(a.type <=> b.type);
      case Key:
        // "order 9" before "order 10".
        return a.key.size() != b.key.size() ? sign(a.key.size() <=> b.key.size())
                                            : sign(a.key <=> b.key);
      case Age:
        return sign(ageOf(a, m_now) <=> ageOf(b, m_now));
      case Steps:
        return sign(forwardSteps(a.variant) <=> forwardSteps(b.variant));
      default:
        return shareOf(a) < shareOf(b) ? -1 : shareOf(a) > shareOf(b) ? 1 : 0;
    }
  };
  std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
    const int order =
        compare(m_sagas[static_cast<std::size_t>(a)], m_sagas[static_cast<std::size_t>(b)]);
    return m_sortOrder == Qt::AscendingOrder ? order < 0 : order > 0;
  });
  return rows;
}

const Saga* SagaTableModel::sagaAt(int row) const {
  if (row < 0 || row >= rowCount()) return nullptr;
  return &m_sagas[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)])];
}

int SagaTableModel::rowOf(std::int64_t id) const {
  for (std::size_t row = 0; row < m_rows.size(); ++row) {
    if (m_sagas[static_cast<std::size_t>(m_rows[row])].id == id) return static_cast<int>(row);
  }
  return -1;
}

int SagaTableModel::count(SagaState state) const {
  return static_cast<int>(std::count_if(m_sagas.begin(), m_sagas.end(),
                                        [state](const Saga& s) { return s.state == state; }));
}

int SagaTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SagaTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

double SagaTableModel::shareOf(const Saga& saga) const {
  const std::int64_t p95 = factsOf(saga).p95Ns;
  if (p95 <= 0) return -1;
  return static_cast<double>(ageOf(saga, m_now)) / static_cast<double>(p95);
}

QString SagaTableModel::textOf(const Saga& saga, int column) const {
  switch (column) {
    case Type:
      return QString::fromStdString(saga.type);
    case Key:
      return QString::fromStdString(saga.key);
    case State:
      return stateWords(saga);
    case Age:
      return formatDuration(ageOf(saga, m_now));
    case Steps:
      return tr("%1 of %2").arg(forwardSteps(saga.variant)).arg(factsOf(saga).steps);
    default:
      return {};
  }
}

QVariant SagaTableModel::data(const QModelIndex& index, int role) const {
  const Saga* saga = index.isValid() ? sagaAt(index.row()) : nullptr;
  if (!saga) return {};
  switch (role) {
    case Qt::DisplayRole:
      return textOf(*saga, index.column());
    case Qt::AccessibleTextRole:
      if (index.column() == Mark) return sagaStateText(saga->state);
      if (index.column() == Duration) {
        return tr("%1 of the 95th percentile")
            .arg(QString::number(static_cast<int>(std::lround(shareOf(*saga) * 100))) + u'%');
      }
      return textOf(*saga, index.column());
    case IdRole:
      return QVariant::fromValue<qint64>(saga->id);
    case StateRole:
      return static_cast<int>(saga->state);
    case ShareRole:
      return shareOf(*saga);
    default:
      return {};
  }
}

QVariant SagaTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == Duration) {
    return tr("How long it took; the tick is what 95 of 100 of its kind stay below");
  }
  if (role == Qt::AccessibleTextRole && section == Mark) return tr("Mark");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Type:
      return tr("Saga");
    case Key:
      return tr("Key");
    case State:
      return tr("State");
    case Age:
      return tr("Age");
    case Steps:
      return tr("Steps");
    case Duration:
      return tr("Duration vs p95");
    default:
      return QString();
  }
}

}  // namespace rheo::ui
