// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSyntaxHighlighter>

namespace rheo::ui {

/// Keys, texts and numbers of JSON in the theme's colours; what a probe has blanked out in the
/// colour of notes.
class JsonHighlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  explicit JsonHighlighter(QTextDocument* document);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  void markString(const QString& text, qsizetype from, qsizetype to);
};

}  // namespace rheo::ui
