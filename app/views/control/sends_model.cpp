// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/sends_model.h"

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"

namespace rheo::ui {

using control::InjectState;

SendsModel::SendsModel(QObject* parent) : QAbstractTableModel(parent) {}

StateMark SendsModel::markOf(InjectState state) {
  switch (state) {
    case InjectState::Sent:
      return StateMark::Running;
    case InjectState::Accepted:
      return StateMark::Note;
    case InjectState::Processed:
      return StateMark::Ok;
    case InjectState::Refused:
      return StateMark::Error;
    case InjectState::TimedOut:
      return StateMark::Warning;
  }
  return StateMark::Gone;
}

QString SendsModel::textOf(InjectState state) {
  switch (state) {
    case InjectState::Sent:
      return tr("sent");
    case InjectState::Accepted:
      return tr("accepted");
    case InjectState::Processed:
      return tr("processed");
    case InjectState::Refused:
      return tr("refused");
    case InjectState::TimedOut:
      return tr("no answer");
  }
  return {};
}

std::uint64_t SendsModel::add(control::InjectRequest request, TimeNs nowNs) {
  if (m_sends.size() >= kKept) {
    const int last = static_cast<int>(m_sends.size()) - 1;
    beginRemoveRows({}, last, last);
    m_sends.pop_back();
    endRemoveRows();
  }
  beginInsertRows({}, 0, 0);
  Send send;
  send.ticket = ++m_lastTicket;
  send.request = std::move(request);
  send.sentNs = nowNs;
  m_sends.insert(m_sends.begin(), std::move(send));
  endInsertRows();
  return m_lastTicket;
}

int SendsModel::rowOf(std::uint64_t ticket) const {
  for (std::size_t i = 0; i < m_sends.size(); ++i) {
    if (m_sends[i].ticket == ticket) return static_cast<int>(i);
  }
  return -1;
}

void SendsModel::update(std::uint64_t ticket, const control::InjectStatus& status) {
  const int row = rowOf(ticket);
  if (row < 0) return;
  auto& send = m_sends[static_cast<std::size_t>(row)];
  if (!status.eventId.isNull()) send.eventId = status.eventId;
  if (!status.traceId.isNull()) send.traceId = status.traceId;
  if (!status.reason.empty()) send.reason = QString::fromStdString(status.reason);
  // A consumer may be faster than the service's own answer: the farther state stays.
  const bool wasProcessed = send.state == InjectState::Processed;
  if (status.state == InjectState::Accepted && send.acceptedNs == 0)
    send.acceptedNs = status.timeNs;
  if (status.state == InjectState::Processed && send.processedNs == 0)
    send.processedNs = status.timeNs;
  if (!wasProcessed) send.state = status.state;
  Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void SendsModel::refuse(std::uint64_t ticket, const QString& reason) {
  control::InjectStatus status;
  status.state = InjectState::Refused;
  status.reason = reason.toStdString();
  update(ticket, status);
}

const SendsModel::Send* SendsModel::sendAt(int row) const {
  if (row < 0 || static_cast<std::size_t>(row) >= m_sends.size()) return nullptr;
  return &m_sends[static_cast<std::size_t>(row)];
}

int SendsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_sends.size());
}

int SendsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QString SendsModel::text(const Send& send, int column) const {
  const auto after = [&](TimeNs t) {
    return t == 0 ? QString() : u'+' + formatDuration(std::max<std::int64_t>(t - send.sentNs, 0));
  };
  switch (column) {
    case State:
      return textOf(send.state);
    case What:
      return QString::fromStdString(send.request.type);
    case Target:
      return QString::fromStdString(send.request.service) + QStringLiteral(" \u00b7 ") +
             QString::fromStdString(send.request.topic);
    case Sent:
      return formatTime(send.sentNs, 3);
    case Accepted:
      return after(send.acceptedNs);
    case Processed:
      return after(send.processedNs);
    case Note:
      if (!send.reason.isEmpty()) return send.reason;
      return send.eventId.isNull() ? QString() : tr("double click opens its event");
    default:
      return {};
  }
}

QVariant SendsModel::data(const QModelIndex& index, int role) const {
  const auto* send = sendAt(index.row());
  if (!index.isValid() || send == nullptr) return {};
  const auto mark = markOf(send->state);
  switch (role) {
    case Qt::DisplayRole:
      return text(*send, index.column());
    case Qt::ToolTipRole:
      return text(*send, index.column()).toHtmlEscaped();
    case Qt::DecorationRole:
      return index.column() == State ? QVariant(stateIcon(mark)) : QVariant();
    case Qt::ForegroundRole:
      if (index.column() == State) return stateColor(mark);
      if (index.column() == Note && send->state == InjectState::Refused)
        return Theme::current().error;
      return index.column() == What ? QVariant() : QVariant(Theme::current().muted);
    case Qt::TextAlignmentRole:
      return int((index.column() == Accepted || index.column() == Processed ? Qt::AlignRight
                                                                            : Qt::AlignLeft) |
                 Qt::AlignVCenter);
    default:
      return {};
  }
}

QVariant SendsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section == Accepted || section == Processed ? Qt::AlignRight : Qt::AlignLeft) |
               Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const QString titles[] = {tr("State"),    tr("Type"),      tr("To"),  tr("Sent"),
                            tr("Accepted"), tr("Processed"), tr("Note")};
  return titles[section];
}

}  // namespace rheo::ui
