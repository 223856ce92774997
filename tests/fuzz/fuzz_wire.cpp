// SPDX-License-Identifier: Apache-2.0
#include <cstring>
#include <memory>

#include "probes/wire/wire.hpp"
#include "target.h"
#include "tests/probes/wire_samples.h"

using namespace rheo::wire;

namespace {

bool within(std::string_view part, std::string_view whole) {
  if (part.empty()) return true;
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

template <class Message>
void decodeAs(std::string_view frame) {
  Message message;
  const char* reason = nullptr;
  const bool decoded = decode(frame, message, reason);
  fuzzRequire(decoded || reason != nullptr, "a refusal has a reason");
}

void readBatch(std::string_view frame) {
  BatchReader reader;
  const char* reason = nullptr;
  if (!reader.open(frame, reason)) {
    fuzzRequire(reason != nullptr, "a refused batch has a reason");
    return;
  }
  for (const auto& [code, text] : reader.head().dictionary)
    fuzzRequire(within(text, frame), "dictionary entries lie in the frame");
  EventView event;
  std::uint64_t read = 0;
  while (reader.next(event)) {
    ++read;
    for (const auto part :
         {event.producer, event.key, event.sagaKey, event.payload, event.attributes})
      fuzzRequire(within(part, frame), "an event's parts lie in the frame");
    fuzzRequire(event.position == reader.head().firstPosition + read - 1,
                "positions have no holes");
  }
  fuzzRequire(read <= reader.head().count, "no more events than told");
  fuzzRequire(reader.failed() || read == reader.head().count, "all events or a failure");
}

}  // namespace

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds;
  for (const auto& [name, frame] : samples::all()) seeds.push_back(frame);
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of its exact size, so that a sanitizer sees a read past the end.
  const auto copy = std::make_unique<char[]>(size);
  if (size > 0) std::memcpy(copy.get(), data, size);
  const std::string_view frame(copy.get(), size);
  FrameKind kind = FrameKind::Hello;
  const char* reason = nullptr;
  if (!peek(frame, kind, reason)) fuzzRequire(reason != nullptr, "a refused frame has a reason");
  decodeAs<Hello>(frame);
  decodeAs<Heartbeat>(frame);
  decodeAs<Ack>(frame);
  decodeAs<Resync>(frame);
  decodeAs<Time>(frame);
  decodeAs<Control>(frame);
  decodeAs<Inject>(frame);
  decodeAs<InjectResult>(frame);
  readBatch(frame);
  return 0;
}
