// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/base/result.h"

namespace rheo::sources {

/// Where the collector may listen: tcp on a loopback address, or an ipc socket.
struct Endpoint {
  bool ipc = false;
  bool ipv6 = false;
  std::string path;  ///< of an ipc socket
};

/// Fails on what is no endpoint, and on tcp beyond loopback: that would let the network in
/// unauthenticated.
Result<Endpoint> parseEndpoint(const std::string& text);
/// True for 127.0.0.0/8, ::1 (with or without brackets) and localhost.
bool isLoopbackHost(std::string_view host);
/// Makes the socket's directory (mode 0700); fails when the path is taken by a live listener or by
/// something that is no socket.
Result<void> prepareIpc(const std::string& path);

}  // namespace rheo::sources
