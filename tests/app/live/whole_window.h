// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>
#include <QTemporaryDir>

#include "app/shell/main_window.h"
#include "app/shell/pages.h"

namespace rheo::ui::testing {

/// The window as `main` makes it, with settings and recordings in a folder of its own.
class WholeWindow {
 public:
  WholeWindow() : m_settings(file(QStringLiteral("s.ini")), QSettings::IniFormat) {
    qputenv("XDG_STATE_HOME", m_dir.path().toUtf8());
    m_window = std::make_unique<MainWindow>(
        WindowParts{pageFactories(),
                    inspectorFactory(),
                    controlDialogs(),
                    {[](const std::string& path) { return Workspace::open(path); },
                     [](const RecordOptions& options) { return Workspace::record(options); }},
                    &m_settings});
    m_window->capture().setToolsFolder(QStringLiteral(RHEO_BIN_DIR));
    m_window->resize(1440, 900);
    m_window->show();
  }

  [[nodiscard]] QString file(const QString& name) const { return m_dir.filePath(name); }
  MainWindow* operator->() { return m_window.get(); }
  MainWindow& operator*() { return *m_window; }

 private:
  QTemporaryDir m_dir;
  QSettings m_settings;
  std::unique_ptr<MainWindow> m_window;
};

}  // namespace rheo::ui::testing
