// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QVector>
#include <vector>

#include "app/shell/theme/state_mark.h"
#include "model/event/session_info.h"
#include "model/store/results.h"

namespace rheo::ui {

/// One service, topic or called service of the left panel.
struct StreamRow {
  QString name;
  StateMark mark = StateMark::Ok;
  QString value;               ///< "2.1k/s", "lost 2 s", "unread"
  bool alarming = false;       ///< value in the mark's colour
  QVector<double> spark = {};  ///< per bucket, oldest first; empty = none
  bool deadLetters = false;    ///< a dead-letter queue, not a topic
  QString note = {};           ///< what the value leaves unsaid; for the tooltip
  QString label = {};          ///< what is shown, if not the name
  friend bool operator==(const StreamRow&, const StreamRow&) = default;
};

/// Sources, topics or calls, sorted by name: rows keep their place while numbers change.
class StreamListModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { MarkRole = Qt::UserRole, ValueRole, AlarmRole, SparkRole, DeadLettersRole, NameRole };

  using QAbstractListModel::QAbstractListModel;

  void setRows(std::vector<StreamRow> rows);
  [[nodiscard]] int rowOf(const QString& name) const;
  [[nodiscard]] int deadLetterQueues() const;
  [[nodiscard]] const std::vector<StreamRow>& rows() const { return m_rows; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  std::vector<StreamRow> m_rows;
};

/// What the left panel says about the services and the topics of a range.
std::vector<StreamRow> sourceRows(const store::Topology& topology,
                                  const std::vector<SessionInfo>& sessions);
std::vector<StreamRow> topicRows(const store::Topology& topology, const store::Throughput& byTopic);
/// Who is called, shown by the service's name; the row's name is the topic of the calls.
std::vector<StreamRow> callRows(const store::Topology& topology, const store::Throughput& byTopic);

}  // namespace rheo::ui
