// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <cstdio>

#include "app/cli/command.h"
#include "app/cli/compare_output.h"
#include "app/cli/recording_options.h"
#include "app/cli/recording_query.h"

namespace rheo::cli {
namespace {

const QString kJson = QStringLiteral("json");
const QString kMarkdown = QStringLiteral("markdown");
const QString kFailOn = QStringLiteral("fail-on");
const QString kThreshold = QStringLiteral("threshold");

/// "p99=20%", or nothing after a complaint.
std::optional<verdict::Threshold> thresholdOf(const QString& text) {
  const QString what = text.section(u'=', 0, 0);
  QString size = text.section(u'=', 1);
  const bool percent = size.endsWith(u'%');
  if (percent) size.chop(1);
  bool isNumber = false;
  const double growth = size.toDouble(&isNumber);
  const QStringList known{QStringLiteral("rate"), QStringLiteral("errors"), QStringLiteral("p50"),
                          QStringLiteral("p95"), QStringLiteral("p99")};
  if (!known.contains(what) || !isNumber || growth < 0) {
    complain(QStringLiteral("--threshold '%1' is none, such as p99=20%; known are: %2")
                 .arg(text, known.join(QStringLiteral(", "))),
             kUsage);
    return std::nullopt;
  }
  return verdict::Threshold{what.toStdString(), percent ? growth / 100 : growth};
}

struct Limits {
  QString failOn;
  std::vector<verdict::Threshold> thresholds;
};

std::optional<Limits> limitsOf(const QCommandLineParser& parser) {
  Limits limits{parser.value(kFailOn), {}};
  const QStringList known{QStringLiteral("none"), QStringLiteral("worse"), QStringLiteral("any")};
  if (!known.contains(limits.failOn)) {
    complain(QStringLiteral("--fail-on '%1' is none of none, worse, any").arg(limits.failOn),
             kUsage);
    return std::nullopt;
  }
  for (const QString& text : parser.values(kThreshold)) {
    const auto threshold = thresholdOf(text);
    if (!threshold) return std::nullopt;
    limits.thresholds.push_back(*threshold);
  }
  return limits;
}

int verdictOf(const verdict::Comparison& comparison, const Limits& limits) {
  for (const verdict::Threshold& threshold : limits.thresholds) {
    if (const verdict::EdgePair* edge = comparison.breaks(threshold)) {
      return complain(QStringLiteral("%1: %2 got worse by more than %3 %")
                          .arg(printable(edge->name), QString::fromStdString(threshold.what))
                          .arg(threshold.growth * 100),
                      kFailed);
    }
  }
  const bool failed = (limits.failOn == u"worse" && comparison.isWorse()) ||
                      (limits.failOn == u"any" && !comparison.isEmpty());
  return failed ? kFailed : kOk;
}

}  // namespace

int runCompare(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Says what is different in recording B: what came and went, and what changed "
                     "beyond chance."));
  parser.addOptions(
      {{kJson, QStringLiteral("Print a JSON object.")},
       {kMarkdown, QStringLiteral("Print Markdown, for a pull request.")},
       {kFailOn, QStringLiteral("Exit with 1 when B is worse, or on any difference. Default: none"),
        QStringLiteral("none|worse|any"), QStringLiteral("none")},
       {kThreshold,
        QStringLiteral("Exit with 1 when an edge's rate, errors, p50, p95 or p99 got worse by more "
                       "than that, and beyond chance; repeatable: p99=20%"),
        QStringLiteral("what=percent")}});
  parser.addPositionalArgument(QStringLiteral("A"), QStringLiteral("The recording before."));
  parser.addPositionalArgument(QStringLiteral("B"), QStringLiteral("The recording after."));
  if (const auto exit = parse(parser, "compare", arguments)) return *exit;
  const QStringList files = parser.positionalArguments();
  if (files.size() != 2)
    return complain(QStringLiteral("compare wants two recordings: rheo compare A B"), kUsage);
  if (parser.isSet(kJson) && parser.isSet(kMarkdown))
    return complain(QStringLiteral("--json and --markdown: choose one"), kUsage);
  const auto limits = limitsOf(parser);
  if (!limits) return kUsage;
  auto a = store::openReader(files[0].toStdString());
  auto b = store::openReader(files[1].toStdString());
  if (!a) return complain(printable(a.error().text()), kUsage);
  if (!b) return complain(printable(b.error().text()), kUsage);
  const auto comparison = verdict::compareRecordings(**a, **b, CancelToken());
  if (!comparison) return complain(printable(comparison.error().text()), kUsage);
  const std::string text = parser.isSet(kJson)       ? comparisonJson(*comparison)
                           : parser.isSet(kMarkdown) ? comparisonMarkdown(*comparison)
                                                     : comparisonText(*comparison);
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
  return verdictOf(*comparison, *limits);
}

}  // namespace rheo::cli
