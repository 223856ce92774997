// SPDX-License-Identifier: Apache-2.0
#include "import_target.h"

using namespace rheo;
using test::seed;

std::vector<std::string> fuzzSeeds() {
  const std::string traced = R"("traceId":"4bf92f3577b34da6a3ce929d0e0e4736",)";
  return {
      seed(0,
           R"({"data":[{"spans":[{"traceID":"1","spanID":"2","operationName":"x","startTime":1,)"
           R"("duration":2,"references":[{"refType":"FOLLOWS_FROM","traceID":"1","spanID":"3"}],)"
           R"("tags":[{"key":"span.kind","type":"string","value":"producer"}],"processID":"p1"}],)"
           R"("processes":{"p1":{"serviceName":"s"}}}]})"),
      seed(1, "[{" + traced +
                  R"("id":"a1","kind":"SERVER","timestamp":1,"duration":2,"shared":true,)"
                  R"("localEndpoint":{"serviceName":"s"},"tags":{"error":"x"}}])"),
      seed(2, "[{" + traced +
                  R"("id":"a1","annotations":[{"timestamp":1,"value":"cs"},{"timestamp":2,)"
                  R"("value":"sr"}],"binaryAnnotations":[{"key":"sa","endpoint":{}}]}])"),
      seed(
          3,
          R"({"traceEvents":[{"ph":"B","ts":1,"pid":1,"tid":1,"name":"x","args":{"a":1}},)"
          R"({"ph":"E","ts":2,"pid":1,"tid":1},{"ph":"X","ts":1.5,"dur":2,"pid":"p","name":"y"}]})")};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return test::importInput(
      {files::Format::Jaeger, files::Format::Zipkin, files::Format::Zipkin1, files::Format::Chrome},
      data, size);
}
