// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>
#include <array>
#include <optional>

class QApplication;

namespace rheo::ui {

enum class ThemeMode { System, Dark, Light };
std::optional<ThemeMode> themeModeFromName(const QString& name);
QString themeModeName(ThemeMode mode);

/// The tokens of the window's look: what every view paints with. Read it in paintEvent through
/// Theme::current(); after a switch every widget gets QEvent::PaletteChange (drop cached pixmaps
/// there). GUI thread.
struct Theme {
  bool dark = true;
  /// Nothing moves by itself: no travelling marks, no eased layouts.
  bool reducedMotion = false;

  QColor window, panel, raised;     ///< grounds, from back to front
  QColor line, grid;                ///< separators; chart grids
  QColor text, muted, faint;        ///< faint is for decoration only: it is below 4.5:1
  QColor accent, accentGround;      ///< selection and flow
  QColor ok, warning, error, note;  ///< states; always together with a shape
  QColor compensation;              ///< undoing
  QColor gapGround;                 ///< lost, hatched with `error`
  QColor node, topicGround;         ///< topology: service boxes, topic pills
  QColor heatLow, heatHigh;         ///< ends of the one-hue heat scale
  std::array<QColor, 7> series;     ///< charts; areas at kFillOpacity
  QColor publishPart, waitPart, processingPart;  ///< the parts of a hop, the same everywhere

  static constexpr double kFillOpacity = 0.55;
  static constexpr int kGrid = 4;            ///< all spacing is a multiple of it
  static constexpr int kRowHeight = 23;      ///< list and table rows
  static constexpr int kControlHeight = 28;  ///< buttons, fields
  static constexpr int kControlRadius = 6;
  static constexpr int kNodeRadius = 8;
  static constexpr int kMargin = 16;     ///< a panel's inner margin
  static constexpr int kMotionMs = 180;  ///< eased layout changes

  /// A series' colour by its rank; wraps around.
  [[nodiscard]] QColor seriesColor(std::size_t index) const {
    return series[index % series.size()];
  }

  [[nodiscard]] QFont body() const;                       ///< 12.5 px
  [[nodiscard]] QFont strong() const;                     ///< body, semi-bold
  [[nodiscard]] QFont title() const;                      ///< 14 px, semi-bold
  [[nodiscard]] QFont section() const;                    ///< 10.5 px, semi-bold capitals
  [[nodiscard]] QFont caption() const;                    ///< 10.5 px
  [[nodiscard]] QFont mono(double pixelSize = 12) const;  ///< code, payloads, ids
  [[nodiscard]] QPalette palette() const;

  static const Theme& current();
  static Theme make(bool dark);
  /// Sets Fusion, fonts, palette and style sheet on the application. May be called again at any
  /// time.
  static void apply(QApplication& app, ThemeMode mode, bool reducedMotion = false);
};

}  // namespace rheo::ui
