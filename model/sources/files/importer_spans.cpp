// SPDX-License-Identifier: Apache-2.0
// How the importer takes a span: notes it, in the recording's names.
#include <algorithm>

#include "model/sources/files/importer.h"
#include "model/sources/files/sighting_fields.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostTagBytes = 64u << 10;
constexpr std::string_view kOurs = "rheo.";

}  // namespace

Result<void> Importer::span(const Span& span) {
  ++m_counts.spans;
  const SpanFacts facts = factsOf(span);
  if (facts.isOurs) return exported(span);
  m_notes.push_back(note(span, facts));
  m_meaning.learn(m_notes.back());
  return makeRoom();
}

/// A sighting that was exported as a span comes back as it was.
Result<void> Importer::exported(const Span& span) {
  SightingFields fields;
  fields.sighting().event.traceId = span.traceId;
  bool saysService = false;
  for (const Attribute& attribute : span.attributes) {
    if (!attribute.key.starts_with(kOurs)) continue;
    const std::string_view name = attribute.key.substr(kOurs.size());
    saysService = saysService || name == "service";
    if (name == "payload") {
      fields.payload(attribute.value);
    } else if (name == "payloadBase64") {
      fields.payloadBase64(attribute.value);
    } else if (name == "attributes") {
      fields.attributes(attribute.value);
    } else {
      (void)fields.take(name, FieldValue::of(attribute.value));
    }
  }
  FileSighting& sighting = fields.sighting();
  if (!saysService) sighting.service = span.service;
  if (sighting.instance.empty()) sighting.instance = span.instance;
  if (const FileSighting* good = fields.finish()) return this->sighting(*good);
  broken(0, "span " + hex64(span.spanId), fields.wrong());
  return {};
}

SpanNote Importer::note(const Span& span, const SpanFacts& facts) {
  SpanNote note;
  note.traceId = span.traceId;
  note.spanId = span.shared ? span.spanId ^ kSharedMark : span.spanId;
  note.parentSpanId = span.shared ? span.spanId : span.parentSpanId;
  note.role = facts.role;
  note.attempt = facts.attempt;
  note.size = facts.size;
  note.links = span.links;
  if (!facts.messageId.empty()) {
    note.messageKey = stableHash(facts.messageId, stableHash(facts.destination)) | 1;
  }
  note.session = session(span.service, span.instance);
  name(note, span, facts);
  time(note, span);
  note.key = keep(facts.key);
  note.attributes = tagsOf(span);
  return note;
}

void Importer::name(SpanNote& note, const Span& span, const SpanFacts& facts) {
  NameTable& names = m_receiver.names();
  const std::string_view service = span.service.empty() ? "unknown" : span.service;
  note.service = names.intern(service);
  note.instance = names.intern(span.instance);
  note.type = names.intern(facts.type.empty() ? span.name : facts.type);
  note.errorType = names.intern(facts.errorType);
  note.peer = names.intern(facts.peer);
  switch (note.role) {
    case Role::Publish:
    case Role::Receive:
    case Role::Process:
      note.topic = names.intern(facts.destination);
      note.subscription = names.intern(facts.subscription.empty() ? service : facts.subscription);
      break;
    case Role::Client:
      break;
    case Role::Server:
      note.topic = names.intern("call:" + std::string(service));
      break;
    case Role::Local:
      note.topic = names.intern("local:" + std::string(service));
      break;
  }
}

void Importer::time(SpanNote& note, const Span& span) {
  note.startNs = span.startNs;
  note.endNs = span.endNs;
  if (note.startNs <= 0) {
    ++m_counts.untimed;
    note.startNs = note.endNs > 0 ? note.endNs : m_latestNs;
  }
  if (note.endNs < note.startNs) {
    if (span.endNs > 0) ++m_counts.backwards;
    note.endNs = note.startNs;
  }
  m_latestNs = std::max(m_latestNs, note.startNs);
}

/// The span's tags as one JSON object; what has no field of its own is put beside them.
std::string_view Importer::tagsOf(const Span& span) {
  m_text.clear();
  JsonWriter json(m_text);
  json.beginObject();
  for (const Attribute& attribute : span.attributes) {
    if (m_text.size() + attribute.value.size() > kMostTagBytes) continue;
    json.key(attribute.key);
    attribute.type == Attribute::Type::Text ? json.text(attribute.value)
                                            : json.raw(attribute.value);
  }
  json.optional("span.name", span.name);
  json.optional("otel.scope.name", span.scope);
  json.optional("otel.status_description", span.statusMessage);
  if (!span.eventsJson.empty() && m_text.size() + span.eventsJson.size() < kMostTagBytes) {
    json.key("span.events").raw(span.eventsJson);
  }
  if (!span.links.empty()) {
    json.key("span.links").beginArray();
    for (std::size_t i = 0; i < std::min<std::size_t>(span.links.size(), 64); ++i) {
      json.beginObject().member("traceId", span.links[i].traceId.hex());
      json.member("spanId", hex64(span.links[i].spanId)).endObject();
    }
    json.endArray();
  }
  json.endObject();
  return keep(m_text);
}

}  // namespace rheo::files
