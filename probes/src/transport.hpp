// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace rheo::probe {

/// The connection to a collector as the protocol sees it: nothing blocks but wait(). Used by one
/// thread; wake() by any.
class Transport {
 public:
  virtual ~Transport() = default;
  /// False: no peer, or its queue is full. The frame is copied.
  virtual bool send(std::string_view frame) = 0;
  /// Takes the next frame; false if there is none.
  virtual bool receive(std::string& frame) = 0;
  /// Counts connections made so far; a new number means a new peer that knows nothing.
  virtual std::uint32_t connections() = 0;
  [[nodiscard]] virtual bool connected() const = 0;
  /// Returns early when a frame arrives, the connection changes, or wake() is called.
  virtual void wait(int timeoutMs) = 0;
  virtual void wake() noexcept = 0;
  /// Drops the connection; what was sent may leave within lingerMs.
  virtual void close(int lingerMs) = 0;
};

/// DEALER over libzmq. Null with a static `reason` when the endpoint is unusable or a resource is
/// missing.
std::unique_ptr<Transport> makeZmqTransport(const std::string& endpoint, const char*& reason);

}  // namespace rheo::probe
