// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "model/control/control.h"
#include "model/event/session_info.h"

namespace rheo::control {

/// What an injector needs of the source that holds the connections. Thread-safe.
class InjectTransport {
 public:
  virtual ~InjectTransport() = default;
  [[nodiscard]] virtual std::vector<SessionInfo> sessions() const = 0;
  /// Sends on the I/O thread; `failed` runs there when the session is not connected any more.
  virtual void send(std::uint32_t session, std::uint64_t id, const InjectRequest& request,
                    std::function<void()> failed) = 0;
  /// Runs on the I/O thread, where listeners are told.
  virtual void post(std::function<void()> work) = 0;
};

}  // namespace rheo::control
