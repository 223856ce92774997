// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QByteArray>
#include <array>
#include <string>

namespace rheo::test {

/// Body of one HTTP answer from "127.0.0.1:PORT"; empty when there is none.
inline QByteArray httpGet(const std::string& address, const QByteArray& path) {
  const std::size_t colon = address.rfind(':');
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  QByteArray answer;
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) {
    const QByteArray request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
    if (::send(fd, request.constData(), static_cast<std::size_t>(request.size()), 0) > 0) {
      std::array<char, 4096> some{};
      for (ssize_t n = 0; (n = ::recv(fd, some.data(), some.size(), 0)) > 0;) {
        answer.append(some.data(), n);
      }
    }
  }
  ::close(fd);
  return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

}  // namespace rheo::test
