// SPDX-License-Identifier: Apache-2.0
#include "probes/src/probe_impl.hpp"

namespace rheo {

using namespace probe;
using wire::Stage;

Saga::Saga(Probe& probe, const SagaType& type, std::string_view key) noexcept
    : m_probe(probe), m_type(type.code()) {
  static_assert(sizeof m_key == kMaxSagaKeyBytes + 1);
  const std::string_view text = limitText(key, kMaxSagaKeyBytes);
  if (!text.empty()) std::memcpy(m_key, text.data(), text.size());
  m_key[text.size()] = 0;
}

void Saga::emit(std::uint8_t stage, std::uint32_t step, std::uint32_t undoes, std::uint32_t error,
                std::uint16_t attempt, std::uint32_t deadlineMs) noexcept {
  Core* core = coreOf(m_probe);
  if (core == nullptr || !core->recording()) return;
  const Context& current = t_state.current;
  // Sagas outside of any trace are few, and worth little in parts.
  const bool isWanted =
      current.traceId.isNull() ? !core->sampling.isPaused() : core->wants(current.traceId, 0);
  if (!isWanted) return core->leaveOut();
  Sighting s;
  s.groups = kHasRoles | kHasTexts;
  s.stage = static_cast<Stage>(stage);
  s.attempt = attempt;
  s.timeNs = Clock::instance().nowNs();
  s.eventId = current.eventId;
  s.traceId = current.traceId;
  s.spanId = current.spanId;
  s.roles = {0, error, 0, m_type, step, undoes};
  s.sagaKey = m_key;
  if (deadlineMs != 0) {
    s.groups |= kHasTimes;
    s.times = {std::int64_t{deadlineMs} * 1'000'000, 0, 0};
  }
  core->emit(s);
}

void Saga::started(std::uint32_t deadlineMs) noexcept {
  emit(static_cast<std::uint8_t>(Stage::SagaStarted), 0, 0, 0, 1, deadlineMs);
}
void Saga::stepStarted(const Step& step, std::uint16_t attempt) noexcept {
  emit(static_cast<std::uint8_t>(Stage::StepStarted), step.code(), 0, 0, attempt, 0);
}
void Saga::stepDone(const Step& step) noexcept {
  emit(static_cast<std::uint8_t>(Stage::StepDone), step.code(), 0, 0, 1, 0);
}
void Saga::stepFailed(const Step& step, const ErrorType& error) noexcept {
  emit(static_cast<std::uint8_t>(Stage::StepFailed), step.code(), 0, error.code(), 1, 0);
}
void Saga::compensating(const Step& compensation, const Step& undoes) noexcept {
  emit(static_cast<std::uint8_t>(Stage::Compensating), compensation.code(), undoes.code(), 0, 1, 0);
}
void Saga::compensated(const Step& compensation, const Step& undoes) noexcept {
  emit(static_cast<std::uint8_t>(Stage::Compensated), compensation.code(), undoes.code(), 0, 1, 0);
}
void Saga::completed() noexcept {
  emit(static_cast<std::uint8_t>(Stage::SagaCompleted), 0, 0, 0, 1, 0);
}
void Saga::compensatedAll() noexcept {
  emit(static_cast<std::uint8_t>(Stage::SagaCompensated), 0, 0, 0, 1, 0);
}
void Saga::failed(const ErrorType& error) noexcept {
  emit(static_cast<std::uint8_t>(Stage::SagaFailed), 0, 0, error.code(), 1, 0);
}
void Saga::timedOut() noexcept {
  emit(static_cast<std::uint8_t>(Stage::SagaTimedOut), 0, 0, 0, 1, 0);
}

}  // namespace rheo
