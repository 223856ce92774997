// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace rheo::ui {

/// What the window shows while nothing is open: three ways to begin, and the lines that put a probe
/// into a service.
class FirstRunPage : public QWidget {
  Q_OBJECT

 public:
  explicit FirstRunPage(QWidget* parent = nullptr);
  void setRecentFiles(const QStringList& files);
  void setBusy(bool busy);

  static QString cppLines();
  static QString shellLines();

 Q_SIGNALS:
  void demoRequested();
  void openRequested();
  void listenRequested();
  void fileRequested(const QString& path);

 private:
  void addWay(QVBoxLayout* column, const QString& button, const QString& words, bool primary,
              void (FirstRunPage::*signal)());
  void addLines(QVBoxLayout* column, const QString& title, const QString& lines);

  QVBoxLayout* m_recent;
  QWidget* m_ways;
};

}  // namespace rheo::ui
