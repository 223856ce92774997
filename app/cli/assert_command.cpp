// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QSaveFile>
#include <QTextStream>

#include "app/cli/command.h"
#include "app/cli/recording_options.h"
#include "app/cli/recording_query.h"
#include "app/cli/shell_quote.h"
#include "model/json/json_writer.h"
#include "model/verdict/check.h"

namespace rheo::cli {
namespace {

struct Outcome {
  verdict::Assertion assertion;
  verdict::Verdict verdict;
};

std::string describe(const store::EventRow& row) {
  std::string text = isoTime(row.timeNs) + " " + std::string(stageName(row.stage)) + " " +
                     row.service + " " + row.topic + " " + row.type;
  if (!row.errorType.empty()) text += " error " + row.errorType;
  if (!row.key.empty()) text += " key " + row.key;
  return text + " event " + row.eventId.hex();
}

/// The commands that show what broke a promise: in the app, and as lines.
std::vector<std::string> howToOpen(const std::string& file, const verdict::Verdict& verdict) {
  const std::string part = " --filter " + shellQuote(verdict.filter);
  return {"rheoscope " + shellQuote(file) + part,
          "rheo export " + shellQuote(file) + " --format jsonl" + part};
}

void printText(const std::vector<Outcome>& outcomes, const std::string& file) {
  QTextStream out(stdout);
  for (const Outcome& each : outcomes) {
    out << (each.verdict.holds ? "ok      " : "BROKEN  ") << printable(each.assertion.text)
        << "\n        found " << printable(each.verdict.found) << '\n';
    for (const store::EventRow& row : each.verdict.examples)
      out << "        " << printable(describe(row)) << '\n';
    if (each.verdict.filter.empty()) continue;
    for (const std::string& command : howToOpen(file, each.verdict))
      out << "        see " << printable(command) << '\n';
  }
}

void printJson(const std::vector<Outcome>& outcomes, const std::string& file) {
  std::string text;
  JsonWriter json(text);
  json.beginArray();
  for (const Outcome& each : outcomes) {
    json.beginObject()
        .member("assertion", each.assertion.text)
        .key("holds")
        .boolean(each.verdict.holds);
    json.member("found", each.verdict.found).optional("filter", each.verdict.filter);
    if (!each.verdict.filter.empty()) json.member("open", howToOpen(file, each.verdict).front());
    json.key("examples").beginArray();
    for (const store::EventRow& row : each.verdict.examples) {
      json.beginObject().member("time", isoTime(row.timeNs)).member("stage", stageName(row.stage));
      json.member("service", row.service).optional("topic", row.topic).optional("type", row.type);
      json.optional("error", row.errorType).optional("key", row.key);
      json.member("event", row.eventId.hex()).member("trace", row.traceId.hex());
      json.key("row").unsignedInteger(row.row).endObject();
    }
    json.endArray().endObject();
  }
  json.endArray();
  QTextStream(stdout) << QString::fromStdString(text) << '\n';
}

QString xml(const std::string& text) {
  return printable(text).toHtmlEscaped();
}

bool writeJunit(const QString& path, const std::vector<Outcome>& outcomes,
                const std::string& file) {
  QSaveFile target(path);
  if (!target.open(QIODevice::WriteOnly)) return false;
  const auto broken = std::count_if(outcomes.begin(), outcomes.end(),
                                    [](const Outcome& each) { return !each.verdict.holds; });
  QTextStream out(&target);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  out << QStringLiteral("<testsuite name=\"rheo assert\" tests=\"%1\" failures=\"%2\">\n")
             .arg(outcomes.size())
             .arg(broken);
  for (const Outcome& each : outcomes) {
    out << QStringLiteral("<testcase classname=\"%1\" name=\"%2\">")
               .arg(xml(file), xml(each.assertion.text));
    if (!each.verdict.holds) {
      out << QStringLiteral("<failure message=\"found %1\">").arg(xml(each.verdict.found));
      for (const store::EventRow& row : each.verdict.examples) out << xml(describe(row)) << '\n';
      if (!each.verdict.filter.empty()) out << xml(howToOpen(file, each.verdict).front()) << '\n';
      out << "</failure>";
    }
    out << "</testcase>\n";
  }
  out << "</testsuite>\n</testsuites>\n";
  out.flush();
  return target.commit();
}

std::optional<std::vector<Outcome>> readAssertions(const QStringList& texts) {
  std::vector<Outcome> outcomes;
  for (const QString& text : texts) {
    const auto assertion = verdict::parseAssertion(text.toStdString());
    if (!assertion) {
      complain(QStringLiteral("'%1': %2").arg(text, printable(assertion.error().text())), kUsage);
      return std::nullopt;
    }
    outcomes.push_back({*assertion, {}});
  }
  return outcomes;
}

}  // namespace

int runAssert(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(QStringLiteral(
      "Holds a recording to promises; exits with 1 and counter-examples when one is broken.\n\n"
      "  count(topic == \"orders.dlq\") == 0\n  p99(latency, topic == \"payments\") < 200ms\n"
      "  rate(failed) < 1%\n  saga(\"OrderFulfilment\").stuck == 0\n"
      "  every(type == \"OrderPlaced\") leads_to(type == \"OrderConfirmed\") within 5s"));
  const QString json = QStringLiteral("json");
  const QString junit = QStringLiteral("junit");
  parser.addOptions(
      {{json, QStringLiteral("Print a JSON array.")},
       {junit, QStringLiteral("Write JUnit XML there too."), QStringLiteral("file")}});
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  parser.addPositionalArgument(QStringLiteral("EXPR"), QStringLiteral("Promises."),
                               QStringLiteral("EXPR..."));
  if (const auto exit = parse(parser, "assert", arguments)) return *exit;
  QStringList texts = parser.positionalArguments();
  if (texts.size() < 2) {
    return complain(
        QStringLiteral(
            "assert wants a recording and a promise: rheo assert R.rheo 'rate(failed) < 1%'"),
        kUsage);
  }
  const std::string file = texts.takeFirst().toStdString();
  auto outcomes = readAssertions(texts);
  if (!outcomes) return kUsage;
  auto reader = store::openReader(file);
  if (!reader) return complain(printable(reader.error().text()), kUsage);
  bool holds = true;
  for (Outcome& each : *outcomes) {
    auto verdict = verdict::check(**reader, each.assertion, CancelToken());
    if (!verdict) return complain(printable(verdict.error().text()), kUsage);
    each.verdict = std::move(verdict).value();
    holds = holds && each.verdict.holds;
  }
  parser.isSet(json) ? printJson(*outcomes, file) : printText(*outcomes, file);
  if (parser.isSet(junit) && !writeJunit(parser.value(junit), *outcomes, file)) {
    return complain(QStringLiteral("--junit: cannot write '%1'").arg(parser.value(junit)), kUsage);
  }
  return holds ? kOk : kFailed;
}

}  // namespace rheo::cli
