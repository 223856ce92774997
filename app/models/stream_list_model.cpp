// SPDX-License-Identifier: Apache-2.0
#include "app/models/stream_list_model.h"

#include <algorithm>
#include <map>

#include "app/shell/theme/format.h"
#include "model/event/call_topic.h"
#include "model/event/probe_limits.h"

namespace rheo::ui {
namespace {

constexpr std::size_t kSparkPoints = 24;

StateMark markOf(store::Health health) {
  switch (health) {
    case store::Health::Ok:
      return StateMark::Ok;
    case store::Health::Warning:
      return StateMark::Warning;
    case store::Health::Error:
      return StateMark::Error;
    case store::Health::Gone:
      break;
  }
  return StateMark::Gone;
}

void sortByName(std::vector<StreamRow>& rows) {
  std::sort(rows.begin(), rows.end(),
            [](const StreamRow& a, const StreamRow& b) { return a.name < b.name; });
}

// Neighbouring buckets are added up so that a sparkline has few enough points to be read.
QVector<double> sparkOf(const store::ThroughputSeries& series) {
  const std::size_t n = series.counts.size();
  const std::size_t points = std::min(n, kSparkPoints);
  QVector<double> spark(static_cast<qsizetype>(points));
  for (std::size_t i = 0; i < n; ++i) {
    spark[static_cast<qsizetype>(i * points / n)] += static_cast<double>(series.counts[i]);
  }
  return spark;
}

StreamRow topicRow(const store::TopologyNode& node) {
  StreamRow row{QString::fromStdString(node.name), markOf(node.health), formatRate(node.ratePerS)};
  if (node.kind == store::NodeKind::DeadLetterQueue) {
    row.mark = StateMark::Error;
    row.deadLetters = true;
    row.value = formatCount(node.count);
    row.alarming = node.count > 0;
  } else if (node.unconsumed > 0) {
    row.mark = StateMark::Note;
    row.value = StreamListModel::tr("unread");
  }
  return row;
}

const QString& shownName(const StreamRow& row) {
  return row.label.isEmpty() ? row.name : row.label;
}

QString said(const StreamRow& row, const QString& separator) {
  QStringList parts{shownName(row), row.value};
  if (!row.note.isEmpty()) parts << row.note;
  return parts.join(separator);
}

/// Less is seen of a service than there is: nobody must take that for silence.
void tellLimits(StreamRow& row, const SessionInfo& session, std::uint64_t leftOut) {
  const auto limits = ProbeLimits::parse(session.limits);
  const bool isAsked = session.state == SessionState::Live && limits && *limits != ProbeLimits{};
  if (isAsked && limits->pause) {
    row.value = StreamListModel::tr("paused");
  } else if (leftOut != 0 || (isAsked && limits->picksTraces())) {
    row.value = StreamListModel::tr("%1, sampled").arg(row.value);
  } else if (isAsked) {
    row.value = StreamListModel::tr("%1, cut").arg(row.value);
  }
  QStringList notes;
  if (isAsked)
    notes << StreamListModel::tr("asked for less: %1").arg(QString::fromStdString(session.limits));
  if (leftOut != 0)
    notes << StreamListModel::tr("not wanted, and left out: %1").arg(formatExact(leftOut));
  row.note = notes.join(QStringLiteral(" · "));
}

std::vector<StreamRow> rowsOf(const store::Topology& topology, const store::Throughput& byTopic,
                              bool (*belongs)(std::string_view topic)) {
  std::vector<StreamRow> list;
  for (const store::TopologyNode& node : topology.nodes) {
    if (node.kind == store::NodeKind::Service || !belongs(node.name)) continue;
    StreamRow row = topicRow(node);
    for (const store::ThroughputSeries& series : byTopic.series) {
      if (series.name == node.name) row.spark = sparkOf(series);
    }
    list.push_back(std::move(row));
  }
  sortByName(list);
  return list;
}

}  // namespace

void StreamListModel::setRows(std::vector<StreamRow> rows) {
  const bool sameNames =
      std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                 [](const StreamRow& a, const StreamRow& b) { return a.name == b.name; });
  if (sameNames) {
    if (rows == m_rows) return;
    m_rows = std::move(rows);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    return;
  }
  beginResetModel();
  m_rows = std::move(rows);
  endResetModel();
}

int StreamListModel::rowOf(const QString& name) const {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    if (m_rows[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int StreamListModel::deadLetterQueues() const {
  return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                        [](const StreamRow& row) { return row.deadLetters; }));
}

int StreamListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant StreamListModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const StreamRow& row = m_rows[static_cast<std::size_t>(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return shownName(row);
    case Qt::AccessibleTextRole:
      return said(row, QStringLiteral(", "));
    case Qt::ToolTipRole:
      return said(row, QStringLiteral(" · ")).toHtmlEscaped();
    case NameRole:
      return row.name;
    case MarkRole:
      return static_cast<int>(row.mark);
    case ValueRole:
      return row.value;
    case AlarmRole:
      return row.alarming;
    case SparkRole:
      return QVariant::fromValue(row.spark);
    case DeadLettersRole:
      return row.deadLetters;
    default:
      return {};
  }
}

std::vector<StreamRow> sourceRows(const store::Topology& topology,
                                  const std::vector<SessionInfo>& sessions) {
  std::map<std::string, StreamRow> rows;
  for (const store::TopologyNode& node : topology.nodes) {
    if (node.kind != store::NodeKind::Service) continue;
    rows[node.name] = {QString::fromStdString(node.name), markOf(node.health),
                       formatRate(node.ratePerS), node.health == store::Health::Error};
  }
  std::map<std::string, const SessionInfo*> newest;
  std::map<std::string, std::uint64_t> leftOut;
  for (const SessionInfo& session : sessions) {
    leftOut[session.service] += session.leftOut;
    const SessionInfo*& best = newest[session.service];
    if (best == nullptr || best->lastSeenNs < session.lastSeenNs) best = &session;
  }
  for (const auto& [service, session] : newest) {
    StreamRow& row = rows[service];
    if (row.name.isEmpty()) {  // connected, but silent in this range
      row = {QString::fromStdString(service), StateMark::Gone, StreamListModel::tr("silent")};
    }
    tellLimits(row, *session, leftOut[service]);
    if (session->state == SessionState::Vanished) {
      row.mark = StateMark::Error;
      row.alarming = true;
      row.value = StreamListModel::tr("vanished");
    }
  }
  std::vector<StreamRow> list;
  list.reserve(rows.size());
  for (auto& [name, row] : rows) list.push_back(std::move(row));
  sortByName(list);
  return list;
}

std::vector<StreamRow> topicRows(const store::Topology& topology,
                                 const store::Throughput& byTopic) {
  return rowsOf(topology, byTopic, isRealTopic);
}

std::vector<StreamRow> callRows(const store::Topology& topology, const store::Throughput& byTopic) {
  auto rows = rowsOf(topology, byTopic, isCallTopic);
  for (StreamRow& row : rows) row.label = row.name.mid(static_cast<qsizetype>(kCallPrefix.size()));
  return rows;
}

}  // namespace rheo::ui
