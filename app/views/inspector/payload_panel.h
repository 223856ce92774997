// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>
#include <optional>

#include "app/views/parts/payload_format.h"

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace rheo::ui {

class Segmented;

/// A payload, read-only: JSON, text or hex. Long ones are cut at kShownBytes until asked for whole.
class PayloadPanel : public QWidget {
  Q_OBJECT

 public:
  static constexpr qsizetype kShownBytes = 32 * 1024;

  explicit PayloadPanel(QWidget* parent = nullptr);

  /// `originalSize` is larger than the payload when the probe cut it.
  void setPayload(const QByteArray& payload, quint64 originalSize);
  [[nodiscard]] QString shownText() const;
  [[nodiscard]] QString note() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();
  void fitHeight();

  QByteArray m_payload;
  quint64 m_originalSize = 0;
  std::optional<PayloadForm> m_chosen;  // by the user; else the best one
  bool m_showAll = false;
  bool m_refreshing = false;
  Segmented* m_forms;
  QPlainTextEdit* m_text;
  QLabel* m_note;
  QToolButton* m_all;
};

}  // namespace rheo::ui
