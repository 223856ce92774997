// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mutex>

#include "tests/app/fake_workspace.h"

namespace rheo::testing {

/// An injector whose services answer only when the test says so.
class FakeInjector : public control::Injector {
 public:
  Result<std::uint64_t> inject(const control::InjectRequest& request, Listener listener) override {
    const std::lock_guard lock(m_mutex);
    if (!refuseWith.empty()) return Error{refuseWith, {}, {}};
    m_requests.push_back(request);
    m_listeners.push_back(std::move(listener));
    return m_requests.size();
  }
  [[nodiscard]] std::size_t count() const {
    const std::lock_guard lock(m_mutex);
    return m_requests.size();
  }
  [[nodiscard]] control::InjectRequest request(std::size_t i) const {
    const std::lock_guard lock(m_mutex);
    return m_requests.at(i);
  }
  /// Tells the listener of request i, as the source's thread would.
  void tell(std::size_t i, control::InjectState state, const std::string& reason = {}) {
    Listener listener;
    {
      const std::lock_guard lock(m_mutex);
      listener = m_listeners.at(i);
    }
    control::InjectStatus status;
    status.id = i + 1;
    status.state = state;
    status.reason = reason;
    status.timeNs = nowNs();
    if (state != control::InjectState::Refused) status.eventId = {7, i + 1};
    listener(status);
  }

  std::string refuseWith;  ///< set before use

 private:
  mutable std::mutex m_mutex;
  std::vector<control::InjectRequest> m_requests;
  std::vector<Listener> m_listeners;
};

/// A recording in progress, with services that take events.
class ControlWorkspace : public FakeWorkspace {
 public:
  ControlWorkspace(std::shared_ptr<FakeRecording> recording, std::shared_ptr<FakeInjector> injector)
      : FakeWorkspace(std::move(recording)), m_injector(std::move(injector)) {}
  control::Injector* injector() override { return m_injector.get(); }

 private:
  std::shared_ptr<FakeInjector> m_injector;
};

inline std::shared_ptr<FakeRecording> recordingWithServices() {
  auto recording = std::make_shared<FakeRecording>();
  SessionInfo orders;
  orders.service = "orders";
  orders.injectables.push_back({"orders.placed", "OrderPlaced", R"({"orderId":"1","total":5})"});
  orders.injectables.push_back({"orders.cancelled", "OrderCancelled", {}});
  SessionInfo gone = orders;
  gone.service = "gone";
  gone.state = SessionState::Vanished;
  recording->status.recording = true;
  recording->status.sessions = {orders, orders, gone};
  return recording;
}

}  // namespace rheo::testing
