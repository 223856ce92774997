// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "probes/demo/broker_client.hpp"
#include "probes/demo/channel.hpp"
#include "probes/demo/faults.hpp"

namespace rheo::demo {

/// What to publish, besides where.
struct Outgoing {
  std::string_view payload;
  std::string_view key;
  std::string_view sagaType = {};
  std::string_view sagaKey = {};
  std::string_view id = {};  ///< business id that faults decide on; the key when empty
  std::uint8_t flags = 0;    ///< MessageFlag
};

/// Publishes through the probe and the broker, with the faults of publishing. One per thread.
class Publisher {
 public:
  Publisher(Probe& probe, BrokerClient& client, Knob duplicates)
      : m_probe(probe), m_client(client), m_duplicates(duplicates) {}

  Context publish(const Channel& channel, const Outgoing& outgoing);
  /// Publishes `first`, then `second`, but sends them the other way round.
  void publishSwapped(const Channel& channel, const Outgoing& first, const Outgoing& second);
  void flush() { m_client.flush(); }
  [[nodiscard]] BrokerClient& client() { return m_client; }

 private:
  Context emit(const Channel& channel, const Outgoing& outgoing);
  void send(const Channel& channel, const Outgoing& outgoing, const Context& context);

  Probe& m_probe;
  BrokerClient& m_client;
  Knob m_duplicates;
};

}  // namespace rheo::demo
