// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/byte_source.h"
#include "model/sources/files/importer.h"
#include "target.h"

using namespace rheo;

namespace {

/// Looks at what comes, keeps nothing.
class Nowhere final : public files::Receiver {
 public:
  NameTable& names() override { return m_names; }
  std::uint32_t announce(const SessionInfo&) override { return 1; }
  Result<void> take(EventBatch&& batch, std::vector<Problem>&&) override {
    for (const TraceEvent& event : batch.events) {
      fuzzRequire(event.timeNs >= m_last, "sightings come by time");
      m_last = event.timeNs;
    }
    m_taken += batch.events.size();
    return {};
  }
  std::uint64_t m_taken = 0;

 private:
  NameTable m_names;
  TimeNs m_last = std::numeric_limits<TimeNs>::min();
};

}  // namespace

std::vector<std::string> fuzzSeeds() {
  const std::string traced = R"("traceId":"4bf92f3577b34da6a3ce929d0e0e4736",)";
  const std::string span =
      "{" + traced +
      R"("spanId":"00000000000000a1","parentSpanId":"00000000000000a2","kind":4,"name":"x","startTimeUnixNano":"5","attributes":[{"key":"messaging.destination.name","value":{"stringValue":"t"}}],"links":[{)" +
      traced + R"("spanId":"00000000000000a3"}]})";
  return {
      std::string(1, 0) +
          R"({"stage":"published","time":"2026-01-31T12:00:00Z","topic":"t","payload":{"a":[1]}})",
      std::string(1, 1) +
          R"({"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":[)" + span +
          "]}]}]}",
      std::string(1, 2) + std::string("\x0A\x20\x12\x1E\x12\x1C\x0A\x10"
                                      "0123456789abcdef"
                                      "\x12\x08"
                                      "01234567",
                                      34),
      std::string(1, 3) +
          R"({"data":[{"spans":[{"traceID":"1","spanID":"2","operationName":"x","startTime":1,"duration":2,"processID":"p1"}],"processes":{"p1":{"serviceName":"s"}}}]})",
      std::string(1, 4) + "[{" + traced +
          R"("id":"a1","kind":"SERVER","timestamp":1,"duration":2,"shared":true}])",
      std::string(1, 5) + "[{" + traced +
          R"("id":"a1","annotations":[{"timestamp":1,"value":"cs"},{"timestamp":2,"value":"sr"}],"binaryAnnotations":[]}])",
      std::string(1, 6) +
          R"({"traceEvents":[{"ph":"B","ts":1,"pid":1,"tid":1,"name":"x"},{"ph":"E","ts":2,"pid":1,"tid":1}]})",
      std::string(1, 7) +
          R"([{"specversion":"1.0","id":"1","source":"s","type":"t","data":{"a":1}}])",
      std::string(1, 8) + "time,topic,type\n2026-01-31,\"a\"\"b\",'=x\n",
      std::string(1, 9) +
          R"(<log><trace><event><string key="concept:name" value="a&amp;b"/></event></trace></log>)",
      std::string("\x0A\x1F\x8B\x08\0\0\0\0\0\0\x03\x4B\x4C\x4A\x06\0\xC2\x41\x24\x35\x03\0\0\0",
                  24)};
}

/// The first byte is the format, beyond them: as recognised. Never crashes or hangs; what is
/// counted is what was handed over.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::optional<files::Format> format;
  if (data[0] <= static_cast<std::uint8_t>(files::Format::Xes))
    format = static_cast<files::Format>(data[0]);
  Nowhere nowhere;
  files::Importer importer(nowhere, {});
  const auto source =
      files::unpacked(files::openBytes({reinterpret_cast<const char*>(data) + 1, size - 1}));
  if (!source) return 0;
  (void)importer.add(**source, "fuzz", format);
  fuzzRequire(importer.finish().ok(), "what was read can be handed over");
  fuzzRequire(importer.counts().sightings == nowhere.m_taken,
              "every sighting counted was handed over");
  return 0;
}
