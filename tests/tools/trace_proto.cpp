// SPDX-License-Identifier: Apache-2.0
#include "tests/tools/trace_maker.h"

namespace rheo::test {
namespace {

void varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

void bytes(std::string& out, unsigned field, std::string_view value) {
  varint(out, field << 3 | 2);
  varint(out, value.size());
  out += value;
}

void number(std::string& out, unsigned field, std::uint64_t value) {
  varint(out, field << 3);
  varint(out, value);
}

void fixed64(std::string& out, unsigned field, std::uint64_t value) {
  varint(out, field << 3 | 1);
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift);
}

void bigEndian(std::string& out, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

std::string tagBytes(const MadeTag& tag) {
  std::string value, pair;
  tag.isNumber ? number(value, 3, std::stoull(tag.text)) : bytes(value, 1, tag.text);
  bytes(pair, 1, tag.key);
  bytes(pair, 2, value);
  return pair;
}

std::string spanBytes(const MadeSpan& span) {
  std::string out, id;
  bigEndian(id, span.traceId[0]);
  bigEndian(id, span.traceId[1]);
  bytes(out, 1, id);
  id.clear();
  bigEndian(id, span.spanId);
  bytes(out, 2, id);
  id.clear();
  bigEndian(id, span.parentSpanId);
  if (span.parentSpanId != 0) bytes(out, 4, id);
  bytes(out, 5, span.name);
  number(out, 6, static_cast<std::uint64_t>(span.kind));
  fixed64(out, 7, span.startNs);
  fixed64(out, 8, span.endNs);
  for (const MadeTag& tag : span.tags) bytes(out, 9, tagBytes(tag));
  std::string status;
  if (span.failed) number(status, 3, 2);
  bytes(out, 15, status);
  return out;
}

}  // namespace

void appendOtlpProto(std::string& out, const TraceMaker::Batch& batch) {
  for (std::size_t service = 0; service < batch.size(); ++service) {
    std::string resource, scope, spans, whole;
    bytes(resource, 1, tagBytes({"service.name", std::string(TraceMaker::kServices[service])}));
    bytes(resource, 1, tagBytes({"service.version", "1.4.2"}));
    bytes(scope, 1, "shop");
    bytes(spans, 1, scope);
    for (const MadeSpan& span : batch[service]) bytes(spans, 2, spanBytes(span));
    bytes(whole, 1, resource);
    bytes(whole, 2, spans);
    bytes(out, 1, whole);
  }
}

}  // namespace rheo::test
