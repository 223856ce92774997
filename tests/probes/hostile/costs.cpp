// SPDX-License-Identifier: Apache-2.0
// What an emit may cost its thread: no system call and no allocation, shown by taking both away.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <atomic>
#include <cstddef>
#include <string>

#include "tests/probes/hostile/host.h"

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
}

namespace {
thread_local bool t_forbidden = false;
std::atomic<int> g_allocations{0};
void count() {
  if (t_forbidden) ++g_allocations;
}
}  // namespace

// In front of the C library's; operator new comes here, too.
extern "C" void* malloc(std::size_t size) noexcept {
  count();
  return __libc_malloc(size);
}
extern "C" void* calloc(std::size_t n, std::size_t size) noexcept {
  count();
  return __libc_calloc(n, size);
}
extern "C" void* realloc(void* memory, std::size_t size) noexcept {
  count();
  return __libc_realloc(memory, size);
}

using namespace hostile;

namespace {

constexpr int kEmits = 200'000;

/// Every system call but the end of the thread kills the process from here on, contended locks
/// (futex) included.
bool forbidSystemCalls() {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  const sock_fprog filter{sizeof program / sizeof program[0], program};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

std::atomic<bool> g_ready{false};

void* emitBare(void* argument) {
  auto& probe = *static_cast<rheo::Probe*>(argument);
  const rheo::Subscription subscription("payments");
  const std::string payload(128, 'p');
  emit(probe, 1);  // the first emit opens the ring
  if (!forbidSystemCalls()) return nullptr;
  g_ready = true;
  t_forbidden = true;
  for (int i = 0; i < kEmits; ++i) {
    rheo::Incoming incoming;
    incoming.context = probe.published(kTopic, kType, payload);
    if (i % 4 == 0) rheo::Processing handling(probe, kTopic, kType, subscription, incoming);
  }
  t_forbidden = false;
  syscall(SYS_exit, 0);  // no destructors: they may call the system
  return nullptr;
}

int noSystemCallsNoAllocations() {
  rheo::Config wanted = config();
  wanted.ringBytes = 1u << 20;  // full now and then: drops have to be as cheap
  rheo::Probe probe(wanted);
  pthread_t thread{};
  if (pthread_create(&thread, nullptr, emitBare, &probe) != 0) return 97;
  pthread_join(thread, nullptr);
  if (!g_ready) return 77;  // no seccomp here
  if (probe.stats().emitted != 1 + kEmits + kEmits / 2) return fail("an emit is missing");
  if (g_allocations != 0) return fail("an emit allocates");
  return finish(probe);
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"noSystemCallsNoAllocations", noSystemCallsNoAllocations}};
  return choose(argc, argv, cases);
}
