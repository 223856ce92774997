// SPDX-License-Identifier: Apache-2.0
#include "model/sources/router_socket.h"

#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

#include <array>
#include <cerrno>

#include "model/sources/endpoint.h"
#include "probes/wire/wire.hpp"

namespace rheo::sources {
namespace {

constexpr int kHandshakeMs = 2000;
constexpr int kReceiveMessages = 64;  ///< per peer; a message is one batch, 256 KiB at most usually
constexpr int kSendMessages = 4096;
constexpr int kLingerMs = 300;  ///< so that the last acknowledgements leave

class Message {
 public:
  Message() { zmq_msg_init(&m_message); }
  ~Message() { zmq_msg_close(&m_message); }
  Message(const Message&) = delete;
  Message& operator=(const Message&) = delete;
  bool receive(void* socket) { return zmq_msg_recv(&m_message, socket, ZMQ_DONTWAIT) >= 0; }
  [[nodiscard]] bool more() const { return zmq_msg_more(&m_message) != 0; }
  [[nodiscard]] const char* peer() const { return zmq_msg_gets(&m_message, "Peer-Address"); }
  void copyTo(std::string& out) {
    out.assign(static_cast<const char*>(zmq_msg_data(&m_message)), zmq_msg_size(&m_message));
  }

 private:
  zmq_msg_t m_message;
};

void set(void* socket, int option, int value) {
  zmq_setsockopt(socket, option, &value, sizeof value);
}

}  // namespace

struct RouterSocket::Handles {
  void* context = nullptr;
  void* socket = nullptr;
  int wakeFd = -1;

  ~Handles() {
    if (socket != nullptr) zmq_close(socket);
    if (context != nullptr) zmq_ctx_term(context);
    if (wakeFd >= 0) ::close(wakeFd);
  }
};

RouterSocket::~RouterSocket() = default;

Result<std::unique_ptr<RouterSocket>> RouterSocket::bind(
    const std::vector<std::string>& endpoints) {
  std::unique_ptr<RouterSocket> socket(new RouterSocket);
  const Result<void> opened = socket->open(endpoints);
  if (!opened) return opened.error();
  return socket;
}

Result<void> RouterSocket::open(const std::vector<std::string>& endpoints) {
  if (endpoints.empty()) return Error{"No endpoint to listen on", "", "Name at least one"};
  m_handles = std::make_unique<Handles>();
  m_handles->wakeFd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  m_handles->context = zmq_ctx_new();
  if (m_handles->context != nullptr) {
    m_handles->socket = zmq_socket(m_handles->context, ZMQ_ROUTER);
  }
  if (m_handles->socket == nullptr || m_handles->wakeFd < 0) {
    return Error{"Cannot make a socket", zmq_strerror(zmq_errno()),
                 "Raise the limit of open files"};
  }
  void* socket = m_handles->socket;
  const std::int64_t largest = wire::kMaxFrameBytes;
  zmq_setsockopt(socket, ZMQ_MAXMSGSIZE, &largest, sizeof largest);
  set(socket, ZMQ_ROUTER_MANDATORY, 1);
  set(socket, ZMQ_HANDSHAKE_IVL, kHandshakeMs);
  set(socket, ZMQ_RCVHWM, kReceiveMessages);
  set(socket, ZMQ_SNDHWM, kSendMessages);
  set(socket, ZMQ_LINGER, kLingerMs);
  for (const std::string& endpoint : endpoints) {
    const Result<void> bound = bindOne(endpoint);
    if (!bound) return bound;
  }
  return {};
}

Result<void> RouterSocket::bindOne(const std::string& endpoint) {
  const Result<Endpoint> parsed = parseEndpoint(endpoint);
  if (!parsed) return parsed.error();
  if (parsed->ipc) {
    const Result<void> ready = prepareIpc(parsed->path);
    if (!ready) return ready;
  }
  if (parsed->ipv6) set(m_handles->socket, ZMQ_IPV6, 1);
  if (zmq_bind(m_handles->socket, endpoint.c_str()) != 0) {
    const int code = zmq_errno();
    const char* hint = code == EADDRINUSE ? "Stop the other recorder, or choose another port"
                                          : "Choose another endpoint";
    return Error{"Cannot listen: " + std::string(zmq_strerror(code)), "endpoint '" + endpoint + "'",
                 hint};
  }
  std::array<char, 256> bound{};
  std::size_t size = bound.size();
  const int known = zmq_getsockopt(m_handles->socket, ZMQ_LAST_ENDPOINT, bound.data(), &size);
  m_endpoints.emplace_back(known == 0 ? std::string(bound.data()) : endpoint);
  return {};
}

void RouterSocket::wait(bool reading, int timeoutMs) {
  std::array<zmq_pollitem_t, 2> items{
      {{nullptr, m_handles->wakeFd, ZMQ_POLLIN, 0}, {m_handles->socket, 0, ZMQ_POLLIN, 0}}};
  zmq_poll(items.data(), reading ? 2 : 1, timeoutMs);
  if ((items[0].revents & ZMQ_POLLIN) != 0) {
    std::uint64_t count = 0;
    static_cast<void>(!::read(m_handles->wakeFd, &count, sizeof count));
  }
}

RouterSocket::Received RouterSocket::receive(Incoming& incoming) {
  Message identity;
  if (!identity.receive(m_handles->socket)) return Received::Nothing;
  identity.copyTo(incoming.identity);
  if (!identity.more()) return Received::MultiPart;
  Message frame;
  if (!frame.receive(m_handles->socket)) return Received::Nothing;
  const char* peer = frame.peer();
  incoming.peer = peer == nullptr ? "" : peer;
  bool more = frame.more();
  if (!more) {
    frame.copyTo(incoming.bytes);
    return Received::Frame;
  }
  while (more) {
    Message rest;
    if (!rest.receive(m_handles->socket)) break;
    more = rest.more();
  }
  return Received::MultiPart;
}

bool RouterSocket::send(const std::string& identity, const std::string& frame) {
  void* socket = m_handles->socket;
  if (zmq_send(socket, identity.data(), identity.size(), ZMQ_SNDMORE | ZMQ_DONTWAIT) < 0) {
    return false;
  }
  return zmq_send(socket, frame.data(), frame.size(), ZMQ_DONTWAIT) >= 0;
}

void RouterSocket::wake() {
  const std::uint64_t one = 1;
  static_cast<void>(!::write(m_handles->wakeFd, &one, sizeof one));
}

}  // namespace rheo::sources
