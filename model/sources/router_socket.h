// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/base/result.h"

namespace rheo::sources {

/// The listening ZeroMQ socket, and the only door to libzmq. Used by one thread, but for wake().
class RouterSocket {
 public:
  enum class Received : std::uint8_t {
    Frame,
    Nothing,
    MultiPart  ///< dropped: a message is one frame; `identity` and `peer` say whose it was
  };
  struct Incoming {
    std::string identity;  ///< of the connection
    std::string peer;      ///< address, for the journal; empty over ipc
    std::string bytes;
  };

  /// Binds all of them or none: tcp on loopback ("tcp://127.0.0.1:5571", port * for any free one)
  /// and ipc (the directory is made with mode 0700).
  static Result<std::unique_ptr<RouterSocket>> bind(const std::vector<std::string>& endpoints);
  ~RouterSocket();
  RouterSocket(const RouterSocket&) = delete;
  RouterSocket& operator=(const RouterSocket&) = delete;

  /// As bound: with the port that was found for "*".
  [[nodiscard]] const std::vector<std::string>& endpoints() const { return m_endpoints; }
  /// Waits for a frame (if `reading`), a wake() or the timeout.
  void wait(bool reading, int timeoutMs);
  Received receive(Incoming& incoming);
  /// False when the peer is gone or takes nothing more.
  bool send(const std::string& identity, const std::string& frame);
  /// Ends wait() early. Any thread.
  void wake();

 private:
  RouterSocket() = default;
  Result<void> open(const std::vector<std::string>& endpoints);
  Result<void> bindOne(const std::string& endpoint);

  struct Handles;
  std::unique_ptr<Handles> m_handles;
  std::vector<std::string> m_endpoints;
};

}  // namespace rheo::sources
