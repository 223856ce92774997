// SPDX-License-Identifier: Apache-2.0
#include "app/shell/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include "app/shell/capture.h"

namespace rheo::ui {
namespace {

/// Where `lupdate` finds these words.
struct OptionWords {
  Q_DECLARE_TR_FUNCTIONS(Options)
};

QList<QCommandLineOption> optionList() {
  const auto option = [](const char* name, const QString& help, const char* value = "") {
    return QCommandLineOption(QLatin1String(name), help, QLatin1String(value));
  };
  return {
      option("listen", OptionWords::tr("Record what probes send to this endpoint; may be repeated"),
             "endpoint"),
      option("demo", OptionWords::tr("Start the demo system and record it")),
      option("scenario",
             OptionWords::tr("Of the demo: %1")
                 .arg(Capture::demoScenarios().join(QStringLiteral(", "))),
             "name"),
      option("filter", OptionWords::tr("Show only events that match"), "expression"),
      option("metrics", OptionWords::tr("Serve Prometheus metrics while recording"), "host:port"),
      option("theme", OptionWords::tr("dark, light or system"), "name"),
      option("view",
             OptionWords::tr(
                 "Page to show: topology, throughput, latency, sagas, events, problems, compare"),
             "name"),
      option("compare-with", OptionWords::tr("Recording from before, for the page compare"),
             "file"),
      option("select", OptionWords::tr("Select service=NAME, topic=NAME, event=ID or saga=ID"),
             "what"),
      option("screenshot", OptionWords::tr("Draw the window into a PNG and exit"), "file"),
      option("after", OptionWords::tr("Let it run so long before the screenshot"), "seconds"),
      option("size", OptionWords::tr("Size of the screenshot, 1440x900 if not given"), "WxH"),
      QCommandLineOption({QStringLiteral("h"), QStringLiteral("help")},
                         OptionWords::tr("Show this help")),
      QCommandLineOption({QStringLiteral("v"), QStringLiteral("version")},
                         OptionWords::tr("Show the version")),
  };
}

Error usage(const QString& what) {
  return {what.toStdString(), {}, "`rheoscope --help` lists the options"};
}

std::optional<QSize> parseSize(const QString& text) {
  const QStringList parts = text.split(u'x');
  if (parts.size() != 2) return std::nullopt;
  bool okWidth = false;
  bool okHeight = false;
  const QSize size(parts[0].toInt(&okWidth), parts[1].toInt(&okHeight));
  constexpr int kLeast = 200;
  constexpr int kMost = 8192;
  if (!okWidth || !okHeight || size.width() < kLeast || size.height() < kLeast) return std::nullopt;
  if (size.width() > kMost || size.height() > kMost) return std::nullopt;
  return size;
}

std::optional<Error> readPictureOptions(const QCommandLineParser& parser, Options& options) {
  if (parser.isSet(QStringLiteral("after"))) {
    bool ok = false;
    const QString text = parser.value(QStringLiteral("after"));
    options.afterS = text.toDouble(&ok);
    if (!ok || options.afterS < 0 || options.afterS > 86'400) {
      return usage(OptionWords::tr("--after wants seconds, not '%1'").arg(text));
    }
  }
  if (parser.isSet(QStringLiteral("size"))) {
    const QString text = parser.value(QStringLiteral("size"));
    const auto size = parseSize(text);
    if (!size)
      return usage(
          OptionWords::tr("--size wants WIDTHxHEIGHT from 200 to 8192, not '%1'").arg(text));
    options.size = *size;
  }
  if (parser.isSet(QStringLiteral("theme"))) {
    const QString name = parser.value(QStringLiteral("theme"));
    options.theme = themeModeFromName(name);
    if (!options.theme)
      return usage(OptionWords::tr("--theme is dark, light or system, not '%1'").arg(name));
  }
  return std::nullopt;
}

}  // namespace

Result<Options> parseOptions(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.addOptions(optionList());
  if (!parser.parse(arguments)) return usage(parser.errorText());
  Options options;
  options.help = parser.isSet(QStringLiteral("help"));
  options.version = parser.isSet(QStringLiteral("version"));
  const QStringList files = parser.positionalArguments();
  if (files.size() > 1)
    return usage(OptionWords::tr("one recording at a time, not also '%1'").arg(files[1]));
  if (!files.isEmpty()) options.file = files.first();
  options.listen = parser.values(QStringLiteral("listen"));
  options.demo = parser.isSet(QStringLiteral("demo"));
  options.filter = parser.value(QStringLiteral("filter"));
  options.metrics = parser.value(QStringLiteral("metrics"));
  options.view = parser.value(QStringLiteral("view"));
  options.compareWith = parser.value(QStringLiteral("compare-with"));
  options.select = parser.value(QStringLiteral("select"));
  options.screenshot = parser.value(QStringLiteral("screenshot"));
  if (options.demo && !options.listen.isEmpty()) {
    return usage(OptionWords::tr("--demo listens on an endpoint of its own: leave --listen out"));
  }
  const QStringList scenarios = Capture::demoScenarios();
  options.scenario = parser.isSet(QStringLiteral("scenario"))
                         ? parser.value(QStringLiteral("scenario"))
                         : scenarios.first();
  if (!scenarios.contains(options.scenario)) {
    return usage(OptionWords::tr("--scenario is %1, not '%2'")
                     .arg(scenarios.join(QStringLiteral(", ")), options.scenario));
  }
  if (parser.isSet(QStringLiteral("scenario")) && !options.demo) {
    return usage(OptionWords::tr("--scenario belongs to --demo"));
  }
  if (auto error = readPictureOptions(parser, options)) return *error;
  return options;
}

QString helpText() {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      OptionWords::tr("The desktop instrument for event-driven systems."));
  parser.addOptions(optionList());
  parser.addPositionalArgument(QStringLiteral("FILE"), OptionWords::tr("Recording to open"),
                               QStringLiteral("[FILE]"));
  return parser.helpText();
}

}  // namespace rheo::ui
