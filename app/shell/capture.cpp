// SPDX-License-Identifier: Apache-2.0
#include "app/shell/capture.h"

#include <signal.h>
#include <sys/prctl.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>
#include <utility>

#include "model/base/time.h"

namespace rheo::ui {
namespace {

constexpr int kDemoExitMs = 3000;

QString stateFolder() {
  QString base = qEnvironmentVariable("XDG_STATE_HOME");
  if (base.isEmpty()) base = QDir::homePath() + QStringLiteral("/.local/state");
  return base + QStringLiteral("/rheoscope");
}

// Sockets belong into the runtime folder: short paths, only for the user.
QString privateEndpoint() {
  QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
  if (folder.isEmpty()) folder = QDir::tempPath();
  return QStringLiteral("ipc://%1/rheoscope-demo-%2.ipc")
      .arg(folder)
      .arg(QCoreApplication::applicationPid());
}

/// A recording is a database; whatever else there is, somebody else made.
bool isForeign(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return false;
  const QByteArray head = file.read(16);
  return !head.isEmpty() && !head.startsWith("SQLite format 3");
}

}  // namespace

QString Capture::defaultEndpoint() {
  return QStringLiteral("tcp://127.0.0.1:5571");
}

Capture::Capture(Bridge& bridge, Doors doors, QObject* parent)
    : QObject(parent), m_bridge(bridge), m_doors(std::move(doors)) {
  m_toolsFolder = QCoreApplication::applicationDirPath();
  connect(&bridge, &Bridge::journal, this, &Capture::journal);
}

Capture::~Capture() {
  endDemo();
  // Nothing of the demo outlives the app: here, and only here, it is waited for.
  for (QProcess* demo : findChildren<QProcess*>()) {
    demo->disconnect();
    if (demo->state() == QProcess::NotRunning) continue;
    if (!demo->waitForFinished(kDemoExitMs)) {
      demo->kill();
      demo->waitForFinished(kDemoExitMs);
    }
  }
}

QString Capture::recordingsFolder() {
  return stateFolder() + QStringLiteral("/recordings");
}

void Capture::openFile(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  if (m_doors.import && isForeign(absolute))
    return m_doors.columns ? askColumns(absolute) : importFile(absolute, {});
  load(absolute, false, [open = m_doors.open, file = absolute.toStdString()] { return open(file); },
       {});
}

void Capture::listen(const QStringList& endpoints, const QString& path) {
  record(endpoints, path, {});
}

QStringList Capture::demoScenarios() {
  return {QStringLiteral("shop"), QStringLiteral("bank"), QStringLiteral("iot"),
          QStringLiteral("all")};
}

void Capture::startDemo(const QString& scenario, const QString& path) {
  const QString endpoint = privateEndpoint();
  record({endpoint}, path, {scenario, endpoint});
}

void Capture::record(const QStringList& endpoints, QString path, const Demo& demo) {
  if (path.isEmpty()) {
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    const QString prefix = demo.scenario.isEmpty() ? QString() : demo.scenario + u'-';
    path = recordingsFolder() + u'/' + prefix + stamp + QStringLiteral(".rheo");
  }
  const QFileInfo file(path);
  if (!QDir().mkpath(file.absolutePath())) {
    say(JournalEntry::Level::Error,
        tr("Cannot create the folder %1 for the recording. Choose another place.")
            .arg(file.absolutePath()));
    Q_EMIT failed(path);
    return;
  }
  RecordOptions options;
  options.path = file.absoluteFilePath().toStdString();
  for (const QString& endpoint : endpoints) options.endpoints.push_back(endpoint.toStdString());
  options.metricsAddress = m_metricsAddress.toStdString();
  options.journal = m_bridge.journalSink();
  load(
      file.absoluteFilePath(), true,
      [make = m_doors.record, options = std::move(options)] { return make(options); }, demo);
}

void Capture::load(const QString& path, bool recording, Bridge::Opener open, const Demo& demo) {
  setBusy(1);
  m_bridge.load(std::move(open), this, [this, path, recording, demo](const Result<void>& answer) {
    setBusy(-1);
    if (!answer) {
      say(JournalEntry::Level::Error, QString::fromStdString(answer.error().text()));
      Q_EMIT failed(path);
      return;
    }
    endDemo();
    m_path = path;
    Q_EMIT opened(path, recording);
    if (!demo.scenario.isEmpty()) launchDemo(demo);
  });
}

void Capture::setBusy(int more) {
  m_busy += more;
  Q_EMIT busyChanged();
}

void Capture::launchDemo(const Demo& demo) {
  m_demo = new QProcess(this);
  m_demo->setStandardOutputFile(QProcess::nullDevice());
  // Should the window be killed, the services must not go on without it.
  m_demo->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
  connect(m_demo, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    say(JournalEntry::Level::Error,
        tr("The demo services did not start: %1. Is `rheo` beside the app, in %2?")
            .arg(m_demo->errorString(), m_toolsFolder));
    std::exchange(m_demo, nullptr)->deleteLater();
  });
  connect(m_demo, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
    QProcess* ended = std::exchange(m_demo, nullptr);
    const QString said = QString::fromUtf8(ended->readAllStandardError()).trimmed().right(400);
    if (code == 0 && status == QProcess::NormalExit) {
      say(JournalEntry::Level::Info, tr("The demo services ended."));
    } else {
      say(JournalEntry::Level::Warning,
          tr("The demo services ended with %1. %2").arg(code).arg(said));
    }
    ended->deleteLater();
  });
  m_demo->start(m_toolsFolder + QStringLiteral("/rheo"),
                {QStringLiteral("demo"), QStringLiteral("--scenario"), demo.scenario,
                 QStringLiteral("--endpoint"), demo.endpoint});
}

