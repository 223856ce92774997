// SPDX-License-Identifier: Apache-2.0
#include "model/sources/endpoint.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

namespace rheo::sources {
namespace {

constexpr std::string_view kTcp = "tcp://";
constexpr std::string_view kIpc = "ipc://";

Error bad(const std::string& what, const std::string& endpoint, const std::string& hint) {
  return {what, "endpoint '" + endpoint + "'", hint};
}

bool isPort(std::string_view text) {
  if (text == "*") return true;
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
}

Result<Endpoint> parseTcp(const std::string& text) {
  const std::string_view address = std::string_view(text).substr(kTcp.size());
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || !isPort(address.substr(colon + 1))) {
    return bad("No port", text, "Write tcp://127.0.0.1:5571");
  }
  const std::string_view host = address.substr(0, colon);
  if (!isLoopbackHost(host)) {
    return bad("Refusing to listen beyond this machine", text,
               "Anyone who reaches the port could send events. Listen on tcp://127.0.0.1:" +
                   std::string(address.substr(colon + 1)) + " and forward it with ssh -L");
  }
  Endpoint endpoint;
  endpoint.ipv6 = host.find(':') != std::string_view::npos;
  return endpoint;
}

Result<Endpoint> parseIpc(const std::string& text) {
  Endpoint endpoint;
  endpoint.ipc = true;
  endpoint.path = text.substr(kIpc.size());
  if (endpoint.path.empty() || endpoint.path.front() == '@' || endpoint.path == "*") {
    return bad("No path", text, "Write ipc:///run/user/1000/rheo/collector.ipc");
  }
  if (endpoint.path.size() >= sizeof(sockaddr_un::sun_path)) {
    return bad("The path is too long for a socket", text,
               "Unix allows " + std::to_string(sizeof(sockaddr_un::sun_path) - 1) + " bytes");
  }
  return endpoint;
}

/// True if somebody accepts connections at the path.
bool isListening(const std::string& path) {
  const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return false;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, path.data(), path.size());
  const int done = ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  const bool listening = done == 0 || errno == EAGAIN || errno == EINPROGRESS;
  ::close(fd);
  return listening;
}

}  // namespace

bool isLoopbackHost(std::string_view host) {
  if (host == "localhost" || host == "::1" || host == "[::1]") return true;
  if (!host.starts_with("127.") || std::count(host.begin(), host.end(), '.') != 3) return false;
  return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

Result<Endpoint> parseEndpoint(const std::string& text) {
  if (text.starts_with(kTcp)) return parseTcp(text);
  if (text.starts_with(kIpc)) return parseIpc(text);
  return bad("Unknown kind of endpoint", text, "Use tcp://127.0.0.1:PORT or ipc:///path/to/socket");
}

Result<void> prepareIpc(const std::string& path) {
  const std::string endpoint = "ipc://" + path;
  const std::filesystem::path directory = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!directory.empty() && !std::filesystem::exists(directory, error)) {
    std::filesystem::create_directories(directory.parent_path(), error);
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) {
      return bad("Cannot make the directory: " + std::string(std::strerror(errno)), endpoint,
                 "Choose a directory you can write to");
    }
  }
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};
  if (!S_ISSOCK(status.st_mode)) {
    return bad("A file that is no socket is in the way", endpoint, "Choose another path");
  }
  if (isListening(path)) {
    return bad("Somebody listens there already", endpoint,
               "Stop the other recorder, or choose another path");
  }
  return {};
}

}  // namespace rheo::sources
