// SPDX-License-Identifier: Apache-2.0
#include "sources/fake_probe.h"

#include <zmq.h>

namespace rheo::test {

struct FakeProbe::Handles {
  void* context = zmq_ctx_new();
  void* socket = zmq_socket(context, ZMQ_DEALER);
  ~Handles() {
    zmq_close(socket);
    zmq_ctx_term(context);
  }
};

FakeProbe::FakeProbe(const std::string& endpoint) : m_handles(std::make_unique<Handles>()) {
  const int linger = 0;
  zmq_setsockopt(m_handles->socket, ZMQ_LINGER, &linger, sizeof linger);
  zmq_connect(m_handles->socket, endpoint.c_str());
}

FakeProbe::~FakeProbe() = default;

bool FakeProbe::send(const std::string& frame) {
  return zmq_send(m_handles->socket, frame.data(), frame.size(), 0) >= 0;
}

bool FakeProbe::sendParts(const std::vector<std::string>& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const int flags = i + 1 < parts.size() ? ZMQ_SNDMORE : 0;
    if (zmq_send(m_handles->socket, parts[i].data(), parts[i].size(), flags) < 0) return false;
  }
  return true;
}

std::optional<std::string> FakeProbe::receive(int timeoutMs) {
  zmq_pollitem_t item{m_handles->socket, 0, ZMQ_POLLIN, 0};
  if (zmq_poll(&item, 1, timeoutMs) <= 0) return std::nullopt;
  zmq_msg_t message;
  zmq_msg_init(&message);
  zmq_msg_recv(&message, m_handles->socket, 0);
  std::string frame(static_cast<const char*>(zmq_msg_data(&message)), zmq_msg_size(&message));
  zmq_msg_close(&message);
  return frame;
}

}  // namespace rheo::test
