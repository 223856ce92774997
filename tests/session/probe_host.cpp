// SPDX-License-Identifier: Apache-2.0
#include "session/probe_host.h"

#include "rheo/probe.hpp"

namespace rheo::test {
namespace {

Config configOf(const std::string& service, const std::string& endpoint, std::size_t ringBytes,
                bool isFlightRecorder) {
  Config config;
  config.service = service;
  config.endpoint = endpoint;
  config.exitDeadlineMs = 10'000;
  if (ringBytes != 0) config.ringBytes = ringBytes;
  if (isFlightRecorder) {
    config.fullPolicy = FullPolicy::OverwriteOldest;
    config.exitDeadlineMs = 100;  // nobody listens
  }
  return config;
}

}  // namespace

struct ProbeHost::Impl {
  explicit Impl(Config config) : probe(std::move(config)) {}
  Probe probe;
  const EventType type{"OrderPlaced"};
};

ProbeHost::ProbeHost(const std::string& service, const std::string& endpoint, std::size_t ringBytes,
                     bool isFlightRecorder)
    : m_impl(std::make_unique<Impl>(configOf(service, endpoint, ringBytes, isFlightRecorder))) {}
ProbeHost::~ProbeHost() = default;

void ProbeHost::publish(const char* topic, const char* payload) {
  m_impl->probe.published(Topic(topic), m_impl->type, payload);
}
bool ProbeHost::flush(std::uint32_t deadlineMs) {
  return m_impl->probe.flush(deadlineMs);
}
bool ProbeHost::dump(const std::string& path) {
  return m_impl->probe.dump(path.c_str());
}
bool ProbeHost::isConnected() const {
  return m_impl->probe.stats().connected;
}
bool ProbeHost::isEnabled() const {
  return m_impl->probe.enabled();
}
std::uint64_t ProbeHost::emitted() const {
  return m_impl->probe.stats().emitted;
}
std::uint64_t ProbeHost::leftOut() const {
  return m_impl->probe.stats().leftOut;
}

}  // namespace rheo::test
