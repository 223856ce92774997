// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QTextStream>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "app/cli/recording_query.h"
#include "model/json/json_writer.h"
#include "model/verdict/compare.h"

namespace rheo::cli {
namespace {

using verdict::Comparison;

std::vector<std::pair<const char*, const verdict::Difference*>> differences(const Comparison& c) {
  return {{"service", &c.services}, {"topic", &c.topics}, {"type", &c.types}, {"edge", &c.edges}};
}

QString valueText(const std::string& what, double value) {
  if (what == "rate") return QStringLiteral("%1/s").arg(value, 0, 'g', 4);
  if (what == "errors") return QStringLiteral("%1 %").arg(value * 100, 0, 'g', 3);
  return QStringLiteral("%1 ms").arg(value / 1e6, 0, 'g', 4);
}

void printText(const Comparison& c, bool markdown) {
  QTextStream out(stdout);
  const QString bullet = markdown ? QStringLiteral("- ") : QString();
  // In Markdown, names from outside must not become markup.
  const auto name = [markdown](const std::string& text) {
    return markdown ? u'`' + printable(text).replace(u'`', u'\'') + u'`' : printable(text);
  };
  if (markdown) out << "### Recordings compared\n\n";
  if (c.isEmpty()) out << bullet << "No difference beyond chance\n";
  for (const auto& [what, difference] : differences(c)) {
    for (const auto& each : difference->added)
      out << bullet << "+ " << what << ' ' << name(each) << '\n';
    for (const auto& each : difference->removed)
      out << bullet << "- " << what << ' ' << name(each) << '\n';
  }
  if (markdown && !c.changes.empty())
    out << "\n| Edge | | Before | After | |\n|---|---|---:|---:|---|\n";
  for (const verdict::EdgeChange& each : c.changes) {
    const QString what = QString::fromStdString(each.what);
    const QString before = valueText(each.what, each.before),
                  after = valueText(each.what, each.after);
    const QString mark = each.worse ? QStringLiteral("worse") : QString();
    if (markdown) {
      out << "| " << name(each.edge).replace(u'|', QStringLiteral("\\|")) << " | " << what << " | "
          << before << " | " << after << " | " << mark << " |\n";
    } else {
      out << (each.worse ? "! " : "  ") << name(each.edge) << ' ' << what << ' ' << before << " -> "
          << after << '\n';
    }
  }
  for (const verdict::VariantChange& each : c.variants) {
    out << bullet << (each.added ? "+ " : "- ") << "saga " << name(each.saga) << ' '
        << name(each.path) << QStringLiteral(" (%1)").arg(each.count);
    if (!each.divergesAt.empty()) out << ", diverges at " << name(each.divergesAt);
    out << '\n';
  }
}

void printJson(const Comparison& c) {
  std::string text;
  JsonWriter json(text);
  json.beginObject().key("worse").boolean(c.isWorse());
  for (const auto& [what, difference] : differences(c)) {
    json.key(what).beginObject().key("added").beginArray();
    for (const auto& each : difference->added) json.text(each);
    json.endArray().key("removed").beginArray();
    for (const auto& each : difference->removed) json.text(each);
    json.endArray().endObject();
  }
  json.key("changes").beginArray();
  for (const verdict::EdgeChange& each : c.changes) {
    json.beginObject()
        .member("edge", each.edge)
        .member("what", each.what)
        .key("before")
        .real(each.before);
    json.key("after").real(each.after).key("worse").boolean(each.worse).endObject();
  }
  json.endArray().key("variants").beginArray();
  for (const verdict::VariantChange& each : c.variants) {
    json.beginObject()
        .member("saga", each.saga)
        .member("path", each.path)
        .key("added")
        .boolean(each.added);
    json.optional("divergesAt", each.divergesAt)
        .key("count")
        .unsignedInteger(each.count)
        .endObject();
  }
  json.endArray().endObject();
  QTextStream(stdout) << QString::fromStdString(text) << '\n';
}

}  // namespace

int runCompare(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Says what is different in recording B: what came and went, and what changed "
                     "beyond chance."));
  const QString json = QStringLiteral("json");
  const QString markdown = QStringLiteral("markdown");
  const QString failOn = QStringLiteral("fail-on");
  parser.addOptions(
      {{json, QStringLiteral("Print a JSON object.")},
       {markdown, QStringLiteral("Print Markdown, for a pull request.")},
       {failOn, QStringLiteral("Exit with 1 when B is worse, or on any difference. Default: none"),
        QStringLiteral("none|worse|any"), QStringLiteral("none")}});
  parser.addPositionalArgument(QStringLiteral("A"), QStringLiteral("The recording before."));
  parser.addPositionalArgument(QStringLiteral("B"), QStringLiteral("The recording after."));
  if (const auto exit = parse(parser, "compare", arguments)) return *exit;
  const QStringList files = parser.positionalArguments();
  const QString fail = parser.value(failOn);
  if (files.size() != 2)
    return complain(QStringLiteral("compare wants two recordings: rheo compare A B"), kUsage);
  if (parser.isSet(json) && parser.isSet(markdown))
    return complain(QStringLiteral("--json and --markdown: choose one"), kUsage);
  if (fail != u"none" && fail != u"worse" && fail != u"any") {
    return complain(QStringLiteral("--fail-on '%1' is none of none, worse, any").arg(fail), kUsage);
  }
  auto a = store::openReader(files[0].toStdString());
  auto b = store::openReader(files[1].toStdString());
  if (!a) return complain(printable(a.error().text()), kUsage);
  if (!b) return complain(printable(b.error().text()), kUsage);
  const auto comparison = verdict::compareRecordings(**a, **b, CancelToken());
  if (!comparison) return complain(printable(comparison.error().text()), kUsage);
  parser.isSet(json) ? printJson(*comparison) : printText(*comparison, parser.isSet(markdown));
  const bool failed =
      (fail == u"worse" && comparison->isWorse()) || (fail == u"any" && !comparison->isEmpty());
  return failed ? kFailed : kOk;
}

}  // namespace rheo::cli
