// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "probes/src/core.hpp"
#include "probes/src/transport.hpp"

namespace rheo::probe {

/// The probe's half of the protocol (probes/wire/README.md): greets, sends what is in the rings,
/// frees what is acknowledged, goes back after silence. No thread and no clock of its own: whoever
/// calls step() brings the time.
class Conversation {
 public:
  explicit Conversation(Core& core);

  /// Does everything that is due, without blocking. Returns in how many ms to come back.
  int step(Transport& transport, std::int64_t nowNs);
  /// True when nothing is left that a collector has not committed, drops included.
  [[nodiscard]] bool settled() const;
  /// The last words.
  void bye(Transport& transport);
  [[nodiscard]] bool answered() const { return m_answered; }

 private:
  void noticeConnection(Transport& transport);
  void receiveAll(Transport& transport);
  void handle(std::string_view frame);
  void onAck(const wire::Ack& ack);
  void onResync(const wire::Resync& resync);
  void onTime(const wire::Time& time);
  void onControl(const wire::Control& control);
  void undoControl();
  void startOver();
  void greet(Transport& transport);
  void beat(Transport& transport);
  void askTime(Transport& transport);
  void sendAnswers(Transport& transport);
  /// False: the transport takes no more for now.
  bool sendEvents(Transport& transport);
  bool sendNames(Transport& transport, Stream& stream);
  bool sendBatch(Transport& transport, Stream& stream);
  void rewind(Stream& stream, std::uint64_t position);
  void acknowledge(Stream& stream, const wire::StreamState& state);
  void noticeProgress();
  void noticeSilence();
  [[nodiscard]] bool isDeaf() const;
  [[nodiscard]] bool isClockDue() const;
  [[nodiscard]] wire::Heartbeat heartbeat() const;
  [[nodiscard]] bool dropsUntold() const;
  Stream* find(std::uint32_t id);

  Core& m_core;
  const wire::WireId m_session;
  std::int64_t m_nowNs = 0;
  // When last done; in the far past at first.
  std::int64_t m_helloNs, m_beatNs, m_timeNs, m_heardNs;
  std::int64_t m_greetedNs = 0;  ///< first HELLO of the connection
  std::int64_t m_progressNs;     ///< last acknowledgement, or nothing to wait for
  std::int64_t m_patienceNs;
  std::uint32_t m_connection = 0;
  std::uint32_t m_declared = 0;
  std::uint32_t m_named = 0;         ///< names up to this code were sent
  std::uint32_t m_pendingNamed = 0;  ///< the same once the batch being made is sent
  int m_timesAsked = 0;
  bool m_answered = false;
  bool m_introduce = false;  ///< the collector asked who we are
  bool m_connected = false;
  bool m_more = false;  ///< the last step left events unsent
  std::int64_t m_clockOffsetNs = 0;
  std::int64_t m_clockUncertaintyNs = -1;
  std::int64_t m_clockMeasuredNs = 0;
  std::uint64_t m_homelessAcked = 0;
  std::vector<Stream*> m_byId;
  wire::Limits m_limits;  ///< what the collector asks for
  Redaction m_redaction;
  wire::BatchWriter m_writer;
  std::string m_frame, m_scratch;
};

}  // namespace rheo::probe
