// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace faults {

/// Has the kernel drop packets on the loopback device of a network namespace of our own.
class PacketDrop {
 public:
  /// Moves the process into the namespace: before it has threads. What is not permitted here is
  /// said in reason(); without iptables the device is taken down instead.
  bool enter();
  /// Of that port, in both directions.
  void set(bool on, int port);
  [[nodiscard]] const std::string& how() const { return m_how; }
  [[nodiscard]] const std::string& reason() const { return m_reason; }

 private:
  std::string m_how, m_reason;
  bool m_hasTables = false;
};

}  // namespace faults
