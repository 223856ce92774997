// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QTemporaryDir>

namespace rheo::tests {

/// The demo shop, recorded by the real binaries with a metrics exporter; made once per test
/// program.
class DemoRecording {
 public:
  /// Empty on success, else what went wrong.
  QString make(int seconds);

  [[nodiscard]] QString path() const { return m_dir.filePath(QStringLiteral("demo.rheo")); }
  [[nodiscard]] qint64 emitted() const { return m_emitted; }
  /// The last scrape before the recorder stopped.
  [[nodiscard]] const QByteArray& metrics() const { return m_metrics; }
  /// `rheo info --json`.
  [[nodiscard]] QJsonObject info() const;
  /// First cell of `rheo sql`.
  [[nodiscard]] QString sql(const QString& statement) const;

 private:
  QTemporaryDir m_dir;
  QByteArray m_metrics;
  qint64 m_emitted = 0;
};

}  // namespace rheo::tests
