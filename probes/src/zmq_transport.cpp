// SPDX-License-Identifier: Apache-2.0
#include <sys/eventfd.h>
#include <unistd.h>
#include <zmq.h>

#include <cstring>
#include <new>

#include "probes/src/transport.hpp"
#include "probes/wire/wire.hpp"

namespace rheo::probe {
namespace {

constexpr char kMonitor[] = "inproc://rheo-probe-monitor";

class ZmqTransport final : public Transport {
 public:
  ~ZmqTransport() override { close(0); }

  bool open(const std::string& endpoint, const char*& reason) {
    m_wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    m_context = m_wake >= 0 ? zmq_ctx_new() : nullptr;
    m_socket = m_context != nullptr ? zmq_socket(m_context, ZMQ_DEALER) : nullptr;
    m_monitor = m_socket != nullptr ? zmq_socket(m_context, ZMQ_PAIR) : nullptr;
    if (m_monitor == nullptr) {
      reason = "no file descriptors or memory for a connection";
      return false;
    }
    configure();
    if (zmq_socket_monitor(m_socket, kMonitor,
                           ZMQ_EVENT_HANDSHAKE_SUCCEEDED | ZMQ_EVENT_DISCONNECTED) != 0 ||
        zmq_connect(m_monitor, kMonitor) != 0) {
      reason = "the connection could not be watched";
      return false;
    }
    if (zmq_connect(m_socket, endpoint.c_str()) != 0) {
      reason = "the endpoint is not one: expected tcp://HOST:PORT or ipc://PATH";
      return false;
    }
    return true;
  }

  bool send(std::string_view frame) override {
    return zmq_send(m_socket, frame.data(), frame.size(), ZMQ_DONTWAIT) >= 0;
  }

  bool receive(std::string& frame) override {
    zmq_msg_t message;
    zmq_msg_init(&message);
    while (zmq_msg_recv(&message, m_socket, ZMQ_DONTWAIT) >= 0) {
      // The protocol knows single frames only: messages of several are skipped to their end.
      const bool single = zmq_msg_more(&message) == 0 && !m_inParts;
      m_inParts = zmq_msg_more(&message) != 0;
      if (!single) continue;
      frame.assign(static_cast<const char*>(zmq_msg_data(&message)), zmq_msg_size(&message));
      zmq_msg_close(&message);
      return true;
    }
    zmq_msg_close(&message);
    return false;
  }

  std::uint32_t connections() override {
    readMonitor();
    return m_connections;
  }
  bool connected() const override { return m_connected; }

  void wait(int timeoutMs) override {
    zmq_pollitem_t items[] = {{m_socket, 0, ZMQ_POLLIN, 0},
                              {m_monitor, 0, ZMQ_POLLIN, 0},
                              {nullptr, m_wake, ZMQ_POLLIN, 0}};
    zmq_poll(items, 3, timeoutMs);
    std::uint64_t count = 0;
    if (items[2].revents != 0 && ::read(m_wake, &count, sizeof count) < 0) return;
  }

  void wake() noexcept override {
    const std::uint64_t one = 1;
    if (m_wake >= 0 && ::write(m_wake, &one, sizeof one) < 0) return;  // already awake
  }

  void close(int lingerMs) override {
    if (m_socket != nullptr) {
      zmq_setsockopt(m_socket, ZMQ_LINGER, &lingerMs, sizeof lingerMs);
      zmq_socket_monitor(m_socket, nullptr, 0);
      zmq_close(m_socket);
    }
    if (m_monitor != nullptr) zmq_close(m_monitor);
    if (m_context != nullptr) zmq_ctx_term(m_context);
    if (m_wake >= 0) ::close(m_wake);
    m_socket = m_monitor = m_context = nullptr;
    m_wake = -1;
  }

 private:
  void set(void* socket, int option, int value) {
    zmq_setsockopt(socket, option, &value, sizeof value);
  }

  void configure() {
    set(m_monitor, ZMQ_LINGER, 0);
    set(m_socket, ZMQ_LINGER, 0);
    set(m_socket, ZMQ_SNDHWM, 64);
    set(m_socket, ZMQ_RCVHWM, 256);
    set(m_socket, ZMQ_IMMEDIATE, 1);  // queue nothing for a collector that is not there
    set(m_socket, ZMQ_RECONNECT_IVL, 100);
    set(m_socket, ZMQ_RECONNECT_IVL_MAX, 2000);
    set(m_socket, ZMQ_HEARTBEAT_IVL, 2000);  // notices half-open links
    set(m_socket, ZMQ_HEARTBEAT_TIMEOUT, 6000);
    set(m_socket, ZMQ_HANDSHAKE_IVL, 2000);
    const auto most = static_cast<std::int64_t>(wire::kMaxFrameBytes);
    zmq_setsockopt(m_socket, ZMQ_MAXMSGSIZE, &most, sizeof most);
  }

  void readMonitor() {
    // Two frames an event: number and value, then the address.
    for (;;) {
      zmq_msg_t part;
      zmq_msg_init(&part);
      if (zmq_msg_recv(&part, m_monitor, ZMQ_DONTWAIT) < 0) {
        zmq_msg_close(&part);
        return;
      }
      std::uint16_t event = 0;
      if (zmq_msg_more(&part) != 0 && zmq_msg_size(&part) >= sizeof event) {
        std::memcpy(&event, zmq_msg_data(&part), sizeof event);
        m_connected = event == ZMQ_EVENT_HANDSHAKE_SUCCEEDED;
        if (m_connected) ++m_connections;
      }
      zmq_msg_close(&part);
    }
  }

  int m_wake = -1;
  void* m_context = nullptr;
  void* m_socket = nullptr;
  void* m_monitor = nullptr;
  bool m_inParts = false;
  bool m_connected = false;
  std::uint32_t m_connections = 0;
};

}  // namespace

std::unique_ptr<Transport> makeZmqTransport(const std::string& endpoint, const char*& reason) {
  auto transport = std::make_unique<ZmqTransport>();
  if (!transport->open(endpoint, reason)) return nullptr;
  return transport;
}

}  // namespace rheo::probe
