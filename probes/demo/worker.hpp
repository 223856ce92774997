// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <deque>
#include <string>
#include <unordered_set>
#include <vector>

#include "probes/demo/host.hpp"

namespace rheo::demo {

/// One consumer thread of a subscription: takes deliveries, runs the handler inside the probe's
/// Processing, settles.
class Worker {
 public:
  Worker(Probe& probe, const Consumption& consumption, BrokerClient& client, Publisher& publisher,
         Pace pace);
  void handle(const Delivery& delivery);

 private:
  struct Entry {
    std::string topicName;
    Topic topic;
    Topic deadLetters;
    std::string deadLettersName;
    const Handler* handler;
    std::vector<EventType> types;
  };

  Entry* entryOf(std::string_view topic);
  static const EventType& typeOf(Entry& entry, const Message& message);
  Settlement process(Entry& entry, const Message& message, const Delivery& delivery);
  bool seenBefore(const ProbeId& event) const;
  void remember(const ProbeId& event);

  Probe& m_probe;
  BrokerClient& m_client;
  Publisher& m_publisher;
  Pace m_pace;
  Subscription m_subscription;
  std::vector<Entry> m_entries;
  // Consumers are idempotent: what was handled once is not handled again.
  std::unordered_set<std::uint64_t> m_handled;
  std::deque<std::uint64_t> m_handledOrder;
};

}  // namespace rheo::demo
