// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/tcp_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

TcpProxy::TcpProxy(std::uint16_t port) : m_target(port) {
  m_listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (bind(m_listener, any, size) == 0 && ::listen(m_listener, 16) == 0 &&
      getsockname(m_listener, any, &size) == 0)
    m_port = ntohs(address.sin_port);
  m_thread = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy() {
  m_stop = true;
  m_thread.join();
  for (Link& link : m_links) close(link);
  ::close(m_listener);
}

std::string TcpProxy::heard() const {
  const std::lock_guard lock(m_mutex);
  return m_heard;
}

void TcpProxy::close(Link& link) {
  for (int* end : {&link.probe, &link.collector}) {
    if (*end >= 0) ::close(*end);
    *end = -1;
  }
}

void TcpProxy::accept() {
  Link link;
  link.probe = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
  if (link.probe < 0) return;
  link.collector = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(m_target);
  if (connect(link.collector, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    m_links.push_back(link);
  else
    close(link);
}

bool TcpProxy::forward(int from, int to, bool fromProbe) {
  char bytes[16384];
  const ssize_t size = recv(from, bytes, sizeof bytes, MSG_DONTWAIT);
  if (size <= 0) return size < 0 && (errno == EAGAIN || errno == EINTR);
  if (fromProbe && m_listening) {
    const std::lock_guard lock(m_mutex);
    m_heard.append(bytes, static_cast<std::size_t>(size));
  }
  for (ssize_t done = 0; done < size;) {
    const ssize_t sent =
        send(to, bytes + done, static_cast<std::size_t>(size - done), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    done += sent;
  }
  return true;
}

void TcpProxy::run() {
  while (!m_stop) {
    if (m_cut.exchange(false))
      for (Link& link : m_links) close(link);
    std::erase_if(m_links, [](const Link& link) { return link.probe < 0; });
    std::vector<pollfd> ends{{m_listener, POLLIN, 0}};
    if (!m_swallow) {
      for (const Link& link : m_links) {
        ends.push_back({link.probe, POLLIN, 0});
        ends.push_back({link.collector, POLLIN, 0});
      }
    }
    if (poll(ends.data(), ends.size(), 5) <= 0) continue;
    for (std::size_t i = 1; i < ends.size(); i += 2) {
      Link& link = m_links[(i - 1) / 2];
      const bool up = ends[i].revents == 0 || forward(link.probe, link.collector, true);
      const bool down = ends[i + 1].revents == 0 || forward(link.collector, link.probe, false);
      if (!up || !down) close(link);
    }
    if (ends[0].revents != 0) accept();
  }
}
