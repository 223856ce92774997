// SPDX-License-Identifier: Apache-2.0
#include "app/shell/screenshot.h"

#include <QPixmap>
#include <QTextStream>

#include "app/shell/main_window.h"
#include "app/shell/options.h"

namespace rheo::ui {
namespace {

constexpr int kLookMs = 40;
constexpr int kLooksInARow = 3;  // eased layouts and queries that follow queries get their turn

}  // namespace

Screenshot::Screenshot(MainWindow& window, const Options& options, QObject* parent)
    : QObject(parent), m_window(window), m_options(options) {
  m_timer.setInterval(kLookMs);
  connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
  connect(&window.capture(), &Capture::failed, this, [this](const QString& path) {
    m_timer.stop();
    const int last = m_window.journal().rowCount() - 1;
    QTextStream(stderr) << "rheoscope: "
                        << (last >= 0 ? m_window.journal().textOf(last)
                                      : tr("cannot open %1").arg(path))
                        << '\n';
    Q_EMIT done(1);
  });
  m_since.start();
  m_timer.start();
}

void Screenshot::look() {
  const qint64 lived = m_since.elapsed();
  if (static_cast<double>(lived) < m_options.afterS * 1000) return;
  m_settledLooks = m_window.isSettled() ? m_settledLooks + 1 : 0;
  const bool patient = static_cast<double>(lived) < m_options.afterS * 1000 + kPatienceMs;
  if (m_settledLooks < kLooksInARow && patient) return;
  if (!patient) {
    QTextStream(stderr)
        << "rheoscope: "
        << tr("still busy after %1 s; drawing what there is").arg(kPatienceMs / 1000) << '\n';
  }
  finish();
}

void Screenshot::finish() {
  m_timer.stop();
  if (m_window.grab().save(m_options.screenshot, "PNG")) {
    Q_EMIT done(0);
    return;
  }
  QTextStream(stderr)
      << "rheoscope: "
      << tr("cannot write %1. Is there room, and may you write there?").arg(m_options.screenshot)
      << '\n';
  Q_EMIT done(1);
}

}  // namespace rheo::ui
