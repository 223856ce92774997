// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

#include "app/bridge/bridge.h"
#include "model/event/probe_limits.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace rheo::ui {

/// Asks running services to send less, or everything again, and shows what is in force as they
/// themselves say it. Non-modal; made once.
class LimitDialog : public QDialog {
  Q_OBJECT

 public:
  explicit LimitDialog(Bridge& bridge, QWidget* parent = nullptr);

  /// Empty: all services.
  void setService(const QString& service);
  [[nodiscard]] QString service() const;
  /// What the form says, or what is wrong with it.
  [[nodiscard]] Result<ProbeLimits> limits() const;
  void ask();
  void lift();

 Q_SIGNALS:
  void journal(const QString& text);

 private:
  QWidget* buildForm();
  QWidget* buildFoot();
  void takeStatus(const LiveStatus& status);
  void listServices(const LiveStatus& status);
  void fill();
  void refresh();
  void send(const ProbeLimits& limits);
  [[nodiscard]] bool canAsk() const;

  Bridge& m_bridge;
  QComboBox* m_service = nullptr;
  QCheckBox* m_pause = nullptr;
  QDoubleSpinBox* m_traces = nullptr;
  QLineEdit* m_topics = nullptr;
  QSpinBox* m_capture = nullptr;
  QLabel* m_note = nullptr;
  QLabel* m_inForce = nullptr;
  QToolButton* m_lift = nullptr;
  QToolButton* m_ask = nullptr;
};

/// One line for every running service that is asked for less: "mail: pause · 1 000 left out".
QString limitsInForce(const std::vector<SessionInfo>& sessions);

}  // namespace rheo::ui
