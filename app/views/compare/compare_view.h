// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/bridge/bridge.h"
#include "app/views/view.h"
#include "model/verdict/compare.h"

class QLabel;
class QTableView;
class QToolButton;
class QWidget;

namespace rheo::ui {

class Caption;
class CompareChangesModel;
class CompareEdgesModel;

/// The open recording beside another one: what came, what went, and what changed beyond chance.
/// Both are compared whole, whatever range and filter say. While the open one grows, the page says
/// when it was compared, and offers to look again: it would be compared without end otherwise.
class CompareView : public View {
  Q_OBJECT
  /// The recording to compare with; for the command line.
  Q_PROPERTY(QString other READ other WRITE setOther)

 public:
  explicit CompareView(Bridge& bridge, QWidget* parent = nullptr);

  [[nodiscard]] QString name() const override { return QStringLiteral("compare"); }
  [[nodiscard]] QString title() const override { return tr("Compare"); }
  void setScene(const Scene& scene) override;
  [[nodiscard]] bool isSettled() const override;

  [[nodiscard]] QString other() const { return m_other; }
  void setOther(const QString& path);
  /// True if the open recording grew since it was compared.
  [[nodiscard]] bool isStale() const { return m_answered && m_revision != m_askedRevision; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildBar();
  void buildTables();
  QTableView* addTable(QAbstractItemModel* model, const QString& name);
  void choose();
  void ask();
  void take(Result<verdict::Comparison> comparison);
  void showState(const QString& why = {});
  void showAge();
  void selectEdge(int row);

  LatestQuery<verdict::Comparison> m_query;
  CompareEdgesModel* m_edges;
  CompareChangesModel* m_changes;
  QTableView* m_edgeTable = nullptr;
  QTableView* m_changeTable = nullptr;
  QLabel* m_changeHead = nullptr;
  Caption* m_caption = nullptr;
  QToolButton* m_refresh = nullptr;
  QLabel* m_empty = nullptr;
  QString m_other;
  quint64 m_revision = 0;
  quint64 m_askedRevision = 0;
  TimeNs m_askedNs = 0;
  bool m_grows = false;
  bool m_answered = false;
};

}  // namespace rheo::ui
