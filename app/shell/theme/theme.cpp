// SPDX-License-Identifier: Apache-2.0
#include "app/shell/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "app/shell/theme/stylesheet.h"

namespace rheo::ui {
namespace {

Theme& mutableCurrent() {
  static Theme theme = Theme::make(true);
  return theme;
}

QColor rgb(QRgb value) {
  return QColor::fromRgb(value);
}

std::array<QColor, 7> seriesColors() {
  return {rgb(0x56B4E9), rgb(0xE69F00), rgb(0x2FBF9B), rgb(0xCC79A7),
          rgb(0x8DA0FF), rgb(0xD5735E), rgb(0xB3A94A)};
}

// Point sizes follow the desktop's font scaling; the tokens are given in pixels at 96 dpi.
QFont sized(QFont font, double pixelSize) {
  font.setPointSizeF(pixelSize * 72.0 / 96.0);
  return font;
}

QFont family() {
  static const bool hasInter = QFontDatabase::hasFamily(QStringLiteral("Inter"));
  QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
  if (hasInter) font.setFamily(QStringLiteral("Inter"));
  return font;
}

void setDark(Theme& t) {
  t.window = rgb(0x12151A), t.panel = rgb(0x191D24), t.raised = rgb(0x212733);
  t.line = rgb(0x2B323E), t.grid = rgb(0x232A35);
  t.text = rgb(0xE6EAF0), t.muted = rgb(0x98A3B3), t.faint = rgb(0x5E6A7B);
  t.accent = rgb(0x4FB8F0), t.accentGround = rgb(0x15344A);
  t.ok = rgb(0x2FBF9B), t.warning = rgb(0xE8A33D), t.error = rgb(0xF2666E);
  t.note = rgb(0x7FA8FF), t.compensation = rgb(0xC58BF2), t.gapGround = rgb(0x3A2630);
  t.node = rgb(0x222936), t.topicGround = rgb(0x1B2B3A);
  t.heatLow = rgb(0x142B3E), t.heatHigh = rgb(0x8FDCFF);
}

void setLight(Theme& t) {
  t.window = rgb(0xF3F5F8), t.panel = rgb(0xFFFFFF), t.raised = rgb(0xF8FAFC);
  t.line = rgb(0xD8DEE6), t.grid = rgb(0xE8ECF1);
  t.text = rgb(0x1A2230), t.muted = rgb(0x566274), t.faint = rgb(0x8B96A5);
  t.accent = rgb(0x0B6FBF), t.accentGround = rgb(0xDCEEFB);
  t.ok = rgb(0x0B7D63), t.warning = rgb(0x9A5D00), t.error = rgb(0xBF2A34);
  t.note = rgb(0x3558C8), t.compensation = rgb(0x7A3DB8), t.gapGround = rgb(0xF6DDE2);
  t.node = rgb(0xFFFFFF), t.topicGround = rgb(0xEAF4FB);
  t.heatLow = rgb(0xE6F1FA), t.heatHigh = rgb(0x084A82);
}

// There is no colour-scheme hint before Qt 6.5: the desktop's own palette tells.
bool systemIsDark() {
  static const bool dark = QApplication::palette().color(QPalette::Window).lightness() < 128;
  return dark;
}

/// A box with an edge that is seen on a dark ground too.
void paintCheckBox(QPainter& painter, const QRect& where, QStyle::State state) {
  const Theme& theme = Theme::current();
  const bool enabled = state.testFlag(QStyle::State_Enabled);
  const bool focused = state.testFlag(QStyle::State_HasFocus);
  const double side = std::min(where.width(), where.height()) - 1;
  QRectF box(0, 0, side, side);
  box.moveCenter(QRectF(where).center());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(!enabled ? theme.faint : focused ? theme.accent : theme.muted, 1));
  painter.setBrush(theme.raised);
  painter.drawRoundedRect(box, 3, 3);
  painter.setPen(
      QPen(enabled ? theme.text : theme.faint, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  const auto at = [&box](double x, double y) {
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
  };
  const QPointF tick[] = {at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.28)};
  if (state.testFlag(QStyle::State_On)) painter.drawPolyline(tick, 3);
  if (state.testFlag(QStyle::State_NoChange)) painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
  painter.restore();
}

// Fusion without underlined letters: the keys are in the menus and under `?`.
class QuietStyle : public QProxyStyle {
 public:
  QuietStyle() : QProxyStyle(QStringLiteral("Fusion")) {}
  int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                QStyleHintReturn* data) const override {
    if (hint == SH_UnderlineShortcut) return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
  }
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override {
    if (element != PE_IndicatorCheckBox)
      return QProxyStyle::drawPrimitive(element, option, painter, widget);
    paintCheckBox(*painter, option->rect, option->state);
  }
};

}  // namespace

