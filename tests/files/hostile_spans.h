// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace rheo::test {

inline const std::string kNonsense = R"({"traceId":nonsense})";
inline const std::string kGoodLine =
    R"({"stage":"published","time":"2026-01-31T12:00:00Z","service":"s"})";
inline const std::string kCutLine = R"({"stage":"published","service":"unfin)";
inline const std::string kWrongLine = R"({"stage":"nonsense"})";
inline const std::string kExpectedTags = R"({"span.name":"x"})";

/// OTLP JSON made of whatever spans are given. (Apart from the tests: moc stumbles over raw
/// strings.)
inline std::string span(const std::string& id, const std::string& parent, const std::string& from,
                        const std::string& to) {
  return R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":")" + id +
         R"(","parentSpanId":")" + parent + R"(","name":"x","startTimeUnixNano":")" + from +
         R"(","endTimeUnixNano":")" + to + "\"}";
}

inline std::string document(const std::vector<std::string>& spans) {
  std::string list;
  for (const std::string& each : spans) list += (list.empty() ? "" : ",") + each;
  return R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeSpans":[{"spans":[)" +
         list + "]}]}]}";
}

}  // namespace rheo::test
