// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "model/export/row_fields.h"
#include "model/export/writers.h"
#include "model/json/base64.h"

namespace rheo::exports {
namespace {

constexpr std::array<std::string_view, 34> kColumns{
    "time",     "stage",        "kind",      "service",   "instance",        "topic",
    "type",     "subscription", "producer",  "error",     "deadLetterTopic", "saga",
    "sagaKey",  "step",         "undoes",    "key",       "attempt",         "version",
    "size",     "durationNs",   "published", "broker",    "event",           "trace",
    "cause",    "span",         "parent",    "duplicate", "outOfOrder",      "injected",
    "replayed", "truncated",    "redacted",  "attributes"};

/// A cell that a spreadsheet would take for a formula gets a quote in front, and so does one that
/// has such a quote already, so that taking one away gives back what was there.
bool looksLikeFormula(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

void appendCell(std::string& out, std::string_view text) {
  const bool formula = looksLikeFormula(text);
  const bool quoted = text.find_first_of(",\"\r\n;\t") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

class CsvWriter final : public Writer {
 public:
  void begin(std::string& out) override {
    for (const std::string_view column : kColumns) {
      out += column;
      out += ',';
    }
    out += "payload,payloadBase64\r\n";
  }

  bool sighting(std::string& out, const store::EventRow& row) override {
    const std::vector<RowField> fields = fieldsOf(row);
    for (const std::string_view column : kColumns) {
      for (const RowField& field : fields) {
        if (field.name != column) continue;
        // A number is no text that could start a formula, whatever its sign.
        field.type == RowField::Type::Text ? appendCell(out, field.text) : void(out += field.text);
      }
      if (column == "attributes") appendCell(out, row.attributes);
      out += ',';
    }
    const bool text = isUtf8(row.payload);
    if (text) appendCell(out, row.payload);
    out += ',';
    if (!text) out += toBase64(row.payload);
    out += "\r\n";
    return true;
  }
};

}  // namespace

std::unique_ptr<Writer> makeCsvWriter() {
  return std::make_unique<CsvWriter>();
}

}  // namespace rheo::exports