std::optional<ThemeMode> themeModeFromName(const QString& name) {
  if (name == u"system") return ThemeMode::System;
  if (name == u"dark") return ThemeMode::Dark;
  if (name == u"light") return ThemeMode::Light;
  return std::nullopt;
}

QString themeModeName(ThemeMode mode) {
  switch (mode) {
    case ThemeMode::Dark:
      return QStringLiteral("dark");
    case ThemeMode::Light:
      return QStringLiteral("light");
    case ThemeMode::System:
      break;
  }
  return QStringLiteral("system");
}

Theme Theme::make(bool dark) {
  Theme t;
  t.dark = dark;
  t.series = seriesColors();
  t.publishPart = t.series[0], t.waitPart = t.series[1], t.processingPart = t.series[2];
  dark ? setDark(t) : setLight(t);
  return t;
}

const Theme& Theme::current() {
  return mutableCurrent();
}

QFont Theme::body() const {
  return sized(family(), 12.5);
}

QFont Theme::strong() const {
  QFont font = body();
  font.setWeight(QFont::DemiBold);
  return font;
}

QFont Theme::title() const {
  QFont font = sized(family(), 14);
  font.setWeight(QFont::DemiBold);
  return font;
}

QFont Theme::section() const {
  QFont font = sized(family(), 10.5);
  font.setWeight(QFont::DemiBold);
  font.setCapitalization(QFont::AllUppercase);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.3);
  return font;
}

QFont Theme::caption() const {
  return sized(family(), 10.5);
}

QFont Theme::mono(double pixelSize) const {
  static const bool hasDejaVu = QFontDatabase::hasFamily(QStringLiteral("DejaVu Sans Mono"));
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  if (hasDejaVu) font.setFamily(QStringLiteral("DejaVu Sans Mono"));
  font.setStyleHint(QFont::Monospace);
  return sized(font, pixelSize);
}

QPalette Theme::palette() const {
  QPalette p;
  p.setColor(QPalette::Window, window);
  p.setColor(QPalette::WindowText, text);
  p.setColor(QPalette::Base, panel);
  p.setColor(QPalette::AlternateBase, raised);
  p.setColor(QPalette::Text, text);
  p.setColor(QPalette::PlaceholderText, muted);
  p.setColor(QPalette::Button, raised);
  p.setColor(QPalette::ButtonText, text);
  p.setColor(QPalette::BrightText, error);
  p.setColor(QPalette::ToolTipBase, raised);
  p.setColor(QPalette::ToolTipText, text);
  p.setColor(QPalette::Highlight, accentGround);
  p.setColor(QPalette::HighlightedText, text);
  p.setColor(QPalette::Link, accent);
  p.setColor(QPalette::LinkVisited, compensation);
  p.setColor(QPalette::Light, raised);
  p.setColor(QPalette::Midlight, line);
  p.setColor(QPalette::Mid, line);
  p.setColor(QPalette::Dark, line);
  p.setColor(QPalette::Shadow, dark ? rgb(0x000000) : line);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
    p.setColor(QPalette::Disabled, role, faint);
  }
  return p;
}

void Theme::apply(QApplication& app, ThemeMode mode, bool reducedMotion) {
  const bool system = systemIsDark();  // read before our own palette hides it
  mutableCurrent() = make(mode == ThemeMode::System ? system : mode == ThemeMode::Dark);
  mutableCurrent().reducedMotion = reducedMotion;
  static bool styled = false;
  if (!std::exchange(styled, true)) QApplication::setStyle(new QuietStyle);
  QApplication::setFont(current().body());
  QApplication::setPalette(current().palette());
  QToolTip::setPalette(current().palette());
  app.setStyleSheet(styleSheet(current()));
}

}  // namespace rheo::ui
