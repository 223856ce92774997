// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/handling.hpp"

#include "probes/demo/clock.hpp"

namespace rheo::demo {
namespace {

/// Shorter sleeps are wrong by more than they last.
constexpr double kShortestSleepMs = 0.25;

}  // namespace

void Pace::work(double ms, Publisher& publisher) {
  wait(m_hurry.load(std::memory_order_relaxed) ? 0 : ms * m_scale, publisher);
}

void Pace::wait(double ms, Publisher& publisher) {
  m_debtMs += ms;
  if (m_debtMs < kShortestSleepMs) return;
  // What is finished must not wait for what is not.
  publisher.flush();
  const std::int64_t start = steadyNs();
  sleepUntil(start + static_cast<std::int64_t>(m_debtMs * 1e6));
  m_debtMs -= static_cast<double>(steadyNs() - start) / 1e6;
}

const JsonObject& Handling::body() {
  if (!m_parsed) {
    std::string reason;
    m_parsed = true;
    if (!m_body.parse(m_message.payload, reason)) m_body = {};
  }
  return m_body;
}

Context Handling::publish(const Channel& channel, std::string_view payload) {
  Outgoing outgoing;
  outgoing.payload = payload;
  outgoing.key = m_message.key;
  outgoing.sagaType = m_message.sagaType;
  outgoing.sagaKey = m_message.sagaKey;
  outgoing.flags = m_message.flags;
  return m_publisher.publish(channel, outgoing);
}

Context Handling::publish(const Channel& channel, std::string_view payload, std::string_view key) {
  Outgoing outgoing;
  outgoing.payload = payload;
  outgoing.key = key;
  outgoing.flags = m_message.flags;
  return m_publisher.publish(channel, outgoing);
}

}  // namespace rheo::demo
