// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "model/control/control.h"
#include "model/control/inject_transport.h"
#include "model/event/event_batch.h"

namespace rheo::control {

/// What the service answered.
struct InjectAnswer {
  std::uint64_t id = 0;
  bool accepted = false;
  Id128 eventId;
  Id128 traceId;
  std::string reason;
};

/// Injects through live probes and follows each request to its end: sent, accepted or refused by
/// the service, processed once a consumer's sighting of the event is committed, or timed out.
/// Thread-safe.
class LiveInjector final : public Injector {
 public:
  using AuditFn = std::function<void(store::AuditEntry)>;
  LiveInjector(InjectTransport& transport, AuditFn audit);

  Result<std::uint64_t> inject(const InjectRequest& request, Listener listener) override;
  void audit(const std::string& action, const std::string& detail,
             const std::string& outcome) override;

  /// On the I/O thread.
  void answered(const InjectAnswer& answer);
  void tick(TimeNs nowNs);
  /// On the recorder's thread, after a commit.
  void committed(std::span<const EventBatch> batches);

 private:
  struct Watch {
    InjectStatus status;
    Listener listener;
    TimeNs deadlineNs = 0;
    std::string detail;  ///< of the audit entry; empty for replayed events
  };
  using Told = std::vector<std::pair<Listener, InjectStatus>>;

  void lost(std::uint64_t id);
  Error notSent(const InjectRequest& request, Error error);
  void finish(std::uint64_t id, InjectState state, const std::string& reason);
  static void tell(const Told& told);

  InjectTransport& m_transport;
  const AuditFn m_audit;
  std::mutex m_mutex;  ///< guards everything below
  std::uint64_t m_lastId = 0;
  std::size_t m_unanswered = 0;
  std::unordered_map<std::uint64_t, Watch> m_watches;
  std::deque<std::pair<TimeNs, std::uint64_t>> m_deadlines;
  std::unordered_map<Id128, std::uint64_t> m_byEvent;  ///< accepted, not processed yet
  std::unordered_set<Id128> m_early;  ///< processed while answers were still on their way
};

/// Fails when the payload or the attributes may not be sent.
Result<void> checkContent(std::string_view payload, std::string_view attributes);

}  // namespace rheo::control
