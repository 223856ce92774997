// SPDX-License-Identifier: Apache-2.0
#include "import_target.h"

using namespace rheo;
using test::seed;

std::vector<std::string> fuzzSeeds() {
  return {
      seed(0,
           R"({"stage":"published","time":"2026-01-31T12:00:00Z","topic":"t","payload":{"a":[1]},)"
           R"("attributes":{"b":"c"},"key":"k"})"),
      seed(1, R"([{"specversion":"1.0","id":"1","source":"s","type":"t","data":{"a":1}}])"),
      seed(1,
           R"({"specversion":"1.0","id":"1","source":"s","type":"t","time":"2026-01-31T12:00:00Z",)"
           R"("traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})"),
      seed(2, "time,topic,type\n2026-01-31,\"a\"\"b\",'=x\n"),
      seed(2, "timestamp;event_type;payload\r\n1;t;\"{\"\"a\"\":\n1}\"\r\n"),
      seed(3,
           R"(<log><string key="concept:name" value="p"/><trace><event><string key="concept:name" )"
           R"(value="a&amp;b"/><date key="time:timestamp" value="2026-01-31T12:00:00Z"/></event>)"
           R"(</trace></log>)")};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return test::importInput(
      {files::Format::Jsonl, files::Format::CloudEvents, files::Format::Csv, files::Format::Xes},
      data, size);
}
