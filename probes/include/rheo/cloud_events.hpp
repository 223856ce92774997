// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "rheo/probe.hpp"
#include "rheo/propagation.hpp"

namespace rheo {

/// How the attributes of a CloudEvent are named in the headers of a message (binary mode), and
/// encoded there.
enum class CloudEventsBinding : std::uint8_t {
  Http,   ///< `ce-id`, values percent-encoded
  Kafka,  ///< `ce_id`, UTF-8
  Amqp    ///< `cloudEvents:id`, UTF-8; `cloudEvents_id` is read, too
};

/// The attributes of a CloudEvent 1.0 that mean something to us. The payload is the message's own.
struct CloudEvent {
  std::string id;               ///< required
  std::string source;           ///< required: who published it, a URI reference
  std::string type;             ///< required
  std::string subject;          ///< what it is about; our key when there is no partition key
  std::string dataContentType;  ///< goes as the message's own `content-type`
  std::string dataSchema;       ///< URI of the schema
  std::int64_t timeNs = 0;      ///< Unix ns; 0 unknown
  std::string partitionKey;     ///< extension: our key
  std::string correlationId;    ///< extension: our saga key
  std::string topic;            ///< extension of ours: where it was published
  Context context;              ///< extension for distributed tracing: traceparent, tracestate
};

/// The CloudEvent of what was just published: id is the event's, source the producer, time the time
/// of publishing.
RHEO_API CloudEvent describe(const Context& published, const Topic& topic, const EventType& type,
                             const EventOptions& options = {}) noexcept;

/// Writes the attributes as headers; empty ones are left out. Allocates; throws only what the
/// callable throws.
RHEO_API void inject(const CloudEvent& event, CloudEventsBinding binding,
                     const HeaderWriter& headers);
/// Reads them. False if the message is no CloudEvent 1.x: specversion, id, source or type is
/// missing. A malformed time or traceparent counts as missing. Allocates; throws only what the
/// callable throws.
RHEO_API bool extract(CloudEventsBinding binding, const HeaderReader& headers, CloudEvent& event);

/// The context to handle a CloudEvent in. An event that carries none of ours gets an id made from
/// its own: 32 hex digits stay, any other is hashed together with the source, the same in every
/// service and at every import, so that all sightings of it meet.
RHEO_API Context contextOf(const CloudEvent& event) noexcept;

}  // namespace rheo
