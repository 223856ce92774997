// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "model/base/ids.h"
#include "model/base/name_table.h"
#include "model/base/time.h"
#include "model/event/stage.h"

namespace rheo {

/// One sighting of an event (or of a saga) by one service at one stage. Names are codes of the
/// recording's NameTable; the string views point into the owning EventBatch (or the decoded chunk).
///
/// A sighting that ends a hop (see endsHop) is the hop: publishedNs -> brokerNs -> timeNs -
/// durationNs (handed to the handler) -> timeNs (done). A part whose ends are unknown (0) is
/// missing, never zero.
struct TraceEvent {
  Stage stage = Stage::Published;
  Kind kind = Kind::Event;
  std::uint16_t flags = 0;
  std::uint16_t attempt = 1;        ///< 1 for the first delivery
  std::uint16_t schemaVersion = 0;  ///< 0 = not said
  Name service = 0;
  Name instance = 0;
  Name topic = 0;  ///< for deadLettered: the topic it came from; `deadLetterTopic` is where it went
  Name type = 0;
  Name subscription = 0;  ///< consumer group or queue; set on received and later stages
  Name producer = 0;  ///< service that published, as carried in the context or matched; 0 unknown
  Name errorType =
      0;  ///< OpenTelemetry error.type, e.g. "timeout", "schema_violation", "card_declined"
  Name deadLetterTopic = 0;
  Name sagaType = 0;
  Name step = 0;
  Name undoes = 0;  ///< step that a compensation undoes
  TimeNs timeNs = 0;
  TimeNs publishedNs = 0;       ///< when the event was published; 0 unknown
  TimeNs brokerNs = 0;          ///< when the broker took it; 0 unknown
  std::int64_t durationNs = 0;  ///< processed/failed: handler time; sagaStarted: deadline, 0 none
  Id128 eventId;
  Id128 traceId;
  Id128 causationId;  ///< event that caused this one
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  std::uint32_t session = 0;   ///< row of the session table
  std::uint32_t stream = 0;    ///< thread stream in the session
  std::uint64_t position = 0;  ///< position in the stream
  std::uint32_t payloadSize =
      0;                     ///< original size, bytes; payload may be shorter (kPayloadTruncated)
  std::string_view key;      ///< partition / entity key
  std::string_view sagaKey;  ///< correlation key of the saga
  std::string_view payload;
  std::string_view attributes;  ///< JSON object of extra attributes, or empty
};

/// Publish to broker, broker to handler, in the handler, and end to end. -1 = unknown (an end is
/// missing).
struct HopParts {
  std::int64_t publishNs = -1;
  std::int64_t waitNs = -1;
  std::int64_t processingNs = -1;
  std::int64_t totalNs = -1;  ///< end to end: done - published
};

/// Negative differences (clock skew) are clamped to 0. With no brokerNs, waitNs runs from publish
/// to handler and publishNs is unknown.
HopParts hopParts(const TraceEvent& done);

}  // namespace rheo
