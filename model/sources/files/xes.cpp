// SPDX-License-Identifier: Apache-2.0
// XES, the event logs of process mining: each case is a saga, each activity a step of it.
#include <set>

#include "model/json/json_writer.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/stable_id.h"
#include "model/sources/files/xml_scan.h"

namespace rheo::files {
namespace {

constexpr std::size_t kMostTags = 256;  ///< kept of one event or case

struct XesEvent {
  std::string activity, resource, transition, tags;
  TimeNs timeNs = 0;
};

class Xes {
 public:
  Xes(TextWindow& window, Intake& intake) : m_window(window), m_intake(intake), m_scan(window) {}
  Result<void> run();

 private:
  enum class In : std::uint8_t { Log, Case, Event };

  Result<void> tag();
  Result<void> close();
  void field();
  Result<void> tell(const XesEvent& event);
  Result<void> emit(Stage stage, const XesEvent& event, std::string_view step);
  Result<void> endCase();
  void beginEvent();

  TextWindow& m_window;
  Intake& m_intake;
  XmlScan m_scan;
  In m_in = In::Log;
  int m_depth = 0;  ///< inside lists and nested attributes, which are passed over
  std::string m_log = "process";
  std::string m_case;
  std::uint64_t m_cases = 0;
  std::uint64_t m_caseEvents = 0;
  XesEvent m_event, m_last;
  std::size_t m_tags = 0;
  std::set<std::string> m_running;
};

void Xes::beginEvent() {
  m_in = In::Event;
  m_event = {};
  m_tags = 0;
}

void Xes::field() {
  const std::string_view key = m_scan.attribute("key");
  const std::string_view value = m_scan.attribute("value");
  if (m_in == In::Log && key == "concept:name") m_log = value;
  if (m_in == In::Case && key == "concept:name") m_case = value;
  if (m_in != In::Event) return;
  if (key == "concept:name")
    m_event.activity = value;
  else if (key == "org:resource")
    m_event.resource = value;
  else if (key == "lifecycle:transition")
    m_event.transition = value;
  else if (key == "time:timestamp")
    m_event.timeNs = parseIsoTime(value).value_or(0);
  else if (++m_tags <= kMostTags) {
    m_event.tags += m_event.tags.empty() ? '{' : ',';
    appendJsonText(m_event.tags, key);
    m_event.tags += ':';
    appendJsonText(m_event.tags, value);
  }
}

Result<void> Xes::emit(Stage stage, const XesEvent& event, std::string_view step) {
  FileSighting sighting;
  sighting.event.stage = stage;
  sighting.event.timeNs = event.timeNs;
  sighting.event.traceId = stableId(m_log, m_case);
  sighting.event.sagaKey = m_case;
  const bool tagged = stage == Stage::StepDone || stage == Stage::StepStarted;
  if (tagged) sighting.event.attributes = event.tags;
  sighting.service = event.resource.empty() ? std::string_view(m_log) : event.resource;
  sighting.sagaType = m_log;
  sighting.step = step;
  if (stage == Stage::StepFailed) sighting.errorType = event.transition;
  return m_intake.sighting(sighting);
}

Result<void> Xes::tell(const XesEvent& event) {
  if (m_caseEvents++ == 0) {
    if (auto told = emit(Stage::SagaStarted, event, {}); !told) return told;
  }
  const bool starts = event.transition == "start";
  const bool fails = event.transition == "ate_abort" || event.transition == "pi_abort" ||
                     event.transition == "withdraw";
  const bool other =
      !event.transition.empty() && !starts && !fails && event.transition != "complete";
  if (other) return {};  // assigned, suspended, resumed: the step goes on
  if (starts || !m_running.contains(event.activity)) {
    m_running.insert(event.activity);
    if (auto told = emit(Stage::StepStarted, event, event.activity); !told) return told;
  }
  if (starts) return {};
  m_running.erase(event.activity);
  return emit(fails ? Stage::StepFailed : Stage::StepDone, event, event.activity);
}

/// A case that the log ends with no step open is over.
Result<void> Xes::endCase() {
  const bool over = m_caseEvents > 0 && m_running.empty();
  Result<void> told;
  if (over) told = emit(Stage::SagaCompleted, m_last, {});
  m_in = In::Log;
  m_case.clear();
  m_caseEvents = 0;
  m_running.clear();
  return told;
}

Result<void> Xes::close() {
  const std::string& name = m_scan.name();
  if (name == "trace" && m_in == In::Case) return endCase();
  if (name == "event" && m_in == In::Event) {
    m_in = In::Case;
    if (!m_event.tags.empty()) m_event.tags += '}';
    if (m_event.activity.empty()) {
      m_intake.broken(m_scan.offset(), "trace " + std::to_string(m_cases),
                      "an event without concept:name");
      return {};
    }
    m_last = m_event;
    return tell(m_event);
  }
  if (m_depth > 0) --m_depth;
  return {};
}

Result<void> Xes::tag() {
  if (!m_scan.wrong().empty()) {
    m_intake.broken(m_scan.offset(), "trace " + std::to_string(m_cases), m_scan.wrong());
    return {};
  }
  if (m_scan.isEnd()) return close();
  const std::string& name = m_scan.name();
  if (name == "trace") {
    m_depth = 0;
    m_in = In::Case;
    m_case = "case " + std::to_string(++m_cases);
  } else if (name == "event" && m_in == In::Case) {
    m_depth = 0;
    beginEvent();
  } else if (m_depth == 0 && name != "log") {
    field();
  }
  const bool opens = !m_scan.isEmpty() && name != "trace" && name != "event" && name != "log";
  if (opens) ++m_depth;
  return {};
}

Result<void> Xes::run() {
  while (m_scan.next()) {
    if (!m_intake.goOn()) return {};
    if (auto taken = tag(); !taken) return taken;
  }
  if (m_window.failed()) return m_window.error();
  if (m_in != In::Log) {
    m_intake.broken(m_scan.offset(), "trace " + std::to_string(m_cases),
                    "the file ends inside a case");
  }
  return {};
}

}  // namespace

Result<void> readXes(TextWindow& window, Intake& intake, const ReadOptions&) {
  return Xes(window, intake).run();
}

}  // namespace rheo::files
