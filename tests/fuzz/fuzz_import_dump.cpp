// SPDX-License-Identifier: Apache-2.0
#include "import_target.h"
#include "probes/wire/wire.hpp"

using namespace rheo;
using test::seed;

namespace {

constexpr wire::WireId kSession{7, 9};

std::string framed(const std::string& frame) {
  const auto size = static_cast<std::uint32_t>(frame.size());
  return std::string(reinterpret_cast<const char*>(&size), sizeof size) + frame;
}

std::string hello() {
  wire::Hello hello;
  hello.session = kSession;
  hello.service = "orders";
  hello.instance = "host:1";
  hello.startedNs = 1'700'000'000'000'000'000;
  hello.streams = {{1, 2, 3}};
  hello.gone = {{1, 4, 6}};
  return framed(wire::encode(hello));
}

std::string batch(std::uint64_t firstPosition, std::uint64_t firstSeq) {
  wire::BatchWriter writer;
  writer.begin(kSession, 1, firstPosition);
  writer.define(1, "orders.placed");
  writer.define(2, "OrderPlaced");
  for (std::uint64_t i = 0; i < 3; ++i) {
    wire::EventView event;
    event.topic = 1;
    event.type = 2;
    event.seq = firstSeq + i;
    event.timeNs = 1'700'000'000'000'000'000 + static_cast<std::int64_t>(i);
    event.eventId = {1, i};
    event.payload = "{\"a\":1}";
    event.key = "k";
    writer.add(event);
  }
  return framed(writer.finish());
}

std::string lastWords() {
  wire::Heartbeat words;
  words.session = kSession;
  words.timeNs = 1'700'000'000'000'000'100;
  words.streams = {{1, 7, 12}};
  words.leftOut = 4;
  return framed(wire::encode(words, wire::FrameKind::Bye));
}

}  // namespace

std::vector<std::string> fuzzSeeds() {
  const std::string head(wire::kDumpMagic);
  return {seed(0, head + hello() + batch(5, 9) + lastWords()), seed(1, head + hello()),
          seed(0, head + batch(1, 1) + hello() + batch(1, 1) + batch(1, 1)), seed(1, head)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return test::importInput({files::Format::ProbeDump}, data, size);
}
