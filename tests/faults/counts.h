// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace faults {

constexpr int kMostThreads = 8;

/// What each thread of a host has emitted; in a file that outlives the host.
struct Counts {
  std::atomic<std::uint64_t> emitted[kMostThreads];
};

/// Null when the file cannot be had. Mapped for good.
inline Counts* mapCounts(const char* path) {
  const int file = ::open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0 || ::ftruncate(file, sizeof(Counts)) != 0) return nullptr;
  void* memory = ::mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  return memory == MAP_FAILED ? nullptr : static_cast<Counts*>(memory);
}

}  // namespace faults
