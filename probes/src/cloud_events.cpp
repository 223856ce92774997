// SPDX-License-Identifier: Apache-2.0
#include "rheo/cloud_events.hpp"

#include <new>

#include "probes/src/header_time.hpp"
#include "probes/src/percent.hpp"
#include "probes/wire/stable_id.hpp"

namespace rheo {

using namespace probe;

namespace {

/// What an HTTP header may hold as it is: the binding escapes blanks, quotes, percents and all that
/// is not printable ASCII.
bool isPlainInHttp(char c) noexcept {
  return c > 0x20 && c < 0x7F && c != '"' && c != '%';
}

std::string prefixed(CloudEventsBinding binding, std::string_view name) {
  static constexpr std::string_view kPrefixes[] = {"ce-", "ce_", "cloudEvents:"};
  return std::string(kPrefixes[static_cast<std::size_t>(binding)]).append(name);
}

void put(CloudEventsBinding binding, const HeaderWriter& headers, std::string_view name,
         std::string_view value) {
  if (value.empty()) return;
  if (binding != CloudEventsBinding::Http) return headers.write(prefixed(binding, name), value);
  std::string escaped;
  appendEscaped(escaped, value, isPlainInHttp);
  headers.write(prefixed(binding, name), escaped);
}

std::string read(const HeaderReader& headers, std::string_view name) {
  std::string value;
  auto keep = [&](std::string_view text) { value = text; };
  headers.read(name, keep);
  return value;
}

std::string get(CloudEventsBinding binding, const HeaderReader& headers, std::string_view name) {
  std::string value = read(headers, prefixed(binding, name));
  if (binding == CloudEventsBinding::Amqp && value.empty())
    value = read(headers, std::string("cloudEvents_").append(name));
  if (binding != CloudEventsBinding::Http) return value;
  std::string_view text = trimmed(value);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    text = text.substr(1, text.size() - 2);
  return unescaped(text);
}

std::string hexOf(const ProbeId& id) {
  std::string text;
  for (const std::uint64_t word : {id.hi, id.lo})
    for (int shift = 60; shift >= 0; shift -= 4) text.push_back(kHex[(word >> shift) & 15]);
  return text;
}

/// 32 hex digits, of either case.
bool takeHexId(std::string_view text, ProbeId& id) noexcept {
  if (text.size() != 32) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int digit = hexDigit(text[i], true);
    if (digit < 0) return false;
    std::uint64_t& word = i < 16 ? id.hi : id.lo;
    word = word << 4 | static_cast<std::uint64_t>(digit);
  }
  return !id.isNull();
}

/// The attributes that are texts, by the name that the standard gives them.
template <typename Event, typename Each>
void eachText(Event& event, Each each) {
  each("id", event.id);
  each("source", event.source);
  each("type", event.type);
  each("subject", event.subject);
  each("dataschema", event.dataSchema);
  each("partitionkey", event.partitionKey);
  each("correlationid", event.correlationId);
  each("topic", event.topic);
}

}  // namespace

CloudEvent describe(const Context& published, const Topic& topic, const EventType& type,
                    const EventOptions& options) noexcept {
  CloudEvent event;
  try {
    event.id = hexOf(published.eventId);
    event.source = published.producer;
    event.type = type.text();
    event.subject = options.key;
    event.partitionKey = options.key;
    event.correlationId = options.sagaKey;
    event.topic = topic.text();
  } catch (...) {
    // Out of memory: what is there goes out.
  }
  event.timeNs = published.publishedNs;
  event.context = published;
  return event;
}

namespace {

void write(const CloudEvent& event, CloudEventsBinding binding, const HeaderWriter& headers) {
  put(binding, headers, "specversion", "1.0");
  eachText(event, [&](std::string_view name, const std::string& value) {
    put(binding, headers, name, value);
  });
  if (event.timeNs != 0) put(binding, headers, "time", headerTime(event.timeNs));
  ContextHeaders trace;
  inject(event.context, trace);
  put(binding, headers, "traceparent", trace.traceparent.data());
  put(binding, headers, "tracestate", trace.tracestate.data());
  if (!event.dataContentType.empty()) headers.write("content-type", event.dataContentType);
}

bool parse(CloudEventsBinding binding, const HeaderReader& headers, CloudEvent& event) {
  if (get(binding, headers, "specversion").substr(0, 2) != "1.") return false;
  eachText(event,
           [&](std::string_view name, std::string& value) { value = get(binding, headers, name); });
  event.timeNs = parseHeaderTime(get(binding, headers, "time"));
  event.dataContentType = read(headers, "content-type");
  event.context =
      extract(get(binding, headers, "traceparent"), get(binding, headers, "tracestate"));
  return !event.id.empty() && !event.source.empty() && !event.type.empty();
}

}  // namespace

void inject(const CloudEvent& event, CloudEventsBinding binding, const HeaderWriter& headers) {
  try {
    write(event, binding, headers);
  } catch (const std::bad_alloc&) {
    // What is written by now goes out.
  }
}

bool extract(CloudEventsBinding binding, const HeaderReader& headers, CloudEvent& event) {
  event = {};
  try {
    return parse(binding, headers, event);
  } catch (const std::bad_alloc&) {
    return false;
  }
}

Context contextOf(const CloudEvent& event) noexcept {
  Context context = event.context;
  if (!context.eventId.isNull()) return context;
  ProbeId id;
  if (!takeHexId(event.id, id)) {
    const wire::StableId stable = wire::stableId(event.source, event.id);
    id = {stable.hi, stable.lo};
  }
  context.eventId = id;
  context.publishedNs = event.timeNs;
  context.producer[event.source.copy(context.producer, sizeof context.producer - 1)] = 0;
  return context;
}

}  // namespace rheo
