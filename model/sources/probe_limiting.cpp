// SPDX-License-Identifier: Apache-2.0
// What the collector asks of probes: less, while it is connected.
#include "model/sources/probe_protocol.h"

namespace rheo::sources {
namespace {

static_assert(ProbeLimits::kMaxTopics == wire::kMaxSampledTopics);

wire::Limits toWire(const ProbeLimits& from) {
  wire::Limits to{from.pause, from.captureBytes, from.sampling, {}};
  for (const auto& [topic, rate] : from.topics) to.topics.push_back({topic, rate});
  return to;
}

}  // namespace

std::string limitsText(const wire::Limits& from) {
  ProbeLimits limits{from.pause, from.maxPayloadBytes, from.sampling, {}};
  for (const wire::TopicRate& each : from.topics) limits.topics.emplace_back(each.topic, each.rate);
  return limits.text();
}

void ProbeProtocol::limit(const std::string& service, const ProbeLimits& limits) {
  if (service.empty()) m_limits.clear();
  m_limits[service] = toWire(limits);
  for (const auto& [key, session] : m_sessions) {
    if (session->greeted && session->info.state == SessionState::Live) sendLimits(*session);
  }
}

const wire::Limits* ProbeProtocol::limitsOf(const std::string& service) const {
  auto wanted = m_limits.find(service);
  if (wanted == m_limits.end()) wanted = m_limits.find("");
  return wanted == m_limits.end() ? nullptr : &wanted->second;
}

void ProbeProtocol::sendLimits(const ProbeSession& session) {
  const wire::Limits* wanted = limitsOf(session.info.service);
  if (wanted == nullptr) return;
  const wire::WireId id{session.info.id.hi, session.info.id.lo};
  m_hooks.send(session.identity, wire::encode(wire::Control{id, *wanted}));
}

/// A probe that heard nothing of us for a while took us for gone, and has undone what we asked. One
/// heartbeat may have been on its way already.
void ProbeProtocol::repeatLimits(ProbeSession& session, const wire::Limits& inForce) {
  const wire::Limits* wanted = limitsOf(session.info.service);
  if (wanted == nullptr || *wanted == inForce) {
    session.beatsUnheeded = 0;
  } else if (++session.beatsUnheeded > 1) {
    session.beatsUnheeded = 0;
    sendLimits(session);
  }
}

}  // namespace rheo::sources
