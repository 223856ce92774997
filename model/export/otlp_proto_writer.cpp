// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "model/export/otlp_writer.h"
#include "model/export/proto_fields.h"
#include "model/export/writers.h"

namespace rheo::exports {
namespace {

std::string bigEndian(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
  return bytes;
}

std::string bytesOf(const Id128& id) {
  return bigEndian(id.hi) + bigEndian(id.lo);
}

template <class Number>
Number numberOf(const std::string& text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string valueOf(const SpanView::Tag& tag) {
  std::string bytes;
  ProtoFields value(bytes);
  switch (tag.type) {
    case SpanView::Tag::Type::Text:
      value.bytes(1, tag.text);
      break;
    case SpanView::Tag::Type::Bool:
      value.number(2, tag.text == "true" ? 1 : 0);
      break;
    case SpanView::Tag::Type::Integer:
      value.number(3, static_cast<std::uint64_t>(numberOf<std::int64_t>(tag.text)));
      break;
    case SpanView::Tag::Type::Real:
      value.real(4, numberOf<double>(tag.text));
      break;
  }
  return bytes;
}

std::string keyValue(const SpanView::Tag& tag) {
  std::string bytes;
  ProtoFields(bytes).bytes(1, tag.key).bytes(2, valueOf(tag));
  return bytes;
}

/// TracesData messages one after the other, which is one such message.
class OtlpProtoWriter final : public OtlpWriter {
 private:
  void request(std::string& out, const Spans& all) override {
    for (const auto& [who, spans] : all) {
      std::string resource, scope, scopeSpans, whole;
      ProtoFields(resource).bytes(1, keyValue({"service.name", who.first}));
      if (!who.second.empty())
        ProtoFields(resource).bytes(1, keyValue({"service.instance.id", who.second}));
      ProtoFields(scope).bytes(1, "rheoscope");
      ProtoFields(scopeSpans).bytes(1, scope);
      scopeSpans += spans;
      ProtoFields(whole).bytes(1, resource).bytes(2, scopeSpans);
      ProtoFields(out).bytes(1, whole);
    }
  }

  void append(std::string& out, const SpanView& span) override {
    std::string bytes;
    ProtoFields fields(bytes);
    fields.bytes(1, bytesOf(span.traceId)).bytes(2, bigEndian(span.spanId));
    if (span.parentSpanId != 0) fields.bytes(4, bigEndian(span.parentSpanId));
    fields.bytes(5, span.name).number(6, static_cast<std::uint64_t>(span.kind));
    fields.fixed64(7, static_cast<std::uint64_t>(span.startNs));
    fields.fixed64(8, static_cast<std::uint64_t>(span.endNs));
    for (const SpanView::Tag& tag : span.tags) fields.bytes(9, keyValue(tag));
    for (const SpanView::Link& link : span.links) {
      std::string linked;
      ProtoFields(linked).bytes(1, bytesOf(link.traceId)).bytes(2, bigEndian(link.spanId));
      fields.bytes(13, linked);
    }
    std::string status;
    if (span.isError) ProtoFields(status).number(3, 2);
    fields.bytes(15, status);
    ProtoFields(out).bytes(2, bytes);
  }
};

}  // namespace

std::unique_ptr<Writer> makeOtlpProtoWriter() {
  return std::make_unique<OtlpProtoWriter>();
}

}  // namespace rheo::exports
