// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "probes/demo/broker_socket.hpp"
#include "probes/wire/wire.hpp"

namespace rheo::demo::test {

/// What a FakeCollector has seen.
struct Seen {
  std::uint64_t sightings = 0;
  std::uint64_t lost = 0;                            ///< jumps of seq over positions
  std::map<std::string, std::uint64_t> counts;       ///< by "stage topic error step"
  std::map<std::string, std::set<int>> sagaStages;   ///< by saga key
  std::map<std::string, std::uint64_t> topicCounts;  ///< published, by topic
  std::set<std::string> consumed;                    ///< topics somebody received from
  std::uint64_t duplicates = 0;  ///< first attempts of an event seen before by the subscription
  std::uint64_t outOfOrder = 0;  ///< first attempts published before one of their key seen earlier
  std::map<std::string, std::int64_t> longestWaitNs;  ///< broker to handler, by subscription
  std::set<std::string> services;
  std::vector<wire::InjectResult> results;
  std::vector<std::string> troubles;

  /// All counts whose name begins so.
  [[nodiscard]] std::uint64_t countOf(std::string_view beginning) const;
};

/// A collector that answers as the protocol wants and remembers little: real sockets, no store.
class FakeCollector {
 public:
  explicit FakeCollector(std::string endpoint);
  ~FakeCollector();
  FakeCollector(const FakeCollector&) = delete;
  FakeCollector& operator=(const FakeCollector&) = delete;

  [[nodiscard]] Seen seen() const;
  /// Sends to the session that declared the topic and type; false when none did.
  bool inject(const std::string& topic, const std::string& type, const std::string& payload,
              std::uint64_t id);

 private:
  struct Stream {
    std::uint64_t position = 0, seq = 0;
  };
  struct Session {
    std::string identity;
    wire::WireId id;
    std::unordered_map<std::uint32_t, std::string> names;
    std::map<std::uint32_t, Stream> streams;
    std::vector<wire::InjectableType> injectables;
  };

  void run();
  void take(const std::string& identity, const std::string& frame);
  void takeHello(const std::string& identity, const std::string& frame);
  void takeBatch(const std::string& frame);
  void takeStreams(const std::string& frame);
  void note(Session& session, const wire::EventView& event);
  void noteReceived(Session& session, const wire::EventView& event);
  void sendPending();
  Session* sessionOf(const wire::WireId& id);
  void trouble(const std::string& text);

  mutable std::mutex m_mutex;
  Seen m_seen;
  std::vector<Session> m_sessions;
  std::set<std::string> m_received;               ///< subscription and event id
  std::map<std::string, std::int64_t> m_lastKey;  ///< publish time by topic, subscription and key
  std::vector<std::pair<std::string, std::string>> m_pending;
  std::string m_endpoint;
  Transport m_transport;
  RouterSocket m_router;
  std::atomic<bool> m_stop{false};
  std::thread m_thread;
};

}  // namespace rheo::demo::test
