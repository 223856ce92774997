// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>

#include "app/shell/theme/theme.h"
#include "model/base/result.h"

namespace rheo::ui {

/// What the command line of `rheoscope` asks for.
struct Options {
  QString file;        ///< recording to open, or to record into together with listen
  QStringList listen;  ///< endpoints; recording when not empty
  bool demo = false;   ///< record the demo system
  QString scenario;    ///< of the demo: one of Capture::demoScenarios()
  QString filter;
  QString metrics;                 ///< "127.0.0.1:9464"; empty = no exporter
  std::optional<ThemeMode> theme;  ///< unset: as last time
  QString view;                    ///< page to show first
  QString compareWith;             ///< recording from before, for the page "compare"
  QString select;         ///< "service=payments", "topic=orders.placed", "event=<id>", "saga=<id>"
  QString screenshot;     ///< PNG to write; then exit
  double afterS = 0;      ///< of a screenshot: how long to let it live first
  QSize size{1440, 900};  ///< of a screenshot
  bool help = false;
  bool version = false;

  [[nodiscard]] bool isScreenshot() const { return !screenshot.isEmpty(); }
};

/// Pure: no QApplication needed, so that --help works without a display.
Result<Options> parseOptions(const QStringList& arguments);
QString helpText();

}  // namespace rheo::ui
