// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>
#include <QTimer>

#include "model/query/filter.h"

class QCompleter;
class QStandardItemModel;

namespace rheo {
class NameTable;
}

namespace rheo::ui {

/// Where the filter is typed. It says by colour, shape and words whether the expression is
/// understood, where it is wrong, and how many events match. A filter is applied while typing as
/// soon as it is valid; Enter applies at once.
class FilterBar : public QLineEdit {
  Q_OBJECT

 public:
  enum class State { Empty, Valid, Invalid };

  explicit FilterBar(QWidget* parent = nullptr);

  [[nodiscard]] State state() const { return m_state; }
  [[nodiscard]] const query::FilterError& error() const { return m_error; }
  /// The names that completions offer; asked when needed, may answer nullptr.
  void setNames(std::function<const NameTable*()> names) { m_names = std::move(names); }
  /// From the scene; does not emit.
  void showFilter(const query::Filter& filter);
  /// "1 284 of 61 377", or empty.
  void setMatches(const QString& text);
  [[nodiscard]] QString matches() const { return m_matches; }
  void setHistory(const QStringList& history) { m_history = history; }
  [[nodiscard]] QStringList history() const { return m_history; }

 Q_SIGNALS:
  void filterChanged(const rheo::query::Filter& filter);
  void left();  ///< Enter or Escape: the keys belong to the page again

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void check();
  void apply();
  void makeRoom();
  void offerCompletions(bool asked);
  void insertCompletion(const QModelIndex& index);
  void recall(int step);

  QCompleter* m_completer;
  QStandardItemModel* m_completions;
  QTimer m_applyLater;
  std::function<const NameTable*()> m_names;
  query::Filter m_parsed;
  query::FilterError m_error;
  QString m_applied;
  QString m_matches;
  QStringList m_history;  // newest last
  qsizetype m_historyAt = -1;
  State m_state = State::Empty;
};

}  // namespace rheo::ui
