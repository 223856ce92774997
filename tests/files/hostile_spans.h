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

inline const std::string kJsonBytes = R"({}[]",:\ 0123456789-.eEtfnul)";
inline const std::string kUnknown = R"("u":[1],)";
inline const std::string kPlainSpan =
    R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000b1","name":"y",)"
    R"("kind":"SPAN_KIND_PRODUCER","startTimeUnixNano":"1763880000000000000",)"
    R"("endTimeUnixNano":1763880000000000900,"attributes":[],"flags":257})";
inline const std::string kRichSpan =
    R"({"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00000000000000a1","parentSpanId":"",)"
    R"("name":"x send","kind":4,"startTimeUnixNano":"12","endTimeUnixNano":"34","attributes":[)"
    R"({"key":"messaging.destination.name","value":{"stringValue":"t"}},)"
    R"({"key":"n","value":{"intValue":"-12"}},{"key":"r","value":{"doubleValue":1.50}},)"
    R"({"key":"b","value":{"boolValue":true}}],"events":[],"links":[],)"
    R"("status":{"message":"m","code":2}})";

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
