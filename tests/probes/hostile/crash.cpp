// SPDX-License-Identifier: Apache-2.0
// Hosts that die, or ask for a dump, with a flight recorder on board. The file is named by
// RHEO_TEST_DUMP.
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "host.h"

namespace {
thread_local bool t_isDying = false;
}

#ifndef RHEO_SANITIZED  // sanitizers bring an allocator of their own
/// In front of the C++ library's: who dies does not allocate.
void* operator new(std::size_t size) {
  if (t_isDying) _exit(77);
  void* memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  return memory;
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
#endif

namespace {

using namespace hostile;

const char* file() {
  return std::getenv("RHEO_TEST_DUMP");
}

rheo::Config recorder(std::size_t ringBytes = 64u << 10) {
  rheo::Config settings = config();
  settings.fullPolicy = rheo::FullPolicy::OverwriteOldest;
  settings.ringBytes = ringBytes;
  return settings;
}

/// On a page that is not to be written; null would let compilers think.
void fault() {
  void* page = mmap(nullptr, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  t_isDying = true;
  *static_cast<volatile char*>(page) = 1;
}

/// Armed, and full many times over.
int prepare(rheo::Probe& probe, const char* payload = "payload") {
  if (!probe.dumpOnCrash(file())) return fail("cannot be armed");
  emit(probe, 5000, payload);
  report(probe);
  return 0;
}

int dumpOnDemand() {
  rheo::Probe probe(recorder());
  emit(probe, 5000);
  if (!probe.dump(file()) || !probe.dump(file())) return fail("no dump");
  if (probe.dump("/nowhere/at/all") || probe.dump("/dev/full")) return fail("a dump of nothing");
  if (probe.stats().emitted != 5000) return fail("a dump is no emit");
  report(probe);
  return 0;
}

int crashByFault() {
  rheo::Probe probe(recorder());
  if (prepare(probe) != 0) return 20;
  fault();
  return 21;
}

int crashByAbort() {
  rheo::Probe probe(recorder());
  if (prepare(probe) != 0) return 20;
  std::abort();
}

int crashByDivision() {
  rheo::Probe probe(recorder());
  if (prepare(probe) != 0) return 20;
  raise(SIGFPE);
  return 21;
}

void ownHandler(int) {
  _exit(9);
}

/// The handler that was there first still has the last word.
int crashWithAHandler() {
  signal(SIGSEGV, ownHandler);
  rheo::Probe probe(recorder());
  if (prepare(probe) != 0) return 20;
  fault();
  return 21;
}

void emitForEver(rheo::Probe& probe, const std::atomic<bool>& stop) {
  while (!stop.load(std::memory_order_relaxed)) probe.published(kTopic, kType, "from a thread");
}

int crashUnderThreads() {
  rheo::Probe probe(recorder(1u << 20));
  if (prepare(probe) != 0) return 20;
  static std::atomic<bool> stop{false};
  for (int i = 0; i < 4; ++i) std::thread([&probe] { emitForEver(probe, stop); }).detach();
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  fault();
  return 21;
}

int crashInTwoThreads() {
  rheo::Probe probe(recorder());
  if (prepare(probe) != 0) return 20;
  std::thread other(fault);
  fault();
  other.join();
  return 21;
}

int dumpUnderThreads() {
  rheo::Probe probe(recorder(1u << 20));
  std::atomic<bool> stop{false};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { emitForEver(probe, stop); });
  bool all = true;
  for (int i = 0; i < 20; ++i) all = probe.dump(file()) && all;
  stop = true;
  for (auto& thread : threads) thread.join();
  if (!all || !probe.dump(file())) return fail("no dump");
  report(probe);
  return 0;
}

int crashWithSecrets() {
  rheo::Config settings = recorder();
  settings.redact = true;
  settings.allowFields = "order";
  rheo::Probe probe(settings);
  if (prepare(probe, R"({"order":"visible","card":"canary-4711"})") != 0) return 20;
  fault();
  return 21;
}

int crashWithLongPayloads() {
  rheo::Probe probe(recorder(1u << 20));
  const std::string payload(60'000, 'x');
  if (prepare(probe, payload.c_str()) != 0) return 20;
  fault();
  return 21;
}

/// What is in the child's rings belongs to the parent, and so does the file.
int crashInChild() {
  rheo::Probe probe(recorder());
  if (!probe.dumpOnCrash(file())) return fail("cannot be armed");
  emit(probe, 100);
  const pid_t child = fork();
  if (child == 0) {
    fault();
    _exit(21);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSEGV) return fail("the child lives");
  return access(file(), F_OK) == 0 ? fail("the child wrote the dump") : 0;
}

int crashWithoutAPlace() {
  rheo::Probe probe(recorder());
  if (!probe.dumpOnCrash("/dev/full")) return fail("cannot be armed");
  emit(probe, 5000);
  fault();
  return 21;
}

int crashDisarmed() {
  {
    rheo::Probe probe(recorder());
    rheo::Probe another(recorder());
    if (!probe.dumpOnCrash(file()) || !another.dumpOnCrash(file())) return fail("cannot be armed");
    another.dumpOnCrash(nullptr);
  }
  struct sigaction now {};
  sigaction(SIGSEGV, nullptr, &now);
  if (now.sa_handler != SIG_DFL) return fail("the handler is still there");
  fault();
  return 21;
}

}  // namespace

int main(int argc, char** argv) {
  static const Case cases[] = {
      {"dumpOnDemand", dumpOnDemand},           {"dumpUnderThreads", dumpUnderThreads},
      {"crashByFault", crashByFault},           {"crashByAbort", crashByAbort},
      {"crashByDivision", crashByDivision},     {"crashWithAHandler", crashWithAHandler},
      {"crashUnderThreads", crashUnderThreads}, {"crashInTwoThreads", crashInTwoThreads},
      {"crashWithSecrets", crashWithSecrets},   {"crashWithLongPayloads", crashWithLongPayloads},
      {"crashInChild", crashInChild},           {"crashWithoutAPlace", crashWithoutAPlace},
      {"crashDisarmed", crashDisarmed}};
  return choose(argc, argv, cases);
}
