// SPDX-License-Identifier: Apache-2.0
// Composition root of the window: decides what can be decided without a display, then wires.
#include <QIcon>
#include <QSettings>
#include <QTemporaryDir>
#include <QTextStream>
#include <algorithm>
#include <memory>

#include "app/shell/heap_limits.h"
#include "app/shell/main_window.h"
#include "app/shell/options.h"
#include "app/shell/page_stack.h"
#include "app/shell/pages.h"
#include "app/shell/quit_signals.h"
#include "app/shell/screenshot.h"
#include "app/shell/timed_application.h"
#include "app/shell/translations.h"

namespace rheo::ui {
namespace {

enum Exit { kOk = 0, kFailed = 1, kUsage = 2 };

QTextStream& err() {
  static QTextStream stream(stderr);
  return stream;
}

QStringList argumentsOf(int argc, char** argv) {
  QStringList list;
  for (int i = 0; i < argc; ++i) list << QString::fromLocal8Bit(argv[i]);
  return list;
}

bool hasDisplay() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") ||
         !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
         !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

// What can be wrong before anything is shown; an exit code, or nothing.
std::optional<int> refuse(const Options& options) {
  if (!options.filter.isEmpty()) {
    query::FilterError error;
    if (!query::Filter::parse(options.filter.toStdString(), &error)) {
      err() << "rheoscope: --filter, column " << error.column + 1 << ": "
            << QString::fromStdString(error.message) << Qt::endl;
      return kUsage;
    }
  }
  const bool reads = !options.file.isEmpty() && options.listen.isEmpty() && !options.demo;
  if (reads && !QFileInfo::exists(options.file)) {
    err() << "rheoscope: no such file: " << options.file << Qt::endl;
    return kFailed;
  }
  if (!hasDisplay() && !options.isScreenshot()) {
    err() << "rheoscope: no display (DISPLAY and WAYLAND_DISPLAY are not set). "
             "--screenshot works without one; `rheo record` records without a window"
          << Qt::endl;
    return kFailed;
  }
  return std::nullopt;
}

// Without a display Qt says on every resize what its offscreen platform cannot do: nobody asked.
void dropPlatformNoise() {
  static QtMessageHandler before = nullptr;
  before = qInstallMessageHandler(
      [](QtMsgType type, const QMessageLogContext& context, const QString& text) {
        const bool noise = text.startsWith(u"This plugin does not support") ||
                           text.startsWith(u"QStandardPaths: XDG_RUNTIME_DIR");
        if (!noise) before(type, context, text);
      });
}

constexpr std::size_t kRowsToTry = 100;

WindowParts parts(QSettings& settings, bool asks) {
  return {pageFactories(),
          inspectorFactory(),
          controlDialogs(),
          {[](const std::string& path) { return Workspace::open(path); },
           [](const RecordOptions& options) { return Workspace::record(options); },
           [](const FileImportOptions& options) { return importFiles(options); },
           asks ? [](const std::string& path) { return files::readCsvHead(path, kRowsToTry); }
                : decltype(Doors::columns)()},
          &settings};
}

bool start(MainWindow& window, const Options& options) {
  window.capture().setMetricsAddress(options.metrics);
  if (!options.filter.isEmpty() && !window.setFilterText(options.filter)) return false;
  if (!options.view.isEmpty() && !window.pages().show(options.view)) {
    QStringList names;
    for (const View* view : window.pages().views()) names << view->name();
    err() << "rheoscope: no view is called '" << options.view << "'; there are "
          << names.join(QStringLiteral(", ")) << Qt::endl;
    return false;
  }
  if (!options.compareWith.isEmpty()) {
    for (View* view : window.pages().views()) view->setProperty("other", options.compareWith);
  }
  if (options.demo) {
    window.capture().startDemo(options.scenario, options.file);
  } else if (!options.listen.isEmpty()) {
    window.capture().listen(options.listen, options.file);
  } else if (!options.file.isEmpty()) {
    window.capture().openFile(options.file);
  }
  if (options.select.isEmpty()) return true;
  // Once something is open: a new recording forgets the selection.
  QObject::connect(&window.capture(), &Capture::opened, &window, [&window, &options] {
    if (!window.selectByText(options.select)) {
      window.say(JournalEntry::Level::Error,
                 Capture::tr("--select was not understood: %1").arg(options.select));
    }
  });
  return true;
}

// The slowest frame of the last second is what the status line shows.
void watchFrames(TimedApplication& app, MainWindow& window, QTimer& second) {
  QObject::connect(&second, &QTimer::timeout, &window, [&app, &window] {
    double slowest = 0;
    for (const auto& frame : app.takeFrames()) slowest = std::max(slowest, frame.wallMs);
    if (slowest > 0) window.showFrameTime(slowest);
  });
  QObject::connect(&app, &TimedApplication::stalled, &window,
                   [&window](double ms, const QString& where) {
                     window.say(JournalEntry::Level::Warning,
                                TimedApplication::tr("The window stood still for %1 ms (%2).")
                                    .arg(ms, 0, 'f', 0)
                                    .arg(where));
                   });
  second.start(1000);
}

int run(TimedApplication& app, const Options& options) {
  QTemporaryDir scratch;
  // A picture neither reads nor changes what the user has arranged.
  auto settings = options.isScreenshot()
                      ? std::make_unique<QSettings>(scratch.filePath(QStringLiteral("s.ini")),
                                                    QSettings::IniFormat)
                      : std::make_unique<QSettings>();
  const QString saved =
      settings->value(QStringLiteral("theme"), QStringLiteral("system")).toString();
  Theme::apply(app, options.theme.value_or(themeModeFromName(saved).value_or(ThemeMode::System)),
               options.isScreenshot() || settings->value(QStringLiteral("reducedMotion")).toBool());
  MainWindow window(parts(*settings, !options.isScreenshot()));  // nobody is there to answer
  QuitSignals signals_;
  QObject::connect(&signals_, &QuitSignals::asked, &window, [&app, &window] {
    window.close();
    app.quit();
  });
  QTimer second;
  std::unique_ptr<Screenshot> screenshot;
  if (options.isScreenshot()) {
    window.resize(options.size);
    screenshot = std::make_unique<Screenshot>(window, options);
    QObject::connect(screenshot.get(), &Screenshot::done, &app,
                     [](int code) { QCoreApplication::exit(code); });
  } else {
    watchFrames(app, window, second);
  }
  if (!start(window, options)) return kUsage;
  window.show();
  return TimedApplication::exec();
}

}  // namespace
}  // namespace rheo::ui

int main(int argc, char** argv) {
  using namespace rheo::ui;
  limitHeap();
  QCoreApplication::setApplicationName(QStringLiteral("rheoscope"));
  QCoreApplication::setOrganizationName(QStringLiteral("rheoscope"));
  QCoreApplication::setApplicationVersion(QStringLiteral(RHEO_VERSION));
  const auto options = parseOptions(argumentsOf(argc, argv));
  if (!options) {
    err() << "rheoscope: " << QString::fromStdString(options.error().text()) << Qt::endl;
    return kUsage;
  }
  if (options->help) {
    QTextStream(stdout) << helpText();
    return kOk;
  }
  if (options->version) {
    QTextStream(stdout) << "rheoscope " << RHEO_VERSION << '\n';
    return kOk;
  }
  if (const auto code = refuse(*options)) return *code;
  if (!hasDisplay()) qputenv("QT_QPA_PLATFORM", "offscreen");
  if (options->isScreenshot()) dropPlatformNoise();
  TimedApplication app(argc, argv);
  installTranslations(app, QLocale());
  QGuiApplication::setDesktopFileName(QStringLiteral("org.rheoscope.Rheoscope"));
  QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/rheoscope.svg")));
  return run(app, *options);
}
