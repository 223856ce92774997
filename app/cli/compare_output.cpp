// SPDX-License-Identifier: Apache-2.0
#include "app/cli/compare_output.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "app/cli/recording_query.h"
#include "model/json/json_writer.h"

namespace rheo::cli {
namespace {

using verdict::Comparison;
using verdict::EdgePair;
using verdict::Measure;

struct Named {
  const char* name;
  const verdict::Difference* difference;
};

std::array<Named, 4> differences(const Comparison& c) {
  return {
      {{"service", &c.services}, {"topic", &c.topics}, {"schema", &c.schemas}, {"edge", &c.edges}}};
}

std::string plain(const std::string& text) {
  return printable(text).toStdString();
}

std::string code(const std::string& text) {
  std::string out = plain(text);
  for (char& c : out) {
    if (c == '`') c = '\'';
  }
  return '`' + out + '`';
}

/// Inside a table a bar would end the cell, in code too.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : code(text)) c == '|' ? out += "\\|" : out += c;
  return out;
}

std::string valueText(const Measure& measure, double value) {
  char text[48];
  if (value < 0) return "none";
  if (measure.what == "rate") {
    std::snprintf(text, sizeof text, "%.4g/s", value);
  } else if (measure.what == "errors") {
    std::snprintf(text, sizeof text, "%.3g %%", value * 100);
  } else {
    std::snprintf(text, sizeof text, "%.4g ms", value / 1e6);
  }
  return text;
}

std::string changeText(const Measure& measure) {
  const double growth = measure.growth();
  if (!std::isfinite(growth)) return "new";
  char text[32];
  std::snprintf(text, sizeof text, "%+.0f %%", growth * 100);
  return text;
}

/// each(pair, measure) for what changed.
template <class Each>
void news(const Comparison& comparison, Each&& each) {
  for (const EdgePair& pair : comparison.pairs) {
    for (const Measure& measure : pair.measures) {
      if (measure.isNews) each(pair, measure);
    }
  }
}

void addVariants(std::string& out, const Comparison& comparison, const char* bullet,
                 std::string (*name)(const std::string&)) {
  for (const verdict::VariantChange& each : comparison.variants) {
    out += bullet;
    out += each.added ? "+ saga " : "- saga ";
    out += name(each.saga) + ' ' + name(each.path) + " (" + std::to_string(each.count) + ")";
    if (!each.divergesAt.empty()) out += ", diverges at " + name(each.divergesAt);
    out += '\n';
  }
}

void addDifferences(std::string& out, const Comparison& comparison, const char* bullet,
                    std::string (*name)(const std::string&)) {
  if (comparison.isEmpty()) out += std::string(bullet) + "No difference beyond chance\n";
  for (const auto& [what, difference] : differences(comparison)) {
    for (const std::string& each : difference->added)
      out += std::string(bullet) + "+ " + what + ' ' + name(each) + '\n';
    for (const std::string& each : difference->removed)
      out += std::string(bullet) + "- " + what + ' ' + name(each) + '\n';
  }
}

void add(JsonWriter& json, const verdict::Difference& difference) {
  json.beginObject().key("added").beginArray();
  for (const std::string& each : difference.added) json.text(each);
  json.endArray().key("removed").beginArray();
  for (const std::string& each : difference.removed) json.text(each);
  json.endArray().endObject();
}

void add(JsonWriter& json, const EdgePair& pair) {
  json.beginObject().member("edge", pair.name).key("measures").beginArray();
  for (const Measure& each : pair.measures) {
    json.beginObject().member("what", each.what);
    json.key("before");
    each.before < 0 ? json.raw("null") : json.real(each.before);
    json.key("after");
    each.after < 0 ? json.raw("null") : json.real(each.after);
    json.key("significant").boolean(each.isNews).key("worse").boolean(each.isWorse).endObject();
  }
  json.endArray().endObject();
}

}  // namespace

std::string comparisonText(const Comparison& comparison) {
  std::string out;
  addDifferences(out, comparison, "", plain);
  news(comparison, [&](const EdgePair& pair, const Measure& measure) {
    out += (measure.isWorse ? "! " : "  ") + plain(pair.name) + ' ' + std::string(measure.what);
    out += ' ' + valueText(measure, measure.before) + " -> " + valueText(measure, measure.after);
    out += " (" + changeText(measure) + ")\n";
  });
  addVariants(out, comparison, "", plain);
  return out;
}

std::string comparisonMarkdown(const Comparison& comparison) {
  std::string out = "### Recordings compared\n\n";
  addDifferences(out, comparison, "- ", code);
  bool any = false;
  news(comparison, [&](const EdgePair& pair, const Measure& measure) {
    if (!any) out += "\n| Edge | | Before | After | Change | |\n|---|---|---:|---:|---:|---|\n";
    any = true;
    out += "| " + cell(pair.name) + " | " + std::string(measure.what) + " | " +
           valueText(measure, measure.before) + " | " + valueText(measure, measure.after) + " | " +
           changeText(measure) + " | " + (measure.isWorse ? "worse" : "") + " |\n";
  });
  if (any && !comparison.variants.empty()) out += '\n';
  addVariants(out, comparison, "- ", code);
  return out;
}

std::string comparisonJson(const Comparison& comparison) {
  std::string text;
  JsonWriter json(text);
  json.beginObject().key("worse").boolean(comparison.isWorse());
  for (const auto& [what, difference] : differences(comparison)) add(json.key(what), *difference);
  json.key("edges").beginArray();
  for (const EdgePair& pair : comparison.pairs) add(json, pair);
  json.endArray().key("variants").beginArray();
  for (const verdict::VariantChange& each : comparison.variants) {
    json.beginObject().member("saga", each.saga).member("path", each.path);
    json.key("added").boolean(each.added).optional("divergesAt", each.divergesAt);
    json.key("count").unsignedInteger(each.count).endObject();
  }
  json.endArray().endObject();
  return text + '\n';
}

}  // namespace rheo::cli
