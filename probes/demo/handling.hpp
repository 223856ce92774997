// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <string>
#include <string_view>

#include "probes/demo/json.hpp"
#include "probes/demo/publisher.hpp"

namespace rheo::demo {

/// How a handler ended.
struct Outcome {
  const ErrorType* error = nullptr;  ///< null: went well
  bool retry = false;                ///< worth another attempt

  static Outcome done() { return {}; }
  /// Again with backoff; after kMaxAttempts to the dead-letter queue.
  static Outcome retryOn(const ErrorType& error) { return {&error, true}; }
  /// Straight to the dead-letter queue.
  static Outcome giveUp(const ErrorType& error) { return {&error, false}; }
};

constexpr unsigned kMaxAttempts = 4;

/// Pretends to work: sleeps, and keeps account so that short sleeps add up right.
class Pace {
 public:
  /// `hurry`: set when the demo ends, so that what is queued gets done.
  Pace(double scale, const std::atomic<bool>& hurry) : m_scale(scale), m_hurry(hurry) {}
  /// The time is scaled down with the rate of the system, so that its load stays alike.
  void work(double ms, Publisher& publisher);
  /// Not scaled.
  void wait(double ms, Publisher& publisher);

 private:
  double m_scale;
  const std::atomic<bool>& m_hurry;
  double m_debtMs = 0;
};

/// What a handler sees of one delivery.
class Handling {
 public:
  Handling(Probe& probe, Publisher& publisher, Pace& pace, const Message& message, unsigned attempt)
      : m_probe(probe),
        m_publisher(publisher),
        m_pace(pace),
        m_message(message),
        m_attempt(attempt) {}

  [[nodiscard]] const Message& message() const { return m_message; }
  /// The payload's members; empty when it is no JSON object.
  const JsonObject& body();
  [[nodiscard]] unsigned attempt() const { return m_attempt; }
  [[nodiscard]] bool lastAttempt() const { return m_attempt >= kMaxAttempts; }
  void work(double ms) { m_pace.work(ms, m_publisher); }
  void wait(double ms) { m_pace.wait(ms, m_publisher); }
  /// Publishes under this event's key and saga.
  Context publish(const Channel& channel, std::string_view payload);
  /// Publishes under another key, outside of the saga.
  Context publish(const Channel& channel, std::string_view payload, std::string_view key);
  [[nodiscard]] Publisher& publisher() { return m_publisher; }
  /// The saga this event belongs to.
  [[nodiscard]] Saga saga(const SagaType& type) const {
    return {m_probe, type, m_message.sagaKey.empty() ? m_message.key : m_message.sagaKey};
  }

 private:
  Probe& m_probe;
  Publisher& m_publisher;
  Pace& m_pace;
  const Message& m_message;
  unsigned m_attempt;
  JsonObject m_body;
  bool m_parsed = false;
};

}  // namespace rheo::demo
