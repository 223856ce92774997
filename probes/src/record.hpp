// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

#include "probes/wire/wire.hpp"
#include "rheo/context.hpp"

namespace rheo::probe {

/// Layout of a sighting in the ring, native words, 8-byte aligned: RecordHead, the groups that
/// `groups` names in this order, then the bytes of the texts and of the payload. Never leaves the
/// process.
struct RecordHead {
  std::uint32_t bytes;  ///< whole record, a multiple of 8; 0 = end of the chunk
  std::uint8_t groups;
  std::uint8_t stage;
  std::uint8_t kind;
  std::uint8_t flags;
  std::uint16_t attempt;
  std::uint16_t schemaVersion;
  std::uint32_t topic;
  std::uint32_t type;
  std::uint32_t unused;
  std::uint64_t seq;
  std::int64_t timeNs;
  ProbeId eventId;
  ProbeId traceId;
  std::uint64_t spanId;
};
static_assert(sizeof(RecordHead) == 80);

struct Cause {
  ProbeId causationId;
  std::uint64_t parentSpanId;
};
struct Roles {
  std::uint32_t subscription, errorType, deadLetterTopic, sagaType, step, undoes;
};
struct Times {
  std::int64_t durationNs, publishedNs, brokerNs;
};
struct TextSizes {
  std::uint32_t producer, key, sagaKey, attributes;
};
struct PayloadSizes {
  std::uint32_t captured, original;
};

enum Group : std::uint8_t {
  kHasCause = 1,
  kHasRoles = 2,
  kHasTimes = 4,
  kHasTexts = 8,
  kHasPayload = 16
};

/// What an emit says, before it is a record. Groups not set in `groups` are not looked at.
struct Sighting {
  std::uint8_t groups = 0;
  wire::Stage stage = wire::Stage::Published;
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t attempt = 1;
  std::uint16_t schemaVersion = 0;
  std::uint32_t topic = 0;
  std::uint32_t type = 0;
  std::int64_t timeNs = 0;
  ProbeId eventId;
  ProbeId traceId;
  std::uint64_t spanId = 0;
  Cause cause;
  Roles roles;
  Times times;
  std::string_view producer = {}, key = {}, sagaKey = {}, attributes = {};
  std::string_view payload = {};
  std::uint32_t payloadSize = 0;  ///< before it was cut
};

constexpr std::size_t kMaxKeyBytes = 1024;
constexpr std::size_t kMaxSagaKeyBytes = 63;
constexpr std::size_t kMaxAttributeBytes = 16u << 10;
constexpr std::size_t kMaxCapturedBytes = 1u << 20;
constexpr std::size_t kMaxExampleBytes = 16u << 10;
constexpr std::size_t kMaxReasonBytes = 512;

constexpr std::size_t groupBytes(std::uint8_t groups) noexcept {
  return ((groups & kHasCause) ? sizeof(Cause) : 0) + ((groups & kHasRoles) ? sizeof(Roles) : 0) +
         ((groups & kHasTimes) ? sizeof(Times) : 0) +
         ((groups & kHasTexts) ? sizeof(TextSizes) : 0) +
         ((groups & kHasPayload) ? sizeof(PayloadSizes) : 0);
}
constexpr std::size_t kMaxRecordHeadBytes = sizeof(RecordHead) + groupBytes(31);
/// The whole record, with `body` bytes of texts and payload.
constexpr std::size_t recordBytes(std::uint8_t groups, std::size_t body) noexcept {
  return (sizeof(RecordHead) + groupBytes(groups) + body + 7) & ~std::size_t{7};
}

inline char* put(char* at, std::string_view bytes) noexcept {
  if (!bytes.empty()) std::memcpy(at, bytes.data(), bytes.size());
  return at + bytes.size();
}
template <typename T>
char* put(char* at, const T& value) noexcept {
  std::memcpy(at, &value, sizeof value);
  return at + sizeof value;
}

/// Reads a contiguous record; the views point into it.
void readRecord(const char* record, wire::EventView& event) noexcept;

}  // namespace rheo::probe
