// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace rheo::test {

/// One tag; numbers are written as numbers.
struct MadeTag {
  std::string_view key;
  std::string text;
  bool isNumber = false;
};

struct MadeSpan {
  std::array<std::uint64_t, 2> traceId{};
  std::uint64_t spanId = 0;
  std::uint64_t parentSpanId = 0;
  int kind = 1;  ///< as OTLP counts: 1 internal, 2 server, 3 client, 4 producer, 5 consumer
  std::uint64_t startNs = 0;
  std::uint64_t endNs = 0;
  std::string_view name;
  bool failed = false;
  std::vector<MadeTag> tags;
};

/// Traces of a shop, the same for the same seed: an order comes in by HTTP, is checked by a call,
/// published, and taken by two services, one of which publishes on. Eight spans a trace with five
/// to nine tags each, as OpenTelemetry's instrumentations write them.
class TraceMaker {
 public:
  static constexpr std::array<std::string_view, 5> kServices{"gateway", "orders", "stock",
                                                             "payments", "shipping"};
  static constexpr std::size_t kSpansATrace = 8;

  explicit TraceMaker(std::uint64_t seed, std::uint64_t tracesPerSecond = 20'000)
      : m_random(seed), m_stepNs(1'000'000'000 / tracesPerSecond) {}

  /// `traces` of them, by service in the order of kServices.
  using Batch = std::array<std::vector<MadeSpan>, kServices.size()>;
  Batch next(std::size_t traces);

 private:
  MadeSpan& add(Batch& batch, std::size_t service, int kind, std::string_view name,
                std::uint64_t parent, std::uint64_t fromUs, std::uint64_t lastsUs);
  void trace(Batch& batch);

  std::mt19937_64 m_random;
  std::uint64_t m_stepNs;
  std::uint64_t m_nowNs = 1'763'880'000'000'000'000ull;
  std::array<std::uint64_t, 2> m_trace{};
};

/// One export request, as a line of JSON or as protobuf (many one after the other are one message).
void appendOtlpJson(std::string& out, const TraceMaker::Batch& batch);
void appendOtlpProto(std::string& out, const TraceMaker::Batch& batch);

}  // namespace rheo::test
