// SPDX-License-Identifier: Apache-2.0
#include "model/metrics/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace rheo::metrics {
namespace {

bool isLoopback(std::string_view host) {
  if (host == "[::1]") return true;
  return host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3 &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Length of the sequence that a lead byte starts; 0 = none.
std::size_t sequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

}  // namespace

Result<void> checkAddress(const std::string& address) {
  const std::string where = "metrics address '" + address + "'";
  const std::size_t colon = address.rfind(':');
  const char* end = address.data() + address.size();
  unsigned port = 0;
  if (colon == std::string::npos) return Error{"No port", where, "Write 127.0.0.1:9464"};
  const auto [stop, error] = std::from_chars(address.data() + colon + 1, end, port);
  if (error != std::errc() || stop != end || port > 65535) {
    return Error{"Not a port", where, "Write 127.0.0.1:9464"};
  }
  if (!isLoopback(std::string_view(address).substr(0, colon))) {
    return Error{"Refusing to serve metrics beyond this machine", where,
                 "They carry no password. Serve them on 127.0.0.1:" + std::to_string(port) +
                     " and let a proxy with TLS pass them on"};
  }
  return {};
}

void knock(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return;
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  static_cast<void>(::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to));
  ::close(fd);
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = sequenceLength(lead);
    if (length == 0 || length > text.size()) return false;
    for (std::size_t i = 1; i < length; ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return false;
    }
    const auto second = length > 1 ? static_cast<unsigned char>(text[1]) : 0u;
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool surrogate = lead == 0xED && second >= 0xA0;
    if (overlong || surrogate || (lead == 0xF4 && second >= 0x90)) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace rheo::metrics
