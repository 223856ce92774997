// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A network between a probe and a collector, on loopback: it can be listened to, cut, and made to
/// swallow everything. One thread forwards; all calls are for any thread.
class TcpProxy {
 public:
  /// Listens on a port of its own and connects on to `port`.
  explicit TcpProxy(std::uint16_t port);
  ~TcpProxy();
  TcpProxy(const TcpProxy&) = delete;
  TcpProxy& operator=(const TcpProxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return m_port; }
  [[nodiscard]] std::string endpoint() const { return "tcp://127.0.0.1:" + std::to_string(m_port); }
  /// Ends every connection; new ones are made as before.
  void cut() { m_cut = true; }
  /// While set nothing gets through in either direction, and nobody is told.
  void swallow(bool on) { m_swallow = on; }
  /// Keeps a copy of what probes send.
  void listen(bool on) { m_listening = on; }
  [[nodiscard]] std::string heard() const;

 private:
  struct Link {
    int probe = -1;
    int collector = -1;
  };

  void run();
  void accept();
  bool forward(int from, int to, bool fromProbe);
  void close(Link& link);

  const std::uint16_t m_target;
  std::uint16_t m_port = 0;
  int m_listener = -1;
  std::vector<Link> m_links;
  std::atomic<bool> m_stop{false}, m_cut{false}, m_swallow{false}, m_listening{false};
  mutable std::mutex m_mutex;
  std::string m_heard;  ///< guarded by m_mutex
  std::thread m_thread;
};
