// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/base/histogram.h"
#include "model/event/problem.h"
#include "model/event/saga.h"
#include "model/event/session_info.h"
#include "model/event/stage.h"
#include "model/event/trace_event.h"

/// Answers of a StoreReader: plain values with resolved strings, delivered whole.
namespace rheo::store {

struct Summary {
  std::uint64_t events = 0;     ///< sightings in range that match
  std::uint64_t published = 0;  ///< of those, published
  std::uint64_t hops = 0;       ///< of those, ending a hop
  std::uint64_t failed = 0;     ///< of those, errors (see isError)
  std::uint64_t bytes = 0;      ///< payload bytes, original size
  std::uint64_t gaps = 0;
  std::uint64_t lost = 0;  ///< sum of the gaps' counts
  TimeNs fromNs = 0;       ///< first and last matching sighting; 0 if none
  TimeNs toNs = 0;
  std::uint64_t removed = 0;          ///< of the whole recording, by retention; not in `events`
  std::vector<std::string> services;  ///< sorted
  std::vector<std::string> topics;    ///< sorted
  std::map<std::string, std::uint64_t> sagas;         ///< state -> count
  std::map<std::string, std::uint64_t> problems;      ///< kind -> count
  std::uint64_t errors = 0, warnings = 0, notes = 0;  ///< problem counts by severity
};

enum class NodeKind : std::uint8_t { Service, Topic, DeadLetterQueue };
enum class Health : std::uint8_t { Ok, Warning, Error, Gone };

struct TopologyNode {
  NodeKind kind = NodeKind::Service;
  std::string name;
  Health health = Health::Ok;
  std::uint64_t count =
      0;  ///< service: sightings; topic: events published to it; DLQ: dead letters
  double ratePerS = 0;
  std::uint64_t errors = 0;
  std::uint64_t unconsumed = 0;  ///< topic nobody subscribes to: events published
  TimeNs oldestUnconsumedNs = 0;
  std::int64_t p50Ns = -1;  ///< service: processing time; -1 unknown
  std::int64_t p99Ns = -1;
  TimeNs lastSeenNs = 0;
  std::uint32_t instances = 0;
};

struct TopologyEdge {
  int from = 0;  ///< index into nodes
  int to = 0;
  bool publish =
      false;  ///< service -> topic; else topic -> service (or service -> dead-letter queue)
  std::string subscription;  ///< of a delivery
  Health health = Health::Ok;
  std::uint64_t count = 0;
  double ratePerS = 0;
  std::uint64_t errors = 0;
  std::uint64_t retries = 0;
  std::uint64_t deadLetters = 0;
  std::uint64_t duplicates = 0;
  std::int64_t p50Ns = -1, p95Ns = -1, p99Ns = -1;  ///< end to end; -1 unknown
  std::uint64_t lagEvents =
      0;  ///< published to the topic after the newest event this subscription received
  std::int64_t lagNs = 0;  ///< age of the oldest of those at the range's end; 0 = up to date
};

struct Topology {
  std::vector<TopologyNode> nodes;
  std::vector<TopologyEdge> edges;
  TimeRange range;
};

enum class GroupBy : std::uint8_t { Topic, Service, Type, Stage };

struct ThroughputSeries {
  std::string name;
  std::vector<std::uint64_t> counts;  ///< per bucket: sightings that match
  std::vector<std::uint64_t> errors;
  std::vector<std::uint64_t> bytes;
};

struct GapBand {
  TimeNs fromNs = 0;
  TimeNs toNs = 0;
  std::uint64_t count = 0;
  std::string service;
  std::string reason;
};

struct Throughput {
  TimeNs originNs = 0;  ///< start of bucket 0; buckets are aligned to multiples of bucketNs
  std::int64_t bucketNs = kSecond;
  std::size_t buckets = 0;
  std::vector<ThroughputSeries>
      series;  ///< by total, largest first; at most 32, the rest as "other"
  std::vector<GapBand> gaps;
};

enum class LatencyPart : std::uint8_t { Total, Publish, Wait, Processing };

struct LatencyColumn {
  Histogram histogram;  ///< of the asked part
};

struct Latency {
  TimeNs originNs = 0;
  std::int64_t bucketNs = kSecond;
  std::vector<LatencyColumn> columns;
  Histogram total, publish, wait, processing;  ///< over the whole range
  std::uint64_t unknown = 0;                   ///< hops in range whose asked part is missing
  std::vector<GapBand> gaps;
};

struct ProblemQueryRow {
  Problem problem;  ///< count summed over the range for one (kind, place, detail)
  TimeNs firstNs = 0;
  TimeNs lastNs = 0;
  std::string filter;  ///< filter expression that shows the events concerned
};

struct ProblemMark {
  TimeNs timeNs = 0;  ///< bucket start
  Severity severity = Severity::Note;
  std::uint64_t count = 0;
};

/// One row of the event table or the inspector: a sighting with its strings resolved.
struct EventRow {
  std::uint64_t row = 0;  ///< row id in the recording, from 1
  Stage stage = Stage::Published;
  Kind kind = Kind::Event;
  std::uint16_t flags = 0;
  std::uint16_t attempt = 1;
  std::uint16_t schemaVersion = 0;
  std::string service, instance, topic, type, subscription, producer, errorType, deadLetterTopic;
  std::string sagaType, sagaKey, step, undoes, key, attributes;
  TimeNs timeNs = 0, publishedNs = 0, brokerNs = 0;
  std::int64_t durationNs = 0;
  HopParts parts;
  Id128 eventId, traceId, causationId;
  std::uint64_t spanId = 0, parentSpanId = 0;
  std::uint32_t session = 0, stream = 0;
  std::uint64_t position = 0;
  std::uint32_t payloadSize = 0;
  std::string payload;  ///< filled only by event() and by eventRows(withPayload)
};

struct SagaVariant {
  std::string type;
  std::string path;
  std::uint64_t count = 0;
  std::int64_t p50Ns = 0;
  SagaState state = SagaState::Completed;
};

struct SqlTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< text of each cell; numbers as SQLite prints them
  std::vector<std::vector<bool>> isNumber;
  std::vector<std::vector<bool>> isNull;
};

}  // namespace rheo::store
