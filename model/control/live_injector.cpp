// SPDX-License-Identifier: Apache-2.0
#include "model/control/live_injector.h"

#include "model/control/json_check.h"
#include "model/control/target.h"

namespace rheo::control {
namespace {

constexpr std::int64_t kPatience = 10 * kSecond;
constexpr std::size_t kMostWatched = 200'000;
constexpr std::size_t kMostEarly = 200'000;
constexpr std::size_t kLargestPayload = 1u << 20;

std::string describe(const InjectRequest& request) {
  return "{\"service\":" + jsonString(request.service) + ",\"topic\":" + jsonString(request.topic) +
         ",\"type\":" + jsonString(request.type) + ",\"key\":" + jsonString(request.key) +
         ",\"payloadBytes\":" + std::to_string(request.payload.size()) + "}";
}

}  // namespace

std::string_view injectStateName(InjectState state) {
  switch (state) {
    case InjectState::Sent:
      return "sent";
    case InjectState::Accepted:
      return "accepted";
    case InjectState::Processed:
      return "processed";
    case InjectState::Refused:
      return "refused";
    case InjectState::TimedOut:
      return "timedOut";
  }
  return "";
}

Result<void> checkContent(std::string_view payload, std::string_view attributes) {
  if (payload.size() > kLargestPayload) {
    return Error{"The payload is larger than 1 MiB", "", "Send a smaller one"};
  }
  JsonFault fault;
  if (!isJson(payload, &fault)) {
    return Error{"The payload is not JSON: " + fault.what, "byte " + std::to_string(fault.offset),
                 ""};
  }
  if (!attributes.empty() && !isJsonObject(attributes, &fault)) {
    return Error{"The attributes are not a JSON object: " + fault.what,
                 "byte " + std::to_string(fault.offset), ""};
  }
  return {};
}

LiveInjector::LiveInjector(InjectTransport& transport, AuditFn audit)
    : m_transport(transport), m_audit(std::move(audit)) {}

void LiveInjector::audit(const std::string& action, const std::string& detail,
                         const std::string& outcome) {
  if (m_audit) m_audit({nowNs(), "local user", action, detail, outcome});
}

Result<std::uint64_t> LiveInjector::inject(const InjectRequest& request, Listener listener) {
  const Result<void> content = checkContent(request.payload, request.attributes);
  if (!content) return notSent(request, content.error());
  const std::vector<SessionInfo> sessions = m_transport.sessions();
  const SessionInfo* target = findTarget(sessions, request.service, request.topic, request.type);
  if (target == nullptr) {
    return notSent(request, {"Nobody to inject into: " + whyNoTarget(sessions, request.service,
                                                                     request.topic, request.type),
                             "", "Its probe has to declare the type with declareInjectable()"});
  }
  Watch watch;
  watch.status.timeNs = nowNs();
  watch.deadlineNs = watch.status.timeNs + kPatience;
  watch.listener = std::move(listener);
  // Events of a replay are audited by the replay, as a whole.
  if (request.replayOf.isNull()) watch.detail = describe(request);
  if (!watch.detail.empty()) audit("inject", watch.detail, "sent");
  std::uint64_t id = 0;
  {
    const std::lock_guard lock(m_mutex);
    if (m_watches.size() >= kMostWatched) {
      return Error{"Too many injected events are still unanswered", "", "Wait, or send slower"};
    }
    id = watch.status.id = ++m_lastId;
    m_deadlines.emplace_back(watch.deadlineNs, id);
    m_watches.emplace(id, std::move(watch));
    ++m_unanswered;
  }
  m_transport.send(target->row, id, request, [this, id] { lost(id); });
  return id;
}

Error LiveInjector::notSent(const InjectRequest& request, Error error) {
  if (request.replayOf.isNull()) audit("inject", describe(request), "not sent: " + error.what);
  return error;
}

void LiveInjector::lost(std::uint64_t id) {
  finish(id, InjectState::Refused, "the service disconnected before the request could be sent");
}

/// Ends a request and tells its listener; on the I/O thread.
void LiveInjector::finish(std::uint64_t id, InjectState state, const std::string& reason) {
  Told told;
  std::string detail;
  {
    const std::lock_guard lock(m_mutex);
    const auto found = m_watches.find(id);
    if (found == m_watches.end()) return;
    Watch& watch = found->second;
    if (watch.status.state == InjectState::Sent) --m_unanswered;
    if (m_unanswered == 0) m_early.clear();
    m_byEvent.erase(watch.status.eventId);
    watch.status.state = state;
    watch.status.reason = reason;
    watch.status.timeNs = nowNs();
    detail = std::move(watch.detail);
    told.emplace_back(std::move(watch.listener), watch.status);
    m_watches.erase(found);
  }
  if (!detail.empty() && state != InjectState::Processed) {
    audit("inject", detail, std::string(injectStateName(state)) + ": " + reason);
  }
  tell(told);
}

void LiveInjector::answered(const InjectAnswer& answer) {
  if (!answer.accepted) return finish(answer.id, InjectState::Refused, answer.reason);
  Told told;
  std::string detail;
  bool processed = false;
  {
    const std::lock_guard lock(m_mutex);
    const auto found = m_watches.find(answer.id);
    if (found == m_watches.end() || found->second.status.state != InjectState::Sent) return;
    Watch& watch = found->second;
    watch.status.state = InjectState::Accepted;
    watch.status.eventId = answer.eventId;
    watch.status.traceId = answer.traceId;
    watch.status.timeNs = nowNs();
    detail = watch.detail;
    told.emplace_back(watch.listener, watch.status);
    processed = m_early.contains(answer.eventId);
    if (!processed) m_byEvent[answer.eventId] = answer.id;
    if (--m_unanswered == 0) m_early.clear();
  }
  if (!detail.empty()) audit("inject", detail, "accepted: event " + answer.eventId.hex());
  tell(told);
  if (processed) finish(answer.id, InjectState::Processed, {});
}

void LiveInjector::tick(TimeNs nowNs) {
  std::vector<std::pair<std::uint64_t, std::string>> late;
  {
    const std::lock_guard lock(m_mutex);
    while (!m_deadlines.empty() && m_deadlines.front().first <= nowNs) {
      const auto found = m_watches.find(m_deadlines.front().second);
      m_deadlines.pop_front();
      if (found == m_watches.end()) continue;
      const bool sent = found->second.status.state == InjectState::Sent;
      late.emplace_back(found->first,
                        sent ? "the service did not answer within 10 s"
                             : "accepted, but no consumer said within 10 s that it processed it");
    }
  }
  for (const auto& [id, reason] : late) finish(id, InjectState::TimedOut, reason);
}

void LiveInjector::committed(std::span<const EventBatch> batches) {
  std::vector<std::uint64_t> done;
  {
    const std::lock_guard lock(m_mutex);
    if (m_watches.empty()) return;
    for (const EventBatch& batch : batches) {
      for (const TraceEvent& event : batch.events) {
        if (event.stage != Stage::Processed) continue;
        const auto found = m_byEvent.find(event.eventId);
        if (found != m_byEvent.end()) {
          done.push_back(found->second);
          m_byEvent.erase(found);
        } else if (m_unanswered > 0 && m_early.size() < kMostEarly) {
          m_early.insert(event.eventId);
        }
      }
    }
  }
  if (done.empty()) return;
  m_transport.post([this, done = std::move(done)] {
    for (const std::uint64_t id : done) finish(id, InjectState::Processed, {});
  });
}

void LiveInjector::tell(const Told& told) {
  for (const auto& [listener, status] : told) {
    if (listener) listener(status);
  }
}

}  // namespace rheo::control
