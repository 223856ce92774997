// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "tests/tools/trace_maker.h"

namespace rheo::test {
namespace {

void appendHex(std::string& out, std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(value >> shift) & 15];
}

void appendNumber(std::string& out, std::uint64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// None of what is made needs an escape.
void appendTag(std::string& out, const MadeTag& tag) {
  out += "{\"key\":\"";
  out += tag.key;
  out += tag.isNumber ? "\",\"value\":{\"intValue\":\"" : "\",\"value\":{\"stringValue\":\"";
  out += tag.text;
  out += "\"}}";
}

void appendSpan(std::string& out, const MadeSpan& span) {
  out += "{\"traceId\":\"";
  appendHex(out, span.traceId[0]);
  appendHex(out, span.traceId[1]);
  out += "\",\"spanId\":\"";
  appendHex(out, span.spanId);
  out += "\",\"parentSpanId\":\"";
  if (span.parentSpanId != 0) appendHex(out, span.parentSpanId);
  out += "\",\"name\":\"";
  out += span.name;
  out += "\",\"kind\":";
  appendNumber(out, static_cast<std::uint64_t>(span.kind));
  out += ",\"startTimeUnixNano\":\"";
  appendNumber(out, span.startNs);
  out += "\",\"endTimeUnixNano\":\"";
  appendNumber(out, span.endNs);
  out += "\",\"attributes\":[";
  bool first = true;
  for (const MadeTag& tag : span.tags) {
    if (!first) out += ',';
    first = false;
    appendTag(out, tag);
  }
  out += span.failed ? "],\"status\":{\"code\":2}}" : "],\"status\":{}}";
}

}  // namespace

void appendOtlpJson(std::string& out, const TraceMaker::Batch& batch) {
  out += "{\"resourceSpans\":[";
  for (std::size_t service = 0; service < batch.size(); ++service) {
    if (service > 0) out += ',';
    out += "{\"resource\":{\"attributes\":[";
    appendTag(out, {"service.name", std::string(TraceMaker::kServices[service])});
    out += ',';
    appendTag(out, {"service.version", "1.4.2"});
    out += "]},\"scopeSpans\":[{\"scope\":{\"name\":\"shop\"},\"spans\":[";
    bool first = true;
    for (const MadeSpan& span : batch[service]) {
      if (!first) out += ',';
      first = false;
      appendSpan(out, span);
    }
    out += "]}]}";
  }
  out += "]}\n";
}

}  // namespace rheo::test
