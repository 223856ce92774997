// SPDX-License-Identifier: Apache-2.0
#include "random_event.h"

#include <array>

namespace rheo::test {
namespace {

constexpr std::array<const char*, 10> kTexts{
    "", "a", "b", "ab", "AB", "it's", "quote\"d", "back\\slash", "\xc3\xa9\n", "x\x01"};

constexpr std::array<const char*, 14> kPayloads{"",
                                                "plain text",
                                                "a",
                                                R"({"a":1,"b":"a","it's":true,"c-d":-1.5})",
                                                R"({"a":{"a":2,"b":false},"b":["a",1,null]})",
                                                R"({"a":"aB","b":2.0,"it's":{"c-d":"it's"}})",
                                                R"([{"a":0},"b",[1,2]])",
                                                R"({"a":null,"b":"1","c-d":"back\\slash"})",
                                                R"({"a":1.5,"b":9223372036854775807,"it's":1e3})",
                                                R"({"a":[1,"a",true],"b":{"b":{}}})",
                                                R"({"b":"\u00e9\n","a":"quote\"d"})",
                                                R"({"a":1,"b":"cut of)",
                                                R"({"a":3,"a":4,"b":18446744073709551615})",
                                                "{\"a\":\"x\xff\"}"};

std::uint64_t smallId(Random& random) {
  return pick(random, 4);
}

}  // namespace

TraceEvent randomEvent(Random& random, NameTable& names) {
  const auto name = [&] { return names.intern(kTexts[pick(random, kTexts.size())]); };
  const auto nanos = [&] { return static_cast<std::int64_t>(pick(random, 6)); };
  const auto id = [&] {
    const std::uint64_t value = smallId(random);
    return Id128{value, value};
  };
  TraceEvent e;
  e.stage = static_cast<Stage>(1 + pick(random, 7));
  if (pick(random, 5) == 0) e.stage = static_cast<Stage>(16 + pick(random, 10));
  e.kind = static_cast<Kind>(pick(random, 4));
  e.flags = static_cast<std::uint16_t>(pick(random, 1 << 10));
  e.attempt = static_cast<std::uint16_t>(pick(random, 6));
  e.schemaVersion = static_cast<std::uint16_t>(pick(random, 3));
  for (Name* field : {&e.service, &e.instance, &e.topic, &e.type, &e.subscription, &e.producer,
                      &e.errorType, &e.deadLetterTopic, &e.sagaType, &e.step, &e.undoes})
    *field = name();
  e.timeNs = nanos();
  e.publishedNs = nanos();
  e.brokerNs = nanos();
  e.durationNs = nanos();
  e.eventId = id();
  e.traceId = id();
  e.causationId = id();
  e.spanId = smallId(random);
  e.parentSpanId = smallId(random);
  e.session = static_cast<std::uint32_t>(pick(random, 4));
  e.key = kTexts[pick(random, kTexts.size())];
  e.sagaKey = kTexts[pick(random, kTexts.size())];
  e.payload = kPayloads[pick(random, kPayloads.size())];
  e.attributes = kPayloads[pick(random, kPayloads.size())];
  e.payloadSize = static_cast<std::uint32_t>(pick(random, 6));
  return e;
}

}  // namespace rheo::test
