// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rheo::test {

/// A bare DEALER that says whatever a test wants said.
class FakeProbe {
 public:
  explicit FakeProbe(const std::string& endpoint);
  ~FakeProbe();
  FakeProbe(const FakeProbe&) = delete;
  FakeProbe& operator=(const FakeProbe&) = delete;

  bool send(const std::string& frame);
  /// As one message of several frames.
  bool sendParts(const std::vector<std::string>& parts);
  /// The next frame from the collector, at most that long.
  std::optional<std::string> receive(int timeoutMs);

 private:
  struct Handles;
  std::unique_ptr<Handles> m_handles;
};

}  // namespace rheo::test
