// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace rheo::test {

/// A service with a probe. Apart from tests of the model: both have a type called Saga.
class ProbeHost {
 public:
  /// `ringBytes` 0 = the default.
  ProbeHost(const std::string& service, const std::string& endpoint, std::size_t ringBytes = 0,
            bool isFlightRecorder = false);
  ~ProbeHost();
  ProbeHost(const ProbeHost&) = delete;
  ProbeHost& operator=(const ProbeHost&) = delete;

  void publish(const char* topic, const char* payload = "{\"n\":1}");
  bool flush(std::uint32_t deadlineMs);
  bool dump(const std::string& path);
  [[nodiscard]] bool isConnected() const;
  [[nodiscard]] bool isEnabled() const;
  [[nodiscard]] std::uint64_t emitted() const;
  [[nodiscard]] std::uint64_t leftOut() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace rheo::test
