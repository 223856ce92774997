// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rheo::demo {

/// Owns the ZeroMQ I/O of a process; make it before, and end it after, all sockets.
class Transport {
 public:
  Transport();
  ~Transport();
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  [[nodiscard]] void* handle() const { return m_context; }

 private:
  void* m_context;
};

/// A message socket of one thread. Bounded: send() waits when the other side does not keep up.
class Socket {
 public:
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  /// Waits up to timeoutMs for a message on the socket, or, if `fd` is not -1, for input on it.
  void wait(int timeoutMs, int fd = -1);

 protected:
  Socket(Transport& transport, int type);
  bool receivePart(std::string& out);
  bool sendPart(std::string_view bytes, bool more, bool wait);
  void* m_socket;
};

/// The broker's side: tells its peers apart by their identity.
class RouterSocket : public Socket {
 public:
  explicit RouterSocket(Transport& transport);
  /// Empty when bound, otherwise why not.
  std::string bind(const std::string& endpoint);
  bool receive(std::string& identity, std::string& frame);
  bool send(std::string_view identity, std::string_view frame);
};

/// A service's side.
class DealerSocket : public Socket {
 public:
  DealerSocket(Transport& transport, const std::string& endpoint);
  bool receive(std::string& frame);
  /// False after a second without room.
  bool send(std::string_view frame);
};

}  // namespace rheo::demo
