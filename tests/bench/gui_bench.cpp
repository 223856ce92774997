// SPDX-License-Identifier: Apache-2.0
// The real window, recording live: how long frames take, how long the main thread is held, how
// memory goes. bench_gui [--rate EVENTS_PER_S] [--seconds N] [--view NAME] [--profile]; without
// --view it goes through all views.
#include <QCommandLineParser>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <QTimer>
#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "app/shell/heap_limits.h"
#include "app/shell/main_window.h"
#include "app/shell/page_stack.h"
#include "app/shell/theme/theme.h"
#include "tests/bench/gui_measure.h"

using namespace rheo;
using namespace rheo::ui;
using namespace rheo::ui::bench;

namespace {

// What the window is to keep to, at 50,000 sightings a second.
constexpr double kMostFrameMs = 16;
constexpr double kMostHeldMs = 100;

QString number(double value) {
  return QString::number(value, 'f', 1).rightJustified(6);
}

void report(const QString& name, const std::vector<Span>& frames, const Span& longest) {
  const auto at = [&frames](double Span::*what, double q) {
    return number(quantile(frames, what, q));
  };
  QTextStream(stdout) << name.leftJustified(11) << QString::number(frames.size()).rightJustified(6)
                      << " frames; wall ms p50" << at(&Span::wallMs, 0.5) << " p99"
                      << at(&Span::wallMs, 0.99) << "; cpu ms p50" << at(&Span::cpuMs, 0.5)
                      << " p99" << at(&Span::cpuMs, 0.99) << " max" << at(&Span::cpuMs, 1)
                      << "; longest event" << number(longest.wallMs) << " wall"
                      << number(longest.cpuMs) << " cpu\n";
}

constexpr double kMostGrowthMiB = 0.5;  // a second: ten bytes of each sighting left behind

/// MiB a second at the end: between the means of the last sixth and of the one before. Caches fill
/// and the events view takes its rows at first; what leaks goes on.
double growth(const std::vector<double>& rss) {
  const auto sixth = static_cast<std::ptrdiff_t>(rss.size() / 6);
  if (sixth == 0) return 0;
  const auto n = static_cast<double>(sixth);
  const double before = std::accumulate(rss.end() - 2 * sixth, rss.end() - sixth, 0.0) / n;
  return (std::accumulate(rss.end() - sixth, rss.end(), 0.0) / n - before) / n;
}

void verdict(const std::vector<Span>& frames, const Span& longest, const std::vector<double>& rss) {
  QTextStream out(stdout);
  const auto line = [&out](const QString& what, double wall, double cpu, double most) {
    out << what << " under " << most << " ms: " << (wall < most ? "yes" : "NO") << " by the clock ("
        << number(wall).trimmed() << "), " << (cpu < most ? "yes" : "NO") << " by the work ("
        << number(cpu).trimmed() << ")\n";
  };
  double load[1] = {0};
  (void)::getloadavg(load, 1);
  out << "load average " << load[0] << " at the end\n";
  line(QStringLiteral("frame p99"), quantile(frames, &Span::wallMs, 0.99),
       quantile(frames, &Span::cpuMs, 0.99), kMostFrameMs);
  line(QStringLiteral("main thread held"), longest.wallMs, longest.cpuMs, kMostHeldMs);
  out << "memory bounded: " << (growth(rss) < kMostGrowthMiB ? "yes" : "NO") << " ("
      << number(growth(rss)).trimmed() << " MiB/s at the end); RSS MiB every second:";
  for (const double mib : rss) out << ' ' << QString::number(mib, 'f', 0);
  out << '\n';
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
  Tour(ProfiledApplication& app, MainWindow& window, QStringList views, int secondsEach)
      : m_app(app), m_window(window), m_views(std::move(views)) {
    m_timer.setInterval(secondsEach * 1000);
    connect(&m_timer, &QTimer::timeout, this, [this] { next(); });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] { m_rss.push_back(rssMiB()); });
  }
  void start() {
    m_window.pages().show(m_views.value(0));
    m_app.takeFrames();
    m_app.takeLongestEvent();
    m_app.takeProfile(0);
    m_timer.start();
    m_second.start();
  }

 private:
  void next() {
    const std::vector<Span> frames = m_app.takeFrames();
    const Span longest = m_app.takeLongestEvent();
    m_all.insert(m_all.end(), frames.begin(), frames.end());
    m_longest = {std::max(m_longest.wallMs, longest.wallMs),
                 std::max(m_longest.cpuMs, longest.cpuMs)};
    report(m_views[m_at], frames, longest);
    QTextStream(stdout) << m_app.takeProfile(12);
    if (++m_at < m_views.size()) {
      m_window.pages().show(m_views[m_at]);
      return;
    }
    m_timer.stop();
    m_second.stop();
    report(QStringLiteral("all"), m_all, m_longest);
    verdict(m_all, m_longest, m_rss);
    QCoreApplication::quit();
  }

  ProfiledApplication& m_app;
  MainWindow& m_window;
  QStringList m_views;
  QTimer m_timer, m_second;
  qsizetype m_at = 0;
  std::vector<Span> m_all;
  Span m_longest;
  std::vector<double> m_rss;
};

}  // namespace

int main(int argc, char** argv) {
  limitHeap();
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
  }
  ProfiledApplication app(argc, argv);
  QCommandLineParser parser;
  parser.addHelpOption();
  parser.addOptions(
      {{QStringLiteral("rate"), QStringLiteral("Sightings per second"), QStringLiteral("n"),
        QStringLiteral("50000")},
       {QStringLiteral("seconds"), QStringLiteral("How long"), QStringLiteral("n"),
        QStringLiteral("60")},
       {QStringLiteral("scenario"), QStringLiteral("Of the demo"), QStringLiteral("name"),
        QStringLiteral("load")},
       {QStringLiteral("view"), QStringLiteral("Only this view"), QStringLiteral("name")},
       {QStringLiteral("profile"), QStringLiteral("Say what the main thread worked for")}});
  parser.process(app);
  app.setProfiling(parser.isSet(QStringLiteral("profile")));
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
  QObject::connect(&window.capture(), &Capture::opened, &window, [&] {
    demo.start(QStringLiteral(RHEO_BIN_DIR "/rheo"),
               {QStringLiteral("demo"), QStringLiteral("--scenario"),
                parser.value(QStringLiteral("scenario")), QStringLiteral("--rate"),
                parser.value(QStringLiteral("rate")), QStringLiteral("--endpoint"), endpoint});
    // What happens once, at the first events, is not what a minute is like.
    QTimer::singleShot(3000, &tour, &Tour::start);
  });
  window.capture().listen({endpoint}, folder.filePath(QStringLiteral("bench.rheo")));
  const int code = TimedApplication::exec();
  const LiveStatus status = window.bridge().status();
  QTextStream(stdout) << QStringLiteral("recorded %1 events, %2 lost, behind %3 ms\n")
                             .arg(status.events)
                             .arg(status.lost)
                             .arg(status.behindNs / 1'000'000);
  demo.terminate();
  demo.waitForFinished(5000);
  return code;
}
