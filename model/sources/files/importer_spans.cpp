// SPDX-License-Identifier: Apache-2.0
// How the importer takes a span: notes it, in the recording's names.
#include <algorithm>

#include "model/sources/files/importer.h"
#include "model/sources/files/sighting_fields.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostTagBytes = 64u << 10;
constexpr std::size_t kMostLinks = 1024;
constexpr std::string_view kOurs = "rheo.";

}  // namespace

Result<void> Importer::span(const Span& span) {
  ++m_counts.spans;
  const SpanFacts facts = factsOf(span);
  if (facts.isOurs) return exported(span);
  m_block.notes.push_back(note(span, facts));
  return passOn(false);
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
  name(note, span, facts);
  time(note, span);
  note.key = m_block.texts->pool.keep(facts.key);
  note.attributes = tagsOf(span, note);
  return note;
}

void Importer::name(SpanNote& note, const Span& span, const SpanFacts& facts) {
  const std::string_view service = span.service.empty() ? "unknown" : span.service;
  const Origin& origin = m_origins.of(service, span.instance, m_file);
  note.session = origin.session;
  note.service = origin.service;
  note.instance = origin.instance;
  note.type = m_names.code(facts.type.empty() ? span.name : facts.type);
  note.errorType = m_names.code(facts.errorType);
  note.peer = m_names.code(facts.peer);
  switch (note.role) {
    case Role::Publish:
    case Role::Receive:
    case Role::Process:
      note.topic = m_names.code(facts.destination);
      note.subscription =
          facts.subscription.empty() ? note.service : m_names.code(facts.subscription);
      break;
    case Role::Client:
      break;
    case Role::Server:
      note.topic = m_names.calls(note.service);
      break;
    case Role::Local:
      note.topic = m_names.locals(note.service);
      break;
  }
}

void Importer::time(SpanNote& note, const Span& span) {
  note.startNs = span.startNs;
  note.endNs = span.endNs;
  if (note.startNs <= 0) {
    note.faults |= kUntimed;
    note.startNs = note.endNs > 0 ? note.endNs : m_latestNs;
  }
  if (note.endNs < note.startNs) {
    if (span.endNs > 0) note.faults |= kBackwards;
    note.endNs = note.startNs;
  } else if (note.endNs == note.startNs && note.faults == 0) {
    note.faults |= kTimeless;
  }
  m_latestNs = std::max(m_latestNs, note.startNs);
}

std::string_view Importer::tagsOf(const Span& span, SpanNote& note) {
  m_tags.clear();
  const auto fits = [&](std::size_t size) {
    if (m_tags.size() + size <= kMostTagBytes) return true;
    ++note.cutTags;
    return false;
  };
  const auto text = [&](std::string_view key, std::string_view value) {
    if (!value.empty() && fits(value.size())) m_tags.text(key, value);
  };
  for (const Attribute& attribute : span.attributes) {
    if (fits(attribute.key.size() + attribute.value.size())) m_tags.tag(attribute);
  }
  text("span.name", span.name);
  text("otel.scope.name", span.scope);
  text("otel.status_description", span.statusMessage);
  if (!span.eventsJson.empty() && fits(span.eventsJson.size()))
    m_tags.raw("span.events", span.eventsJson);
  if (!span.links.empty()) m_tags.raw("span.links", linksOf(span, note));
  if (note.cutTags > 0) m_tags.raw("rheo.cutTags", std::to_string(note.cutTags));
  m_counts.cutTags += note.cutTags;
  return m_block.texts->pool.keep(m_tags.finish());
}

std::string Importer::linksOf(const Span& span, SpanNote& note) {
  std::string text;
  JsonWriter json(text);
  json.beginArray();
  for (std::size_t i = 0; i < span.links.size(); ++i) {
    if (i == kMostLinks) {
      note.cutTags += static_cast<std::uint32_t>(span.links.size() - i);
      break;
    }
    json.beginObject().member("traceId", span.links[i].traceId.hex());
    json.member("spanId", hex64(span.links[i].spanId)).endObject();
  }
  json.endArray();
  return text;
}

}  // namespace rheo::files
