// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/base/journal.h"
#include "model/event/probe_limits.h"
#include "model/pipeline/pipeline.h"
#include "model/sources/batch_decoder.h"
#include "model/sources/journal_limiter.h"
#include "model/sources/probe_session.h"
#include "probes/wire/wire.hpp"

namespace rheo::sources {

/// What a recording knows of probes that it heard before.
struct Restored {
  std::vector<SessionInfo> sessions;
  std::vector<StreamPosition> positions;
};

constexpr std::size_t kMostStreams = 65'536;  ///< of one session

/// Numbers that no real stream reaches are refused before anything is computed from them.
bool isSane(const wire::StreamState& state);

/// As ProbeLimits::text().
std::string limitsText(const wire::Limits& limits);

/// The collector's half of wire v1, without sockets or clocks: frames and times in, batches and
/// frames out. One thread.
class ProbeProtocol {
 public:
  struct Hooks {
    std::function<bool(const std::string& identity, const std::string& frame)> send;
    std::function<void(const wire::InjectResult&)> injectResult;
    JournalFn journal;
  };
  ProbeProtocol(EventSink& sink, Restored restored, Hooks hooks, TimeNs nowNs);

  /// Takes one frame; what it brings for the sink is appended to `out`.
  void take(const std::string& identity, const std::string& peer, std::string frame, TimeNs nowNs,
            std::vector<EventBatch>& out);
  /// A message that is no single frame.
  void refuse(const std::string& identity, const std::string& peer, const char* reason,
              TimeNs nowNs);
  /// Committed: tells the probes.
  void acknowledge(const std::vector<StreamPosition>& positions);
  /// Finds who fell silent and who has ended. `heard` says whether frames were being read at all.
  void tick(TimeNs nowNs, bool heard, std::vector<EventBatch>& out);
  /// What is asked of the probes of a service, from now on and when one connects. "" = of all of
  /// them, whatever was asked of some before.
  void limit(const std::string& service, const ProbeLimits& limits);
  /// False when the session is not connected.
  bool inject(std::uint32_t row, wire::Inject inject);

 private:
  using Frame = std::string;
  void onHello(const std::string& identity, const std::string& peer, const Frame& frame,
               TimeNs nowNs, std::vector<EventBatch>& out);
  void startFrom(ProbeSession& session, const std::vector<wire::StreamState>& acknowledged,
                 TimeNs nowNs, std::vector<EventBatch>& out);
  void giveUp(ProbeSession& session, const std::vector<wire::StreamState>& gone, TimeNs nowNs,
              std::vector<EventBatch>& out);
  void onBatch(const std::string& identity, const std::string& peer, Frame frame, TimeNs nowNs,
               std::vector<EventBatch>& out);
  void onHeartbeat(const std::string& identity, const std::string& peer, const Frame& frame,
                   bool bye, TimeNs nowNs, std::vector<EventBatch>& out);
  void onTime(const std::string& identity, const std::string& peer, const Frame& frame,
              TimeNs nowNs);
  void onInjectResult(const std::string& identity, const std::string& peer, const Frame& frame,
                      TimeNs nowNs);

  ProbeSession* find(const wire::WireId& id);
  ProbeSession* adopt(const wire::Hello& hello);
  ProbeSession* heard(const wire::WireId& id, const std::string& identity, TimeNs nowNs);
  void restore(Restored restored, TimeNs nowNs);
  void drop(const std::string& identity, const std::string& peer, const char* reason,
            ProbeSession* session, TimeNs nowNs);
  void requestResync(ProbeSession& session, TimeNs nowNs);
  void askStranger(const std::string& identity, const wire::WireId& id, TimeNs nowNs);
  void sendAck(const ProbeSession& session);
  [[nodiscard]] const wire::Limits* limitsOf(const std::string& service) const;
  void sendLimits(const ProbeSession& session);
  void repeatLimits(ProbeSession& session, const wire::Limits& inForce);
  void judge(BatchDecoder::Verdict verdict, ProbeSession& session, const wire::BatchHead& head,
             TimeNs nowNs);
  void tickSession(ProbeSession& session, TimeNs nowNs, std::vector<EventBatch>& out);
  void account(ProbeSession& session, const wire::StreamState& said, TimeNs nowNs,
               std::vector<EventBatch>& out);
  void finish(ProbeSession& session, TimeNs nowNs, std::vector<EventBatch>& out);
  bool complete(const ProbeSession& session) const;
  void lose(ProbeSession& session, std::uint32_t number, ProbeStream& stream,
            const wire::StreamState& upTo, Name reason, TimeNs nowNs, std::vector<EventBatch>& out);
  void announce(ProbeSession& session);
  void say(JournalEntry::Level level, std::string text);

  EventSink& m_sink;
  Hooks m_hooks;
  const Name m_ringFull, m_notDelivered, m_elsewhere;
  BatchDecoder m_decoder;
  BatchDecoder::ClockOffsets m_clockOffsets;
  std::map<std::string, wire::Limits> m_limits;  ///< by service; "" = all others
  JournalLimiter m_limiter;
  std::unordered_map<Id128, std::unique_ptr<ProbeSession>> m_sessions;
  std::unordered_map<std::uint32_t, ProbeSession*> m_byRow;
  std::unordered_map<std::string, TimeNs> m_ignored;    ///< connections that sent nonsense, until
  std::unordered_map<std::string, TimeNs> m_strangers;  ///< connections asked to say HELLO, when
};

}  // namespace rheo::sources
