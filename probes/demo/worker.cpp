// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/worker.hpp"

namespace rheo::demo {
namespace {

constexpr std::size_t kRemembered = 8192;
constexpr std::size_t kMaxTypes = 16;
constexpr std::uint32_t kBackoffMs = 40;

std::string deadLettersOf(std::string_view topic) {
  return std::string(topic.substr(0, topic.find('.'))) + ".dlq";
}

}  // namespace

Worker::Worker(Probe& probe, const Consumption& consumption, BrokerClient& client,
               Publisher& publisher, Pace pace)
    : m_probe(probe),
      m_client(client),
      m_publisher(publisher),
      m_pace(pace),
      m_subscription(consumption.subscription) {
  for (const auto& [topic, handler] : consumption.handlers) {
    const std::string queue = deadLettersOf(topic);
    m_entries.push_back({topic, Topic(topic), Topic(queue), queue, &handler, {}});
  }
}

void Worker::handle(const Delivery& delivery) {
  Message message;
  Entry* entry = readMessage(delivery.message, message) ? entryOf(message.topic) : nullptr;
  if (entry == nullptr) {
    m_client.settle({delivery.id, Verdict::Done, 0, {}});
    return;
  }
  m_client.settle(process(*entry, message, delivery));
}

Settlement Worker::process(Entry& entry, const Message& message, const Delivery& delivery) {
  const Context context = extract(message.traceparent, message.tracestate);
  EventOptions options;
  options.key = message.key;
  options.sagaType = message.sagaType;
  options.sagaKey = message.sagaKey;
  options.injected = (message.flags & kMessageInjected) != 0;
  options.replayed = (message.flags & kMessageReplayed) != 0;
  Processing processing(
      m_probe, entry.topic, typeOf(entry, message), m_subscription,
      {context, message.payload, message.key, delivery.attempt, delivery.brokerNs}, options);
  Settlement settlement{delivery.id, Verdict::Done, 0, {}};
  if (seenBefore(context.eventId)) return settlement;

  Handling handling(m_probe, m_publisher, m_pace, message, delivery.attempt);
  const Outcome outcome = (*entry.handler)(handling);
  if (outcome.error == nullptr) {
    remember(context.eventId);
    return settlement;
  }
  processing.failed(*outcome.error);
  if (outcome.retry && !handling.lastAttempt()) {
    settlement.verdict = Verdict::Retry;
    settlement.delayMs = kBackoffMs << (delivery.attempt - 1);
    processing.retried(settlement.delayMs);
  } else {
    settlement.verdict = Verdict::DeadLetter;
    settlement.queue = entry.deadLettersName;
    processing.deadLettered(entry.deadLetters, *outcome.error);
  }
  return settlement;
}

Worker::Entry* Worker::entryOf(std::string_view topic) {
  for (Entry& entry : m_entries) {
    if (entry.topicName == topic) return &entry;
  }
  return nullptr;
}

const EventType& Worker::typeOf(Entry& entry, const Message& message) {
  const auto kind = static_cast<EventKind>(message.kind & 3);
  for (const EventType& type : entry.types) {
    if (type.version() == message.version && type.kind() == kind && type.text() == message.type) {
      return type;
    }
  }
  // Registering a name takes a lock, so each is registered once; nobody can make the list long.
  if (entry.types.size() == kMaxTypes) entry.types.erase(entry.types.begin());
  return entry.types.emplace_back(message.type, message.version, kind);
}

bool Worker::seenBefore(const ProbeId& event) const {
  return !event.isNull() && m_handled.contains(event.lo);
}

void Worker::remember(const ProbeId& event) {
  if (event.isNull() || !m_handled.insert(event.lo).second) return;
  m_handledOrder.push_back(event.lo);
  if (m_handledOrder.size() <= kRemembered) return;
  m_handled.erase(m_handledOrder.front());
  m_handledOrder.pop_front();
}

}  // namespace rheo::demo
