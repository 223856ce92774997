// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/books.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "model/store/store.h"

namespace faults {
namespace {

struct Range {
  std::uint64_t first = 0, count = 0;
};

/// Of one stream: what it says of the numbers 1, 2, 3, ...
struct Stream {
  std::string topic;
  std::vector<Range> told;  ///< recorded ones (one each) and gaps
  std::uint64_t recorded = 0, lost = 0;
};
using Streams = std::map<std::uint32_t, Stream>;

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool readEvents(rheo::store::StoreReader& reader, Streams& streams) {
  const auto scanned = reader.scan(1, true,
                                   [&](std::uint64_t, const rheo::TraceEvent& event) {
                                     Stream& stream = streams[event.stream];
                                     stream.topic = reader.names().text(event.topic);
                                     stream.told.push_back({number(event.payload), 1});
                                     ++stream.recorded;
                                     return true;
                                   },
                                   {});
  return scanned.ok();
}

bool readGaps(rheo::store::StoreReader& reader, Streams& streams) {
  const auto gaps = reader.sql("SELECT stream, from_seq, count FROM gap", 1'000'000, {});
  if (!gaps) return false;
  for (const auto& row : gaps->rows) {
    Stream& stream = streams[static_cast<std::uint32_t>(number(row[0]))];
    stream.told.push_back({number(row[1]), number(row[2])});
    stream.lost += number(row[2]);
  }
  return true;
}

/// The number up to which each is told exactly once; a violation where that is not so.
std::uint64_t toldUpTo(Stream& stream, std::vector<std::string>& violations) {
  std::sort(stream.told.begin(), stream.told.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  std::uint64_t next = 1;
  for (const Range& range : stream.told) {
    if (range.first != next) {
      violations.push_back(stream.topic + ": " + std::to_string(next) + " is told " +
                           (range.first < next ? "twice" : "never"));
      return next - 1;
    }
    next += range.count;
  }
  return next - 1;
}

}  // namespace

Books balance(const std::string& recording, const Counts& counts, int threads, bool wasKilled) {
  Books books;
  Streams streams;
  auto reader = rheo::store::openReader(recording);
  if (!reader || !readEvents(**reader, streams) || !readGaps(**reader, streams)) {
    books.violations.emplace_back("the recording cannot be read");
    return books;
  }
  std::map<std::string, std::uint64_t> told;
  for (auto& [id, stream] : streams) {
    books.recorded += stream.recorded;
    books.lost += stream.lost;
    told[stream.topic] = toldUpTo(stream, books.violations);
  }
  for (int i = 0; i < threads; ++i) {
    const std::uint64_t emitted = counts.emitted[i].load();
    books.emitted += emitted;
    const std::string topic = "t" + std::to_string(i);
    const std::uint64_t upTo = told[topic];
    // One more may have been emitted than was counted when the host was killed.
    const bool isBalanced = wasKilled ? upTo <= emitted + 1 : upTo == emitted;
    if (!isBalanced)
      books.violations.push_back(topic + ": " + std::to_string(emitted) + " emitted, told up to " +
                                 std::to_string(upTo));
  }
  return books;
}

}  // namespace faults
