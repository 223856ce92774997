// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include "app/views/control/json_check.h"

class QLabel;
class QPlainTextEdit;

namespace rheo::ui {

/// JSON to write: coloured, checked while typing, the place of a mistake underlined and named.
class JsonEditor : public QWidget {
  Q_OBJECT

 public:
  explicit JsonEditor(QWidget* parent = nullptr);

  [[nodiscard]] QString text() const;
  void setText(const QString& text);
  [[nodiscard]] const JsonVerdict& verdict() const { return m_verdict; }
  /// Indents what is there, if it is JSON.
  void tidy();
  [[nodiscard]] QString status() const;

 Q_SIGNALS:
  void changed();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void check();
  void underline();

  QPlainTextEdit* m_edit;
  QLabel* m_status;
  JsonVerdict m_verdict;
};

}  // namespace rheo::ui
