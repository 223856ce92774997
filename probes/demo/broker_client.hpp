// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probes/demo/broker_socket.hpp"
#include "probes/demo/protocol.hpp"

namespace rheo::demo {

/// One thread's connection to the broker. Publishes and settlements are gathered and go out with
/// flush(), publishes first: what a handler published is with the broker before its delivery is
/// settled.
class BrokerClient {
 public:
  BrokerClient(Transport& transport, const std::string& endpoint);

  /// Subscribes and waits for the answer. False after deadlineMs.
  bool subscribe(const std::string& subscription, const std::vector<std::string>& topics,
                 std::uint16_t prefetch, int deadlineMs);
  void publish(const Message& message);
  void settle(const Settlement& settlement);
  void flush();
  void ping();
  /// Waits up to timeoutMs for a frame with deliveries; views into it live until the next call.
  bool receive(FrameReader& reader, int timeoutMs);
  /// The broker asks for no new inputs until its queues shrink.
  [[nodiscard]] bool held() const { return m_held; }

 private:
  void send(FrameWriter& frame);

  DealerSocket m_socket;
  FrameWriter m_publishes{FrameKind::Publish};
  FrameWriter m_settlements{FrameKind::Settle};
  std::string m_frame;
  bool m_held = false;
};

}  // namespace rheo::demo
