// SPDX-License-Identifier: Apache-2.0
#include "app/agreement/demo_recording.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>

namespace rheo::tests {
namespace {

QString binary(const char* name) {
  return QStringLiteral(RHEO_BIN_DIR "/") + QLatin1String(name);
}

QByteArray output(const QStringList& arguments) {
  QProcess process;
  process.start(binary("rheo"), arguments);
  process.waitForFinished(30'000);
  return process.readAllStandardOutput();
}

quint16 freePort() {
  QTcpServer server;
  server.listen(QHostAddress::LocalHost);
  return server.serverPort();
}

QByteArray scrape(quint16 port) {
  QTcpSocket socket;
  socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
  if (!socket.waitForConnected(5'000)) return {};
  socket.write("GET /metrics HTTP/1.0\r\nHost: localhost\r\n\r\n");
  QByteArray answer;
  while (socket.waitForReadyRead(5'000)) answer += socket.readAll();
  return answer + socket.readAll();
}

}  // namespace

QString DemoRecording::make(int seconds) {
  const QString endpoint = QStringLiteral("ipc://") + m_dir.filePath(QStringLiteral("s/c.ipc"));
  const quint16 port = freePort();
  QProcess recorder;
  recorder.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  recorder.start(binary("rheo"), {QStringLiteral("record"), QStringLiteral("--listen"), endpoint,
                                  QStringLiteral("--out"), path(), QStringLiteral("--metrics"),
                                  QStringLiteral("127.0.0.1:%1").arg(port)});
  QElapsedTimer waited;
  waited.start();
  while (!QFileInfo::exists(m_dir.filePath(QStringLiteral("s/c.ipc")))) {
    if (waited.elapsed() > 10'000 || recorder.waitForFinished(20))
      return QStringLiteral("the recorder does not listen");
  }
  const QByteArray lines =
      output({QStringLiteral("demo"), QStringLiteral("--seed"), QStringLiteral("1"),
              QStringLiteral("--duration"), QString::number(seconds), QStringLiteral("--endpoint"),
              endpoint});
  for (const QByteArray& line : lines.split('\n')) {
    m_emitted += QJsonDocument::fromJson(line).object()[QStringLiteral("emitted")].toInteger();
  }
  m_metrics = scrape(port);
  recorder.terminate();
  if (!recorder.waitForFinished(20'000)) return QStringLiteral("the recorder does not stop");
  return m_emitted > 0 ? QString() : QStringLiteral("the demo emitted nothing");
}

QJsonObject DemoRecording::info() const {
  return QJsonDocument::fromJson(output({QStringLiteral("info"), path(), QStringLiteral("--json")}))
      .object();
}

QString DemoRecording::sql(const QString& statement) const {
  const auto lines =
      output({QStringLiteral("sql"), path(), statement, QStringLiteral("--csv")}).split('\n');
  return lines.size() > 1 ? QString::fromUtf8(lines[1].trimmed()).remove(u'"') : QString();
}

}  // namespace rheo::tests
