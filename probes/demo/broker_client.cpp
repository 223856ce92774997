// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/broker_client.hpp"

#include "probes/demo/clock.hpp"

namespace rheo::demo {
namespace {

constexpr std::size_t kBatchBytes = 128u << 10;

}  // namespace

BrokerClient::BrokerClient(Transport& transport, const std::string& endpoint)
    : m_socket(transport, endpoint) {}

bool BrokerClient::subscribe(const std::string& subscription,
                             const std::vector<std::string>& topics, std::uint16_t prefetch,
                             int deadlineMs) {
  FrameWriter frame(FrameKind::Subscribe);
  for (const std::string& topic : topics) frame.add(Subscribe{subscription, topic, prefetch});
  m_socket.send(frame.finish());
  const std::int64_t deadline = steadyNs() + deadlineMs * kMs;
  while (steadyNs() < deadline) {
    m_socket.wait(20);
    FrameReader reader;
    if (m_socket.receive(m_frame) && reader.open(m_frame) &&
        reader.kind() == FrameKind::Subscribed) {
      return true;
    }
  }
  return false;
}

void BrokerClient::publish(const Message& message) {
  m_publishes.add(message);
  if (m_publishes.size() > kBatchBytes) send(m_publishes);
}

void BrokerClient::settle(const Settlement& settlement) {
  m_settlements.add(settlement);
}

void BrokerClient::flush() {
  if (m_publishes.count() > 0) send(m_publishes);
  if (m_settlements.count() > 0) send(m_settlements);
}

void BrokerClient::ping() {
  FrameWriter frame(FrameKind::Ping);
  m_socket.send(frame.finish());
}

bool BrokerClient::receive(FrameReader& reader, int timeoutMs) {
  for (bool waited = false;; waited = true) {
    while (m_socket.receive(m_frame)) {
      if (!reader.open(m_frame)) continue;
      if (reader.kind() == FrameKind::Deliver) return true;
      if (reader.kind() == FrameKind::Flow) m_held = reader.count() != 0;
    }
    if (waited || timeoutMs <= 0) return false;
    m_socket.wait(timeoutMs);
  }
}

void BrokerClient::send(FrameWriter& frame) {
  // A broker that takes nothing for a second is gone or stopped; the frame stays for the next try.
  if (m_socket.send(frame.finish())) frame.clear();
}

}  // namespace rheo::demo
