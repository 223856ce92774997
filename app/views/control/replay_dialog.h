// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QTimer>
#include <memory>

#include "app/bridge/bridge.h"
#include "app/views/scene.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QToolButton;

namespace rheo::ui {

class FactList;
class ReplayJob;

/// Sends recorded events again: what is chosen is estimated at once, tried without sending (dry
/// run), confirmed by typing, then run with progress and cancel. Non-modal; made once.
class ReplayDialog : public QDialog {
  Q_OBJECT

 public:
  enum class Step { Blocked, Estimating, Ready, DryRunning, DryRunDone, Running, Done };

  explicit ReplayDialog(Bridge& bridge, QWidget* parent = nullptr);
  ~ReplayDialog() override;

  /// Range and filter to start from; ignored while a replay runs.
  void setScene(const Scene& scene, const QString& filter);
  [[nodiscard]] Step step() const { return m_step; }
  /// What must be typed before it starts.
  [[nodiscard]] QString sentence() const;
  [[nodiscard]] const control::ReplayEstimate& estimate() const { return m_estimate; }
  [[nodiscard]] const control::ReplayProgress& result() const { return m_result; }
  void dryRun();
  void start();
  void cancel();

 Q_SIGNALS:
  void journal(const QString& text);

 private:
  QWidget* buildPlan();
  QWidget* buildEstimate();
  QWidget* buildRun();
  void planChanged();
  void ask();
  void takeEstimate(Result<control::ReplayEstimate> estimate);
  void takeStatus(const LiveStatus& status);
  void launch(bool dry);
  void takeProgress(const control::ReplayProgress& progress);
  void takeResult(const control::ReplayProgress& progress);
  void fail(const QString& text);
  void retireJob();
  void setStep(Step step);
  void refresh();
  void showEstimate();
  [[nodiscard]] QString resultText() const;
  Result<control::ReplayPlan> plan() const;

  Bridge& m_bridge;
  LatestQuery<control::ReplayEstimate> m_query;
  std::unique_ptr<ReplayJob> m_job;
  QTimer m_settle;
  TimeRange m_range{0, 0};
  QStringList m_services;
  control::ReplayEstimate m_estimate;
  control::ReplayProgress m_result;
  Step m_step = Step::Blocked;
  QString m_trouble;

  QLineEdit* m_filter = nullptr;
  QLabel* m_filterError = nullptr;
  QLabel* m_rangeText = nullptr;
  QComboBox* m_target = nullptr;
  QDoubleSpinBox* m_speed = nullptr;
  QDoubleSpinBox* m_cap = nullptr;
  FactList* m_figures = nullptr;
  QLabel* m_obstacles = nullptr;
  QToolButton* m_dry = nullptr;
  QToolButton* m_start = nullptr;
  QToolButton* m_cancel = nullptr;
  QLabel* m_confirmText = nullptr;
  QLineEdit* m_confirm = nullptr;
  QProgressBar* m_progress = nullptr;
  QLabel* m_outcome = nullptr;
};

}  // namespace rheo::ui
