// SPDX-License-Identifier: Apache-2.0
#include "model/query/expr.h"
#include "model/query/filter.h"
#include "target.h"

using namespace rheo;

std::vector<std::string> fuzzSeeds() {
  return {
      R"(topic == "orders" && type ~ "Order.*" && latency > 250ms && payload.total >= 100 && !duplicate)",
      R"(!(failed || stage in ("deadLettered", 'expired')) && key !~ "^a\"\u00e9")",
      R"(payload.items[0]."a-b".c == -1.5e3 || payload[2] != true || size > 1.5MiB)",
      R"(time >= 2026-11-23T06:32:49.5+01:00 && time < 2027-01-01)",
      R"(trace == "4bf92f3577b34da6a3ce929d0e0e4736" && span ~ "^00" && cause == "")",
      R"(((((attempt > 1)))) && !!!outOfOrder == false && wait <= 0)",
      "",
      "topic = orders"};
}

/// Never crashes; what is printed parses to the same; errors point into the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  static const NameTable kNames;
  query::FilterError error;
  const auto filter = query::Filter::parse(text, &error);
  (void)query::complete(text, size / 2, &kNames);
  if (!filter.ok()) {
    fuzzRequire(!error.message.empty() && error.column <= size, "an error says what and where");
    return 0;
  }
  TraceEvent event;
  event.payload = text;
  event.key = text;
  (void)query::Matcher(*filter, kNames)(event);
  (void)filter->toSql();
  if (filter->matchesAll()) return 0;
  const auto again = query::Filter::parse(query::print(*filter->root()));
  // Printing may add bytes, so that a text near the limit is refused the second time.
  if (size < 1'000)
    fuzzRequire(again.ok() && *again->root() == *filter->root(), "print is parse's inverse");
  return 0;
}
