// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/control/inject_transport.h"
#include "model/pipeline/recorder.h"
#include "model/sources/zeromq_source.h"

namespace rheo {

/// Carries injections over the connections that the ZeroMQ source holds.
class ZeroMqTransport final : public control::InjectTransport {
 public:
  explicit ZeroMqTransport(const Recorder& recorder) : m_recorder(recorder) {}
  /// Before the first send; the source must outlive the last.
  void connect(sources::ZeroMqSource& source) { m_source = &source; }

  [[nodiscard]] std::vector<SessionInfo> sessions() const override { return m_recorder.sessions(); }
  void send(std::uint32_t session, std::uint64_t id, const control::InjectRequest& request,
            std::function<void()> failed) override {
    wire::Inject inject;
    inject.id = id;
    inject.topic = request.topic;
    inject.type = request.type;
    inject.key = request.key;
    inject.payload = request.payload;
    inject.attributes = request.attributes;
    inject.replay = !request.replayOf.isNull();
    inject.replayOf = {request.replayOf.hi, request.replayOf.lo};
    m_source->inject(session, std::move(inject), std::move(failed));
  }
  void post(std::function<void()> work) override { m_source->post(std::move(work)); }

 private:
  const Recorder& m_recorder;
  sources::ZeroMqSource* m_source = nullptr;
};

}  // namespace rheo
