// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "probes/wire/wire.hpp"

/// The collector's half of the protocol over a real ROUTER, keeping what it gets in memory. What
/// was acknowledged survives close() and open(), as in a recording; what was not is forgotten.
class FakeCollector {
 public:
  struct Event {
    rheo::wire::EventView view;  ///< its texts are gone: see below
    std::uint64_t session = 0;
    std::uint32_t stream = 0;
    std::string topic, type, subscription, errorType, deadLetterTopic, sagaType, step, undoes;
    std::string producer, key, sagaKey, payload, attributes;
  };
  struct Position {
    std::uint64_t position = 0, seq = 0;
  };

  enum class Keep { Everything, Nothing };  ///< Nothing: for benchmarks, counts only

  explicit FakeCollector(std::string endpoint, Keep keep = Keep::Everything);
  ~FakeCollector() { close(); }
  FakeCollector(const FakeCollector&) = delete;
  FakeCollector& operator=(const FakeCollector&) = delete;

  void open();
  void close();

  std::vector<Event> events() const;
  std::size_t count() const;
  /// Emits accounted for as lost, by jumps of seq and by heartbeats.
  std::uint64_t lost() const;
  std::vector<rheo::wire::Hello> hellos() const;
  std::vector<rheo::wire::InjectResult> results() const;
  rheo::wire::Heartbeat lastBeat() const;
  bool saidBye() const { return m_bye.load(); }
  std::string trouble() const;  ///< the first thing a probe did wrong; empty if none

  /// To every probe that said HELLO.
  void send(const std::function<std::string(const rheo::wire::WireId&)>& frame);
  void sendRaw(const std::vector<std::string>& parts);

  std::atomic<bool> acking{true};
  std::atomic<bool> reading{true};

 private:
  using Key = std::pair<std::uint64_t, std::uint32_t>;
  struct Peer {
    std::string identity;
    rheo::wire::WireId session;
    std::map<std::uint32_t, std::string> names;
  };

  void run();
  void handle(const std::string& identity, const std::string& frame);
  void onBatch(Peer& peer, const std::string& frame);
  void onHeartbeat(Peer& peer, const std::string& frame);
  void commit();
  void reply(const std::string& identity, const std::string& frame);

  const std::string m_endpoint;
  const Keep m_keep;
  void* m_context = nullptr;
  void* m_router = nullptr;
  std::thread m_thread;
  std::atomic<bool> m_stop{false};
  std::atomic<bool> m_bye{false};
  mutable std::mutex m_mutex;
  std::map<std::string, Peer> m_peers;
  std::map<Key, Position> m_received, m_committed;
  std::vector<Event> m_events;   ///< committed
  std::vector<Event> m_pending;  ///< received, not committed
  std::uint64_t m_lost = 0;
  std::map<std::uint64_t, std::uint64_t> m_pendingLost;  ///< by session
  std::vector<rheo::wire::Hello> m_hellos;
  std::vector<rheo::wire::InjectResult> m_results;
  rheo::wire::Heartbeat m_beat;
  std::vector<std::pair<std::string, std::vector<std::string>>> m_outgoing;
  std::string m_trouble;
};
