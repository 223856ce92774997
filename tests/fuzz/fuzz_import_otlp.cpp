// SPDX-License-Identifier: Apache-2.0
#include "import_target.h"
#include "tests/tools/trace_maker.h"

using namespace rheo;
using test::seed;

std::vector<std::string> fuzzSeeds() {
  test::TraceMaker maker(1);
  const auto batch = maker.next(1);
  std::string json, proto;
  appendOtlpJson(json, batch);
  appendOtlpProto(proto, batch);
  const std::string traced = R"("traceId":"4bf92f3577b34da6a3ce929d0e0e4736",)";
  const std::string rich =
      "{" + traced +
      R"("spanId":"00000000000000a1","parentSpanId":"00000000000000a2","kind":4,"name":"x \"y\"",)"
      R"("startTimeUnixNano":"5","attributes":[{"key":"a","value":{"arrayValue":{"values":[)"
      R"({"intValue":"1"},{"kvlistValue":{"values":[{"key":"k","value":{"doubleValue":1.5}}]}}]}}}],)"
      R"("events":[{"name":"exception","timeUnixNano":"6","attributes":[{"key":"exception.type",)"
      R"("value":{"stringValue":"E"}}]}],"links":[{)" +
      traced + R"("spanId":"00000000000000a3"}],"status":{"code":"STATUS_CODE_ERROR"}})";
  const std::string gzip("\x1F\x8B\x08\0\0\0\0\0\0\x03\x4B\x4C\x4A\x06\0\xC2\x41\x24\x35\x03\0\0\0",
                         23);
  return {seed(0, json), seed(1, proto),
          seed(0, R"({"resourceSpans":[{"scopeSpans":[{"scope":{"name":"s"},"spans":[)" + rich +
                      R"(]}],"resource":{"attributes":[]}}]})"),
          seed(9, gzip)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return test::importInput({files::Format::OtlpJson, files::Format::OtlpProto}, data, size);
}
