// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <string>
#include <unordered_map>

#include "probes/demo/broker_core.hpp"
#include "probes/demo/broker_socket.hpp"

namespace rheo::demo {

/// The broker process: a ROUTER in front of BrokerCore. Managed, it answers "stats" on standard
/// input with a line of JSON and ends on "quit" or when its input ends.
class BrokerServer {
 public:
  explicit BrokerServer(bool managed) : m_managed(managed), m_router(m_transport) {}
  /// Exit code.
  int run(const std::string& endpoint, const std::atomic<bool>& terminate);

 private:
  using Consumer = BrokerCore::Consumer;
  void receive();
  void handle(Consumer consumer, FrameReader& reader);
  void deliver();
  void tellFlow();
  void readCommands();
  void printStats();
  [[nodiscard]] int timeoutMs() const;
  Consumer consumerOf(const std::string& identity);

  bool m_managed;
  bool m_quit = false;
  Transport m_transport;
  RouterSocket m_router;
  BrokerCore m_core;
  std::unordered_map<std::string, Consumer> m_consumers;
  std::map<Consumer, std::string> m_identities;
  std::map<Consumer, FrameWriter> m_outgoing;
  std::string m_identity, m_frame, m_commands;
  bool m_held = false;
};

}  // namespace rheo::demo
