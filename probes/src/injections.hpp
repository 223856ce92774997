// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "probes/wire/wire.hpp"
#include "rheo/probe.hpp"

namespace rheo::probe {

/// What this service lets others inject, the requests waiting for it, and its answers waiting to
/// be sent. Bounded: a full queue refuses with "busy". Thread-safe; the emit path never comes here.
class Injections {
 public:
  static constexpr std::size_t kMaxWaiting = 256;
  static constexpr std::size_t kMaxWaitingBytes = 4u << 20;
  static constexpr std::size_t kMaxAnswers = 4096;

  void declare(std::string_view topic, std::string_view type, std::string_view example);
  /// Grows with every declaration.
  [[nodiscard]] std::uint32_t declared() const;
  [[nodiscard]] std::vector<wire::InjectableType> types() const;

  /// A request arrived: queue it, or answer why not.
  void offer(wire::Inject&& request);
  bool next(Injection& injection);
  void answer(wire::InjectResult&& result);
  /// Refuses what is still waiting.
  void refuseAll(std::string_view reason);

  /// The oldest answer; stays until popAnswer().
  bool peekAnswer(wire::InjectResult& result) const;
  void popAnswer();
  [[nodiscard]] bool hasAnswer() const;

 private:
  void answerLocked(wire::InjectResult&& result);

  mutable std::mutex m_mutex;
  std::vector<wire::InjectableType> m_types;
  std::deque<wire::Inject> m_waiting;
  std::deque<wire::InjectResult> m_answers;
  std::size_t m_waitingBytes = 0;
  std::uint32_t m_version = 0;
};

}  // namespace rheo::probe
