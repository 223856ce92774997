// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/broker_socket.hpp"

#include <zmq.h>

#include <cerrno>

#include "probes/demo/protocol.hpp"

namespace rheo::demo {
namespace {

constexpr int kHighWater = 10'000;
constexpr int kSendTimeoutMs = 1'000;

void set(void* socket, int option, int value) {
  zmq_setsockopt(socket, option, &value, sizeof value);
}

}  // namespace

Transport::Transport() : m_context(zmq_ctx_new()) {}

Transport::~Transport() {
  zmq_ctx_term(m_context);
}

Socket::Socket(Transport& transport, int type) : m_socket(zmq_socket(transport.handle(), type)) {
  set(m_socket, ZMQ_LINGER, 0);
  set(m_socket, ZMQ_RCVHWM, kHighWater);
  set(m_socket, ZMQ_SNDHWM, kHighWater);
  set(m_socket, ZMQ_SNDTIMEO, kSendTimeoutMs);
  const auto limit = static_cast<std::int64_t>(kMaxFrame);
  zmq_setsockopt(m_socket, ZMQ_MAXMSGSIZE, &limit, sizeof limit);
}

Socket::~Socket() {
  zmq_close(m_socket);
}

void Socket::wait(int timeoutMs, int fd) {
  zmq_pollitem_t items[2] = {{m_socket, 0, ZMQ_POLLIN, 0}, {nullptr, fd, ZMQ_POLLIN, 0}};
  zmq_poll(items, fd < 0 ? 1 : 2, timeoutMs);
}

bool Socket::receivePart(std::string& out) {
  zmq_msg_t part;
  zmq_msg_init(&part);
  const bool got = zmq_msg_recv(&part, m_socket, ZMQ_DONTWAIT) >= 0;
  if (got) out.assign(static_cast<const char*>(zmq_msg_data(&part)), zmq_msg_size(&part));
  zmq_msg_close(&part);
  return got;
}

bool Socket::sendPart(std::string_view bytes, bool more, bool wait) {
  const int flags = (more ? ZMQ_SNDMORE : 0) | (wait ? 0 : ZMQ_DONTWAIT);
  int sent = 0;
  do {
    sent = zmq_send(m_socket, bytes.data(), bytes.size(), flags);
  } while (sent < 0 && errno == EINTR);
  return sent >= 0;
}

RouterSocket::RouterSocket(Transport& transport) : Socket(transport, ZMQ_ROUTER) {
  // What a consumer may hold is bounded by its prefetch, so sends never meet a limit of their own.
  set(m_socket, ZMQ_SNDHWM, 0);
}

std::string RouterSocket::bind(const std::string& endpoint) {
  if (zmq_bind(m_socket, endpoint.c_str()) == 0) return {};
  return zmq_strerror(errno);
}

bool RouterSocket::receive(std::string& identity, std::string& frame) {
  if (!receivePart(identity)) return false;
  frame.clear();
  int more = 0;
  std::size_t size = sizeof more;
  std::string part;
  for (int parts = 0; zmq_getsockopt(m_socket, ZMQ_RCVMORE, &more, &size) == 0 && more != 0;) {
    if (!receivePart(part)) break;
    // More than one payload part is not our protocol: an empty frame is refused by its reader.
    frame = ++parts == 1 ? std::move(part) : std::string();
    part.clear();
  }
  return true;
}

bool RouterSocket::send(std::string_view identity, std::string_view frame) {
  return sendPart(identity, true, false) && sendPart(frame, false, false);
}

DealerSocket::DealerSocket(Transport& transport, const std::string& endpoint)
    : Socket(transport, ZMQ_DEALER) {
  zmq_connect(m_socket, endpoint.c_str());
}

bool DealerSocket::receive(std::string& frame) {
  return receivePart(frame);
}

bool DealerSocket::send(std::string_view frame) {
  return sendPart(frame, false, true);
}

}  // namespace rheo::demo