void Capture::endDemo() {
  if (m_demo == nullptr) return;
  QProcess* demo = std::exchange(m_demo, nullptr);
  demo->disconnect(this);
  connect(demo, &QProcess::finished, demo, &QObject::deleteLater);
  demo->terminate();  // it stops its services itself
}

void Capture::stopRecording() {
  endDemo();
  m_bridge.stopRecording(this, [this](const Result<void>& answer) {
    if (answer) {
      say(JournalEntry::Level::Info, tr("Recording stopped; %1 stays open.").arg(m_path));
    } else {
      say(JournalEntry::Level::Error, QString::fromStdString(answer.error().text()));
    }
  });
}

void Capture::close() {
  endDemo();
  m_path.clear();
  m_bridge.setWorkspace(nullptr);
}

void Capture::saveCopy(const QString& path) {
  // A file that is being written keeps its newest part beside it: a plain copy would be torn.
  const bool written = m_bridge.isRecording() || QFileInfo::exists(m_path + QStringLiteral("-wal"));
  if (m_path.isEmpty() || written || QFileInfo(path) == QFileInfo(m_path)) {
    say(JournalEntry::Level::Warning,
        tr("No copy made: %1 is still being written. Stop recording first.").arg(m_path));
    return;
  }
  struct Copied {};
  m_bridge.run<Copied>(
      this, {},
      [source = m_path, path](store::StoreReader&, const CancelToken&) -> Result<Copied> {
        const QString part = path + QStringLiteral(".part");
        QFile::remove(part);
        QFile copy(source);
        if (!copy.copy(part) || (QFile::exists(path) && !QFile::remove(path)) ||
            !QFile::rename(part, path)) {
          QFile::remove(part);
          return Error{"could not write the copy", path.toStdString(),
                       "Is there room, and may you write there?"};
        }
        return Copied{};
      },
      [this, path](const Result<Copied>& answer) {
        say(answer ? JournalEntry::Level::Info : JournalEntry::Level::Error,
            answer ? tr("Saved a copy as %1.").arg(path)
                   : QString::fromStdString(answer.error().text()));
      });
}

void Capture::say(JournalEntry::Level level, const QString& text) {
  Q_EMIT journal({level, nowNs(), text.toStdString()});
}

}  // namespace rheo::ui
