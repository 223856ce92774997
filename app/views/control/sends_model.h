// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>

#include "app/shell/theme/state_mark.h"
#include "model/control/control.h"

namespace rheo::ui {

/// What was sent and what became of it, newest first. Sent, accepted, processed and refused are
/// different things: accepted is the service's word, processed a consumer's.
class SendsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { State, What, Target, Sent, Accepted, Processed, Note, ColumnCount };
  static constexpr std::size_t kKept = 500;

  struct Send {
    std::uint64_t ticket = 0;  ///< ours: the injector's id is only known once it has answered
    control::InjectRequest request;
    control::InjectState state = control::InjectState::Sent;
    TimeNs sentNs = 0;
    TimeNs acceptedNs = 0;
    TimeNs processedNs = 0;
    Id128 eventId;
    Id128 traceId;
    QString reason;
  };

  explicit SendsModel(QObject* parent = nullptr);
  /// Adds a send and returns its ticket.
  std::uint64_t add(control::InjectRequest request, TimeNs nowNs);
  void update(std::uint64_t ticket, const control::InjectStatus& status);
  void refuse(std::uint64_t ticket, const QString& reason);
  [[nodiscard]] const Send* sendAt(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                    int role) const override;
  static StateMark markOf(control::InjectState state);
  static QString textOf(control::InjectState state);

 private:
  [[nodiscard]] int rowOf(std::uint64_t ticket) const;
  [[nodiscard]] QString text(const Send& send, int column) const;

  std::vector<Send> m_sends;  // newest first
  std::uint64_t m_lastTicket = 0;
};

}  // namespace rheo::ui
