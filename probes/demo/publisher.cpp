// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/publisher.hpp"

namespace rheo::demo {

Context Publisher::publish(const Channel& channel, const Outgoing& outgoing) {
  const Context context = emit(channel, outgoing);
  send(channel, outgoing, context);
  const std::string_view id = outgoing.id.empty() ? outgoing.key : outgoing.id;
  // The message goes out twice but was published once: consumers see the same event id again.
  if (m_duplicates.hits(id, channel.topicName)) send(channel, outgoing, context);
  return context;
}

void Publisher::publishSwapped(const Channel& channel, const Outgoing& first,
                               const Outgoing& second) {
  const Context one = emit(channel, first);
  const Context two = emit(channel, second);
  send(channel, second, two);
  send(channel, first, one);
}

Context Publisher::emit(const Channel& channel, const Outgoing& outgoing) {
  EventOptions options;
  options.key = outgoing.key;
  options.sagaType = outgoing.sagaType;
  options.sagaKey = outgoing.sagaKey;
  options.injected = (outgoing.flags & kMessageInjected) != 0;
  options.replayed = (outgoing.flags & kMessageReplayed) != 0;
  return m_probe.published(channel.topic, channel.type, outgoing.payload, options);
}

void Publisher::send(const Channel& channel, const Outgoing& outgoing, const Context& context) {
  ContextHeaders headers;
  inject(context, headers);
  Message message;
  message.topic = channel.topicName;
  message.type = channel.typeName;
  message.version = channel.type.version();
  message.kind = static_cast<std::uint8_t>(channel.type.kind());
  message.flags = outgoing.flags;
  message.key = outgoing.key;
  message.sagaType = outgoing.sagaType;
  message.sagaKey = outgoing.sagaKey;
  message.traceparent = headers.traceparent.data();
  message.tracestate = headers.tracestate.data();
  message.payload = outgoing.payload;
  m_client.publish(message);
}

}  // namespace rheo::demo
