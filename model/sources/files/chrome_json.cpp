// SPDX-License-Identifier: Apache-2.0
// Chrome's trace events: {"traceEvents": [...]} or the array alone. Slices (X, or B with its E)
// become spans of their process; nesting on a thread is their parentage. What our own export put
// into args comes back as it was.
#include <unordered_map>

#include "model/sources/files/json_records.h"
#include "model/sources/files/otlp_values.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/stable_id.h"

namespace rheo::files {
namespace {

std::vector<RecordRule> rules() {
  return {{"traceEvents[]", 0}, {"[]", 0}};
}

constexpr std::size_t kMostOpen = 256;         ///< slices open on one thread
constexpr std::size_t kMostThreads = 100'000;  ///< and threads

struct OpenSlice {
  std::uint64_t spanId = 0;
  TimeNs startNs = 0;
  TimeNs endNs = 0;  ///< 0 = waits for its E
  std::string name;
  std::string args;
};

class ChromeJson final : public JsonRecords {
 public:
  ChromeJson(TextWindow& window, Intake& intake) : JsonRecords(window, intake, rules(), false) {}

 private:
  Result<void> record(int kind, JsonValue value) override;
  Result<void> slice(JsonValue value, std::vector<OpenSlice>& open, TimeNs startNs);
  Result<void> end(std::vector<OpenSlice>& open, TimeNs endNs);
  void begin(JsonValue value, std::vector<OpenSlice>& open, TimeNs startNs);
  void metadata(JsonValue value);
  Result<void> hand(std::uint64_t parent, std::uint64_t id, TimeNs from, TimeNs to,
                    std::string_view name, JsonValue args);

  std::unordered_map<std::string, std::vector<OpenSlice>> m_threads;
  std::unordered_map<std::string, std::string> m_processes;
  std::string m_process;
  std::uint64_t m_count = 0;
  Span m_span;
  TextPool m_pool;
  JsonParser m_argsParser;
};

std::string idText(JsonValue value) {
  return value.isText() ? std::string(value.text()) : value.json();
}

void ChromeJson::metadata(JsonValue value) {
  if (value["name"].text() != "process_name" || m_processes.size() >= kMostThreads) return;
  m_processes[idText(value["pid"])] = value["args"]["name"].text();
}

Result<void> ChromeJson::hand(std::uint64_t parent, std::uint64_t id, TimeNs from, TimeNs to,
                              std::string_view name, JsonValue args) {
  m_span.clear();
  m_pool.clear();
  m_span.traceId = stableId("chrome", m_process);
  m_span.spanId = id;
  m_span.parentSpanId = parent;
  m_span.name = name;
  m_span.startNs = from;
  m_span.endNs = to;
  const auto known = m_processes.find(m_process);
  const std::string process =
      known != m_processes.end() && !known->second.empty() ? known->second : "process " + m_process;
  m_span.service = m_pool.keep(process);
  args.members([this](std::string_view key, JsonValue each) {
    m_span.attributes.push_back(attributeOf(key, each, m_pool));
    // An exported sighting knows its own trace.
    if (key == "rheo.trace") m_span.traceId = lenientId(each.text()).value_or(m_span.traceId);
  });
  return intake().span(m_span);
}

void ChromeJson::begin(JsonValue value, std::vector<OpenSlice>& open, TimeNs startNs) {
  if (open.size() >= kMostOpen) {
    reject("more than 256 slices open on one thread");
    return;
  }
  open.push_back({stableHash(std::to_string(++m_count)) | 1, startNs, 0,
                  std::string(value["name"].text()), value["args"].json()});
}

Result<void> ChromeJson::end(std::vector<OpenSlice>& open, TimeNs endNs) {
  while (!open.empty() && open.back().endNs != 0) open.pop_back();
  if (open.empty()) {
    reject("an end without a beginning");
    return {};
  }
  const OpenSlice slice = std::move(open.back());
  open.pop_back();
  const std::uint64_t parent = open.empty() ? 0 : open.back().spanId;
  const JsonValue args = m_argsParser.parse(slice.args.empty() ? "{}" : slice.args);
  return hand(parent, slice.spanId, slice.startNs, endNs, slice.name, args);
}

Result<void> ChromeJson::slice(JsonValue value, std::vector<OpenSlice>& open, TimeNs startNs) {
  TimeNs endNs = startNs;
  if (__builtin_add_overflow(startNs, microseconds(value["dur"]).value_or(0), &endNs))
    endNs = startNs;
  while (!open.empty() && open.back().endNs != 0 && open.back().endNs <= startNs) open.pop_back();
  const std::uint64_t parent = open.empty() ? 0 : open.back().spanId;
  const std::uint64_t id = stableHash(std::to_string(++m_count)) | 1;
  if (open.size() < kMostOpen) open.push_back({id, startNs, endNs, {}, {}});
  return hand(parent, id, startNs, endNs, value["name"].text(), value["args"]);
}

Result<void> ChromeJson::record(int, JsonValue value) {
  const std::string_view phase = value["ph"].text();
  if (phase == "M") {
    metadata(value);
    return {};
  }
  if (phase != "X" && phase != "B" && phase != "E") {
    // Counters, flows and instants have no duration: there is no span in them.
    if (phase.empty()) reject("a trace event without ph");
    return {};
  }
  const auto time = microseconds(value["ts"]);
  if (!time) {
    reject("a trace event without ts");
    return {};
  }
  m_process = idText(value["pid"]);
  const std::string thread = m_process + '/' + idText(value["tid"]);
  if (m_threads.size() >= kMostThreads) m_threads.clear();
  std::vector<OpenSlice>& open = m_threads[thread];
  if (phase == "X") return slice(value, open, *time);
  if (phase == "E") return end(open, *time);
  begin(value, open, *time);
  return {};
}

}  // namespace

Result<void> readChromeJson(TextWindow& window, Intake& intake, const ReadOptions&) {
  return ChromeJson(window, intake).run();
}

}  // namespace rheo::files
