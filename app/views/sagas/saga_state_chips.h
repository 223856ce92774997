// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "model/event/saga.h"

class QToolButton;

namespace rheo::ui {

class SagaTableModel;

/// "All 412 · stuck 3 · failed 12 ...": how many there are of each state, and a way to see only
/// those. States that do not occur are not offered.
class SagaStateChips : public QWidget {
  Q_OBJECT

 public:
  explicit SagaStateChips(QWidget* parent = nullptr);

  void setCounts(const SagaTableModel& model);
  /// Where room is short the marks and numbers stand alone; tool tips have the words.
  void setCompact(bool compact);
  [[nodiscard]] std::optional<SagaState> current() const { return m_current; }

 Q_SIGNALS:
  void currentChanged();

 private:
  void choose(std::optional<SagaState> state);
  void showWords();

  struct Chip {
    std::optional<SagaState> state;
    QToolButton* button;
    QString name, count;
  };
  std::vector<Chip> m_chips;
  std::optional<SagaState> m_current;
  bool m_compact = false;
};

}  // namespace rheo::ui
