// SPDX-License-Identifier: Apache-2.0
#include "probes/src/preflight.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>

namespace rheo::probe {
namespace {

constexpr int kDescriptors = 24;
constexpr int kThreads = 3;  // ours and libzmq's two

/// A host without standard streams may put other files in their place later, over whatever got
/// their numbers meanwhile: libzmq would hang or abort without its own. So they get something
/// harmless.
void occupyStandardStreams() noexcept {
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    int got = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (got < 0) got = open("/", O_PATH | O_CLOEXEC);
    if (got > STDERR_FILENO) close(got);  // another thread of the host was faster
  }
}

bool descriptorsAreThere() noexcept {
  int opened[kDescriptors];
  int count = 0;
  while (count < kDescriptors) {
    opened[count] = eventfd(0, EFD_CLOEXEC);
    if (opened[count] < 0) break;
    ++count;
  }
  for (int i = 0; i < count; ++i) close(opened[i]);
  return count == kDescriptors;
}

void* waitForAll(void* barrier) {
  auto* fd = static_cast<int*>(barrier);
  eventfd_t value = 0;
  eventfd_read(*fd, &value);  // a semaphore: one unit each
  return nullptr;
}

bool threadsAreThere() noexcept {
  int gate = eventfd(0, EFD_CLOEXEC | EFD_SEMAPHORE);
  if (gate < 0) return false;
  pthread_t threads[kThreads];
  int count = 0;
  while (count < kThreads && pthread_create(&threads[count], nullptr, waitForAll, &gate) == 0)
    ++count;
  eventfd_write(gate, kThreads);  // all of them existed at once
  for (int i = 0; i < count; ++i) pthread_join(threads[i], nullptr);
  close(gate);
  return count == kThreads;
}

}  // namespace

const char* preflight() noexcept {
  occupyStandardStreams();
  if (!descriptorsAreThere()) return "not enough file descriptors (ulimit -n)";
  if (!threadsAreThere()) return "not enough threads (ulimit -u)";
  return nullptr;
}

}  // namespace rheo::probe
