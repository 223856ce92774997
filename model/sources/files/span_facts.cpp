// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/span_facts.h"

#include <array>
#include <charconv>
#include <utility>

#include "model/sources/files/text_hash.h"

namespace rheo::files {
namespace {

/// Within one meaning, a smaller number is preferred when a span has several.
enum class Tag : std::uint8_t {
  Destination,
  Operation,
  Subscription,
  MessageId,
  Type,
  Key,
  Attempt,
  Size,
  System,
  Error,
  Exception,
  Peer,
  Ours,
};

}  // namespace

struct TagMeaning {
  Tag tag;
  std::uint8_t rank;
};

namespace {

constexpr std::pair<std::string_view, TagMeaning> kMeanings[] = {
    {"messaging.destination.name", {Tag::Destination, 0}},
    {"messaging.destination", {Tag::Destination, 1}},
    {"messaging.destination_publish.name", {Tag::Destination, 2}},
    {"message_bus.destination", {Tag::Destination, 3}},
    {"kafka.topic", {Tag::Destination, 4}},
    {"jms.queue", {Tag::Destination, 5}},
    {"jms.topic", {Tag::Destination, 6}},
    {"messaging.source.name", {Tag::Destination, 7}},
    {"messaging.channel_name", {Tag::Destination, 8}},
    {"jms.destination", {Tag::Destination, 9}},
    {"rabbit.exchange", {Tag::Destination, 10}},
    {"messaging.temp_destination", {Tag::Destination, 11}},
    {"messaging.operation.type", {Tag::Operation, 0}},
    {"messaging.operation", {Tag::Operation, 1}},
    {"messaging.operation.name", {Tag::Operation, 2}},
    {"messaging.consumer.group.name", {Tag::Subscription, 0}},
    {"messaging.destination.subscription.name", {Tag::Subscription, 1}},
    {"messaging.kafka.consumer.group", {Tag::Subscription, 2}},
    {"messaging.kafka.consumer_group", {Tag::Subscription, 3}},
    {"messaging.consumer_group", {Tag::Subscription, 4}},
    {"messaging.rocketmq.client_group", {Tag::Subscription, 5}},
    {"messaging.eventhubs.consumer.group", {Tag::Subscription, 6}},
    {"messaging.servicebus.destination.subscription_name", {Tag::Subscription, 7}},
    {"kafka.group", {Tag::Subscription, 8}},
    {"messaging.rocketmq.consumer_group", {Tag::Subscription, 9}},
    {"messaging.pulsar.subscription", {Tag::Subscription, 10}},
    {"messaging.consumer.id", {Tag::Subscription, 11}},
    {"messaging.consumer_id", {Tag::Subscription, 12}},
    {"rabbit.queue", {Tag::Subscription, 13}},
    {"messaging.message.id", {Tag::MessageId, 0}},
    {"messaging.message_id", {Tag::MessageId, 1}},
    {"cloudevents.event_type", {Tag::Type, 0}},
    {"messaging.message.type", {Tag::Type, 1}},
    {"messaging.message_type", {Tag::Type, 2}},
    {"messaging.kafka.message.key", {Tag::Key, 0}},
    {"messaging.kafka.message_key", {Tag::Key, 1}},
    {"messaging.message.key", {Tag::Key, 2}},
    {"kafka.key", {Tag::Key, 3}},
    {"messaging.message.delivery_attempt", {Tag::Attempt, 0}},
    {"messaging.gcp_pubsub.message.delivery_attempt", {Tag::Attempt, 1}},
    {"messaging.servicebus.message.delivery_count", {Tag::Attempt, 2}},
    {"messaging.message.body.size", {Tag::Size, 0}},
    {"messaging.message.payload_size_bytes", {Tag::Size, 1}},
    {"messaging.message_payload_size_bytes", {Tag::Size, 2}},
    {"messaging.message.envelope.size", {Tag::Size, 3}},
    {"messaging.system", {Tag::System, 0}},
    {"error.type", {Tag::Error, 0}},
    {"exception.type", {Tag::Exception, 0}},
    {"peer.service", {Tag::Peer, 0}},
    {"rpc.service", {Tag::Peer, 1}},
    {"db.system.name", {Tag::Peer, 2}},
    {"db.system", {Tag::Peer, 3}},
    {"server.address", {Tag::Peer, 4}},
    {"net.peer.name", {Tag::Peer, 5}},
    {"peer.hostname", {Tag::Peer, 6}},
    {"peer.address", {Tag::Peer, 7}},
    {"rheo.stage", {Tag::Ours, 0}},
};

/// Names to meanings. Nearly every tag is asked for and most have none: one look at an empty place
/// must be enough.
class Meanings {
 public:
  Meanings() {
    std::uint8_t placed = 0;
    for (const auto& [name, meaning] : kMeanings) {
      std::size_t at = textHash(name) % kSlots;
      while (m_slots[at] != 0) at = (at + 1) % kSlots;
      m_slots[at] = ++placed;
    }
  }
  [[nodiscard]] const TagMeaning* find(std::string_view name) const {
    for (std::size_t at = textHash(name) % kSlots; m_slots[at] != 0; at = (at + 1) % kSlots) {
      const auto& [known, meaning] = kMeanings[m_slots[at] - 1];
      if (known == name) return &meaning;
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t kSlots = 1024;
  static_assert(std::size(kMeanings) * 8 < kSlots);
  std::array<std::uint8_t, kSlots> m_slots{};  ///< which one of them, from 1 on; 0 = none
};

constexpr std::size_t kTags = static_cast<std::size_t>(Tag::Ours) + 1;

struct Found {
  std::array<std::string_view, kTags> values;
  std::array<std::uint8_t, kTags> ranks;
  Found() { ranks.fill(0xFF); }
  std::string_view operator[](Tag tag) const { return values[static_cast<std::size_t>(tag)]; }
  [[nodiscard]] bool has(Tag tag) const { return ranks[static_cast<std::size_t>(tag)] != 0xFF; }
};

Found find(const Span& span) {
  Found found;
  for (const Attribute& attribute : span.attributes) {
    const TagMeaning* meaning =
        attribute.known != nullptr ? attribute.known->meaning : meaningOf(attribute.key);
    if (meaning == nullptr) continue;
    const auto tag = static_cast<std::size_t>(meaning->tag);
    if (meaning->rank >= found.ranks[tag] || attribute.value.empty()) continue;
    found.ranks[tag] = meaning->rank;
    found.values[tag] = attribute.value;
  }
  return found;
}

enum class Operation : std::uint8_t { None, Create, Send, Receive, Process, Settle };

Operation operationOf(std::string_view name) {
  if (name == "create") return Operation::Create;
  if (name == "send" || name == "publish" || name == "produce") return Operation::Send;
  if (name == "receive" || name == "poll" || name == "consume") return Operation::Receive;
  if (name == "process" || name == "deliver") return Operation::Process;
  if (name == "settle" || name == "ack" || name == "nack" || name == "commit")
    return Operation::Settle;
  return Operation::None;
}

Role roleOf(const Span& span, const Found& found) {
  const Operation operation = operationOf(found[Tag::Operation]);
  // Sending a batch of messages that were created before publishes nothing of its own.
  const bool sendsBatch = operation == Operation::Send && !span.links.empty();
  switch (operation) {
    case Operation::Create:
      return Role::Publish;
    case Operation::Send:
      return sendsBatch ? Role::Local : Role::Publish;
    case Operation::Receive:
      return Role::Receive;
    case Operation::Process:
      return Role::Process;
    case Operation::Settle:
      return Role::Local;
    case Operation::None:
      break;
  }
  switch (span.kind) {
    case SpanKind::Producer:
      return Role::Publish;
    case SpanKind::Consumer:
      return Role::Process;
    case SpanKind::Client:
      return Role::Client;
    case SpanKind::Server:
      return Role::Server;
    default:
      return Role::Local;
  }
}

template <class Number>
Number numberOf(std::string_view text, Number otherwise) {
  Number number = 0;
  const auto end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? number : otherwise;
}

}  // namespace

const TagMeaning* meaningOf(std::string_view name) {
  static const Meanings kKnown;
  return kKnown.find(name);
}

SpanFacts factsOf(const Span& span) {
  const Found found = find(span);
  SpanFacts facts;
  facts.isOurs = found.has(Tag::Ours);
  facts.role = roleOf(span, found);
  facts.destination = found[Tag::Destination];
  if (facts.destination.empty()) facts.destination = found[Tag::System];
  facts.subscription = found[Tag::Subscription];
  facts.messageId = found[Tag::MessageId];
  facts.type = found[Tag::Type];
  facts.key = found[Tag::Key];
  facts.peer = !span.peerService.empty() ? span.peerService : found[Tag::Peer];
  facts.attempt = numberOf<std::uint16_t>(found[Tag::Attempt], 1);
  facts.size = numberOf<std::uint32_t>(found[Tag::Size], 0);
  const bool failed = span.isError || found.has(Tag::Error);
  if (failed) {
    facts.errorType = found.has(Tag::Error)       ? found[Tag::Error]
                      : found.has(Tag::Exception) ? found[Tag::Exception]
                                                  : std::string_view("error");
  }
  return facts;
}

}  // namespace rheo::files
