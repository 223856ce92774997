// SPDX-License-Identifier: Apache-2.0
// The real window, recording live: how long frames take, how long the main thread is held, how
// memory goes. bench_gui [--rate EVENTS_PER_S] [--seconds N] [--view NAME]; without --view it goes
// through all views.
#include <QCommandLineParser>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <algorithm>

#include "app/shell/main_window.h"
#include "app/shell/page_stack.h"
#include "app/shell/theme/theme.h"
#include "app/shell/timed_application.h"

using namespace rheo;
using namespace rheo::ui;

namespace {

double rssMiB() {
  QFile status(QStringLiteral("/proc/self/status"));
  if (!status.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : status.readAll().split('\n')) {
    if (line.startsWith("VmRSS:"))
      return line.mid(6).simplified().split(' ').first().toDouble() / 1024;
  }
  return 0;
}

using Frames = std::vector<TimedApplication::Frame>;

double quantile(const Frames& frames, double TimedApplication::Frame::*what, double q) {
  std::vector<double> sorted;
  for (const auto& frame : frames) sorted.push_back(frame.*what);
  if (sorted.empty()) return 0;
  std::sort(sorted.begin(), sorted.end());
  const auto at = static_cast<std::size_t>(q * static_cast<double>(sorted.size()));
  return sorted[std::min(sorted.size() - 1, at)];
}

void report(const QString& name, const Frames& frames, double longest) {
  using F = TimedApplication::Frame;
  const auto ms = [&frames](double F::*what, double q) {
    return QString::number(quantile(frames, what, q), 'f', 1).rightJustified(7);
  };
  QTextStream(stdout) << name.leftJustified(11) << QString::number(frames.size()).rightJustified(6)
                      << " frames; wall ms p50" << ms(&F::wallMs, 0.5) << " p99"
                      << ms(&F::wallMs, 0.99) << "; cpu ms p50" << ms(&F::cpuMs, 0.5) << " p99"
                      << ms(&F::cpuMs, 0.99) << " max" << ms(&F::cpuMs, 1) << "; longest event "
                      << QString::number(longest, 'f', 1) << " ms\n";
}

WindowParts parts(QSettings& settings) {
  return {pageFactories(),
          inspectorFactory(),
          controlDialogs(),
          {[](const std::string& path) { return Workspace::open(path); },
           [](const RecordOptions& options) { return Workspace::record(options); }},
          &settings};
}

/// Measures each view in turn for an equal share of the time.
class Tour : public QObject {
 public:
  Tour(TimedApplication& app, MainWindow& window, QStringList views, int secondsEach)
      : m_app(app), m_window(window), m_views(std::move(views)) {
    m_timer.setInterval(secondsEach * 1000);
    connect(&m_timer, &QTimer::timeout, this, [this] { next(); });
  }
  void start() {
    m_app.takeFrames();
    m_app.takeLongestEvent();
    m_timer.start();
    m_window.pages().show(m_views.value(0));
  }

 private:
  void next() {
    const Frames frames = m_app.takeFrames();
    const double longest = m_app.takeLongestEvent();
    m_all.insert(m_all.end(), frames.begin(), frames.end());
    m_longest = std::max(m_longest, longest);
    report(m_views[m_at], frames, longest);
    if (++m_at < m_views.size()) {
      m_window.pages().show(m_views[m_at]);
      return;
    }
    m_timer.stop();
    report(QStringLiteral("all"), m_all, m_longest);
    QCoreApplication::quit();
  }

  TimedApplication& m_app;
  MainWindow& m_window;
  QStringList m_views;
  QTimer m_timer;
  qsizetype m_at = 0;
  Frames m_all;
  double m_longest = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  TimedApplication app(argc, argv);
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOptions(
      {{QStringLiteral("rate"), QStringLiteral("Sightings per second"), QStringLiteral("n"),
        QStringLiteral("50000")},
       {QStringLiteral("seconds"), QStringLiteral("How long"), QStringLiteral("n"),
        QStringLiteral("60")},
       {QStringLiteral("scenario"), QStringLiteral("Of the demo"), QStringLiteral("name"),
        QStringLiteral("load")},
       {QStringLiteral("view"), QStringLiteral("Only this view"), QStringLiteral("name")}});
  parser.process(app);
  const int seconds = parser.value(QStringLiteral("seconds")).toInt();
  QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
  Theme::apply(app, ThemeMode::Dark);
  MainWindow window(parts(settings));
  window.resize(1440, 900);
  window.show();
  const QString endpoint = QStringLiteral("ipc://") + folder.filePath(QStringLiteral("c.ipc"));
  QStringList views;
  for (const View* view : window.pages().views()) views << view->name();
  if (parser.isSet(QStringLiteral("view"))) views = {parser.value(QStringLiteral("view"))};
  QProcess demo;
  demo.setStandardOutputFile(QProcess::nullDevice());
  Tour tour(app, window, views, std::max(1, seconds / static_cast<int>(views.size())));
  double rssStart = 0;
  QObject::connect(&window.capture(), &Capture::opened, &window, [&] {
    demo.start(QStringLiteral(RHEO_BIN_DIR "/rheo"),
               {QStringLiteral("demo"), QStringLiteral("--scenario"),
                parser.value(QStringLiteral("scenario")), QStringLiteral("--rate"),
                parser.value(QStringLiteral("rate")), QStringLiteral("--endpoint"), endpoint});
    // What happens once, at the first events, is not what a minute is like.
    QTimer::singleShot(3000, &window, [&] {
      rssStart = rssMiB();
      tour.start();
    });
  });
  window.capture().listen({endpoint}, folder.filePath(QStringLiteral("bench.rheo")));
  const int code = TimedApplication::exec();
  const LiveStatus status = window.bridge().status();
  QTextStream(stdout) << QStringLiteral(
                             "recorded %1 events, %2 lost, behind %3 ms; RSS %4 -> %5 MiB\n")
                             .arg(status.events)
                             .arg(status.lost)
                             .arg(status.behindNs / 1'000'000)
                             .arg(rssStart, 0, 'f', 0)
                             .arg(rssMiB(), 0, 'f', 0);
  demo.terminate();
  demo.waitForFinished(5000);
  return code;
}
