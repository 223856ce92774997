// SPDX-License-Identifier: Apache-2.0
#include "model/session/recording_lock.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>

#include "model/base/ids.h"

namespace rheo {
namespace {

/// FNV-1a: the same in every build of every program.
std::uint64_t hashOf(const std::string& text) {
  std::uint64_t hash = 0xCBF29CE484222325ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return hash;
}

}  // namespace

void RecordingLock::release() {
  if (m_fd >= 0) ::close(m_fd);
  m_fd = -1;
}

Result<void> RecordingLock::take(const std::string& path) {
  std::error_code unknown;
  const std::filesystem::path canonical =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path, unknown), unknown);
  const std::string name = "rheo-recording-" + hex64(hashOf(canonical.string()));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  m_fd = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (m_fd < 0) return Error{"Cannot lock the recording", path, "Raise the limit of open files"};
  if (::bind(m_fd, reinterpret_cast<const sockaddr*>(&address), size) == 0) return {};
  if (errno != EADDRINUSE) return Error{"Cannot lock the recording", std::strerror(errno), ""};
  return Error{"Somebody records into this file already", path,
               "Stop the other recorder, or choose another file"};
}

}  // namespace rheo
