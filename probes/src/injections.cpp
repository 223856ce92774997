// SPDX-License-Identifier: Apache-2.0
#include "probes/src/injections.hpp"

#include <algorithm>

namespace rheo::probe {
namespace {
std::size_t bytesOf(const wire::Inject& request) {
  return sizeof request + request.topic.size() + request.type.size() + request.key.size() +
         request.payload.size() + request.attributes.size();
}
}  // namespace

void Injections::declare(std::string_view topic, std::string_view type, std::string_view example) {
  const std::lock_guard lock(m_mutex);
  const auto known = std::find_if(m_types.begin(), m_types.end(), [&](const auto& t) {
    return t.topic == topic && t.type == type;
  });
  if (known != m_types.end())
    known->example = example;
  else if (m_types.size() < wire::kMaxInjectables)
    m_types.push_back({std::string(topic), std::string(type), std::string(example)});
  ++m_version;
}

std::uint32_t Injections::declared() const {
  const std::lock_guard lock(m_mutex);
  return m_version;
}

std::vector<wire::InjectableType> Injections::types() const {
  const std::lock_guard lock(m_mutex);
  return m_types;
}

void Injections::offer(wire::Inject&& request) {
  const std::lock_guard lock(m_mutex);
  const bool known = std::any_of(m_types.begin(), m_types.end(), [&](const auto& t) {
    return t.topic == request.topic && t.type == request.type;
  });
  const std::size_t bytes = bytesOf(request);
  const char* refusal = nullptr;
  if (!known)
    refusal = "not declared injectable by this service";
  else if (m_waiting.size() >= kMaxWaiting || m_waitingBytes + bytes > kMaxWaitingBytes)
    refusal = "busy";
  if (refusal != nullptr) {
    answerLocked({request.session, request.id, wire::InjectOutcome::Refused, {}, {}, refusal});
    return;
  }
  m_waitingBytes += bytes;
  m_waiting.push_back(std::move(request));
}

bool Injections::next(Injection& injection) {
  const std::lock_guard lock(m_mutex);
  if (m_waiting.empty()) return false;
  wire::Inject& request = m_waiting.front();
  m_waitingBytes -= bytesOf(request);
  injection.id = request.id;
  injection.topic = std::move(request.topic);
  injection.type = std::move(request.type);
  injection.key = std::move(request.key);
  injection.payload = std::move(request.payload);
  injection.attributes = std::move(request.attributes);
  injection.replay = request.replay;
  injection.replayOf = {request.replayOf.hi, request.replayOf.lo};
  m_waiting.pop_front();
  return true;
}

void Injections::answer(wire::InjectResult&& result) {
  const std::lock_guard lock(m_mutex);
  answerLocked(std::move(result));
}

void Injections::answerLocked(wire::InjectResult&& result) {
  // The collector treats a missing answer as timed out, so the oldest may go.
  if (m_answers.size() >= kMaxAnswers) m_answers.pop_front();
  m_answers.push_back(std::move(result));
}

void Injections::refuseAll(std::string_view reason) {
  const std::lock_guard lock(m_mutex);
  for (const auto& request : m_waiting)
    answerLocked(
        {request.session, request.id, wire::InjectOutcome::Refused, {}, {}, std::string(reason)});
  m_waiting.clear();
  m_waitingBytes = 0;
}

bool Injections::peekAnswer(wire::InjectResult& result) const {
  const std::lock_guard lock(m_mutex);
  if (m_answers.empty()) return false;
  result = m_answers.front();
  return true;
}

bool Injections::hasAnswer() const {
  const std::lock_guard lock(m_mutex);
  return !m_answers.empty();
}

void Injections::popAnswer() {
  const std::lock_guard lock(m_mutex);
  if (!m_answers.empty()) m_answers.pop_front();
}

}  // namespace rheo::probe
