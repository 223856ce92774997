// SPDX-License-Identifier: Apache-2.0
// What the window opens, and what it remembers between runs.
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>

#include "app/shell/columns_dialog.h"
#include "app/shell/filter_bar.h"
#include "app/shell/main_window.h"
#include "app/shell/page_stack.h"
#include "app/shell/theme/theme.h"
#include "app/shell/top_bar.h"

namespace rheo::ui {
namespace {

constexpr qsizetype kRecent = 10;
constexpr int kLayoutVersion = 1;
const QString kGeometry = QStringLiteral("window/geometry");
const QString kLayout = QStringLiteral("window/layout");
const QString kView = QStringLiteral("window/view");
const QString kFilters = QStringLiteral("filters");
const QString kRecentFiles = QStringLiteral("recentFiles");

}  // namespace

void MainWindow::chooseFile() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Open a recording, or traces of another tool"), Capture::recordingsFolder(),
      tr("Recordings (*.rheo);;Traces (*.json *.jsonl *.ndjson *.pb "
         "*.csv *.tsv *.xes *.gz *.zst);;All files (*)"));
  if (!path.isEmpty()) m_capture->openFile(path);
}

void MainWindow::askColumns(const QString& path, const files::CsvHead& head) {
  auto* dialog = new ColumnsDialog(QFileInfo(path).fileName(), head, this);
  connect(dialog, &QDialog::accepted, this,
          [this, dialog, path] { m_capture->importFile(path, dialog->columns()); });
  dialog->open();
}

void MainWindow::chooseCopy() {
  const QString path =
      QFileDialog::getSaveFileName(this, tr("Save a copy"), {}, tr("Recordings (*.rheo)"));
  if (!path.isEmpty()) m_capture->saveCopy(path);
}

void MainWindow::choosePicture() {
  const QPixmap picture = grab();  // before a dialog covers it
  QString path =
      QFileDialog::getSaveFileName(this, tr("Export a picture"), {}, tr("Pictures (*.png)"));
  if (path.isEmpty()) return;
  if (QFileInfo(path).suffix().isEmpty()) path += QStringLiteral(".png");
  if (picture.save(path)) {
    say(JournalEntry::Level::Info, tr("Saved the picture as %1.").arg(path));
  } else {
    say(JournalEntry::Level::Error,
        tr("Could not write %1. Is there room, and may you write there?").arg(path));
  }
}

void MainWindow::listenTo(QWidget* dialog) {
  if (!m_parts.control.listen) return;
  m_parts.control.listen(
      dialog, this, [this](const Selection& selection) { m_scenes->select(selection); },
      [this](const QString& text) { say(JournalEntry::Level::Info, text); });
}

void MainWindow::openInject(quint64 eventRow) {
  if (!m_parts.control.inject) return;
  if (!m_injectDialog) {
    m_injectDialog = m_parts.control.inject(*m_bridge, this);
    listenTo(m_injectDialog);
  }
  if (m_parts.control.fillInject)
    m_parts.control.fillInject(m_injectDialog, m_scenes->scene(), eventRow);
  m_injectDialog->show();
  m_injectDialog->raise();
}

void MainWindow::openReplay(const QString& filter) {
  if (!m_parts.control.replay) return;
  if (!m_replayDialog) {
    m_replayDialog = m_parts.control.replay(*m_bridge, this);
    listenTo(m_replayDialog);
  }
  if (m_parts.control.fillReplay)
    m_parts.control.fillReplay(m_replayDialog, m_scenes->scene(), filter);
  m_replayDialog->show();
  m_replayDialog->raise();
}

void MainWindow::openLimit(const QString& service) {
  if (!m_parts.control.limit) return;
  if (!m_limitDialog) {
    m_limitDialog = m_parts.control.limit(*m_bridge, this);
    listenTo(m_limitDialog);
  }
  if (m_parts.control.fillLimit) m_parts.control.fillLimit(m_limitDialog, service);
  m_limitDialog->show();
  m_limitDialog->raise();
}

void MainWindow::showAbout() {
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("About Rheoscope"),
                      tr("Rheoscope %1\n\nThe desktop instrument for event-driven systems.\nQt %2. "
                         "Apache License 2.0.")
                          .arg(QApplication::applicationVersion(), QLatin1String(qVersion())),
                      QMessageBox::Close, this);
  box->setTextFormat(Qt::PlainText);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(windowIcon().pixmap(64));
  box->open();
}

void MainWindow::applyTheme(const QString& name) {
  m_parts.settings->setValue(QStringLiteral("theme"), name);
  Theme::apply(*qApp, themeModeFromName(name).value_or(ThemeMode::System),
               m_parts.settings->value(QStringLiteral("reducedMotion")).toBool());
}

void MainWindow::restore() {
  const QSettings& settings = *m_parts.settings;
  if (!restoreGeometry(settings.value(kGeometry).toByteArray())) {
    // The frame of the window needs room too.
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - QSize(8, 40)));
  }
  restoreState(settings.value(kLayout).toByteArray(), kLayoutVersion);
  for (QDockWidget* dock : m_dataDocks) {
    dock->setProperty("hidden",
                      settings.value(QStringLiteral("hidden/") + dock->objectName()).toBool());
  }
  m_pages->show(settings.value(kView).toString());
  m_top->filterBar()->setHistory(settings.value(kFilters).toStringList());
}

void MainWindow::save() {
  QSettings& settings = *m_parts.settings;
  settings.setValue(kGeometry, saveGeometry());
  settings.setValue(kLayout, saveState(kLayoutVersion));
  for (const QDockWidget* dock : m_dataDocks) {
    settings.setValue(QStringLiteral("hidden/") + dock->objectName(), dock->property("hidden"));
  }
  if (const View* view = m_pages->current()) settings.setValue(kView, view->name());
  settings.setValue(kFilters, m_top->filterBar()->history());
}

void MainWindow::addRecent(const QString& path) {
  QStringList files = m_parts.settings->value(kRecentFiles).toStringList();
  files.removeAll(path);
  files.prepend(path);
  m_parts.settings->setValue(kRecentFiles, files.mid(0, kRecent));
}

QStringList MainWindow::recentFiles() const {
  QStringList files = m_parts.settings->value(kRecentFiles).toStringList();
  files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
  return files;
}

}  // namespace rheo::ui
