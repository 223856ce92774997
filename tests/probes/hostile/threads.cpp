// SPDX-License-Identifier: Apache-2.0
// Hosts whose threads come, go, are interrupted, and end at the wrong moment.
#include <pthread.h>
#include <sys/time.h>

#include <atomic>
#include <climits>
#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {

int threadsComeAndGo() {
  rheo::Probe probe(config());
  const auto wave = [&] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 50; ++i) threads.emplace_back([&] { emit(probe, 3); });
    for (auto& thread : threads) thread.join();
  };
  for (int i = 0; i < 10; ++i) wave();
  const long before = residentKiB();
  for (int i = 0; i < 70; ++i) wave();
  const long grown = residentKiB() - before;
  const int late = finish(probe);
  return grown < 16'384 ? late : fail("rings of ended threads are not used again");
}

int threadLocalDestructors() {
  static rheo::Probe* probe = nullptr;
  rheo::Probe real(config());
  probe = &real;
  struct Late {
    bool armed = false;
    ~Late() {
      if (armed) emit(*probe, 10);
    }
  };
  for (int i = 0; i < 100; ++i)
    std::thread([i] {
      static thread_local Late before;  // destroyed after what the first emit registers
      before.armed = true;
      if (i % 2 == 0) emit(*probe, 1);  // every other thread emits for the first time while ending
      static thread_local Late after;
      after.armed = true;
    }).join();
  return finish(real);
}

std::unique_ptr<rheo::Probe> g_probe;

/// Made first, so destroyed last: after it, the process is over.
struct Outlives {
  ~Outlives() {
    if (!g_stillThere) return;
    emit(*g_stillThere, 10);
    const int result = finish(*g_stillThere);
    delete g_stillThere;
    if (result != 0) std::_Exit(result);
  }
  rheo::Probe* g_stillThere = nullptr;
} g_outlives;

int staticDestructors() {
  g_outlives.g_stillThere = new rheo::Probe(config());
  emit(*g_outlives.g_stillThere, 10);
  static struct Early {
    ~Early() { emit(*g_outlives.g_stillThere, 10); }
  } early;
  static_cast<void>(early);
  return 0;
}

/// A probe in a static, destroyed with the rest.
int staticProbe() {
  g_probe = std::make_unique<rheo::Probe>(config());
  emit(*g_probe, 100);
  return finish(*g_probe);
}

int detachedAtExit() {
  static auto* probe = new rheo::Probe(config());
  for (int i = 0; i < 8; ++i)
    std::thread([] {
      for (;;) emit(*probe, 1);
    }).detach();
  const timespec pause{0, 100'000'000};
  nanosleep(&pause, nullptr);
  return 0;
}

rheo::Probe* g_inHandler = nullptr;
std::atomic<unsigned long> g_handled{0};
void onSignal(int) {
  g_inHandler->published(kTopic, kType, "from a handler");
  ++g_handled;
}

/// A profiler's timer that emits, over threads that emit.
int signalHandlers() {
  rheo::Config wanted = config();
  wanted.ringBytes = 64u << 20;
  rheo::Probe probe(wanted);
  g_inHandler = &probe;
  const auto work = [&](bool isMain) {
    // A thread's first emit opens its ring, which is not for handlers.
    sigset_t profiler;
    sigemptyset(&profiler);
    sigaddset(&profiler, SIGPROF);
    emit(probe, 1);
    pthread_sigmask(SIG_UNBLOCK, &profiler, nullptr);
    for (int i = 0; isMain ? g_handled < 20 : i < 200; ++i) emit(probe, 100);
    pthread_sigmask(SIG_BLOCK, &profiler, nullptr);
  };
  sigset_t profiler;
  sigemptyset(&profiler);
  sigaddset(&profiler, SIGPROF);
  pthread_sigmask(SIG_BLOCK, &profiler, nullptr);
  struct sigaction action {};
  action.sa_handler = onSignal;
  sigaction(SIGPROF, &action, nullptr);
  const itimerval often{{0, 500}, {0, 500}};
  setitimer(ITIMER_PROF, &often, nullptr);
  std::thread other([&] { work(false); });
  work(true);
  other.join();
  const itimerval never{};
  setitimer(ITIMER_PROF, &never, nullptr);
  return finish(probe);
}

void* onSmallStack(void* probe) {
  emit(*static_cast<rheo::Probe*>(probe), 100);
  const rheo::Subscription subscription("payments");
  rheo::Processing handling(*static_cast<rheo::Probe*>(probe), kTopic, kType, subscription, {});
  return nullptr;
}

int smallStacks() {
  rheo::Probe probe(config());
  for (int i = 0; i < 20; ++i) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    pthread_attr_setstacksize(&attributes, 1u << 20);
#else
    pthread_attr_setstacksize(&attributes, static_cast<std::size_t>(PTHREAD_STACK_MIN));
#endif
    pthread_t thread{};
    if (pthread_create(&thread, &attributes, onSmallStack, &probe) != 0) return 97;
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
  }
  return finish(probe);
}

void* emitUntilCancelled(void* probe) {
  for (;;) {
    emit(*static_cast<rheo::Probe*>(probe), 10);
    pthread_testcancel();
  }
}

int cancelledThreads() {
  rheo::Probe probe(config());
  for (int i = 0; i < 20; ++i) {
    pthread_t thread{};
    if (pthread_create(&thread, nullptr, emitUntilCancelled, &probe) != 0) return 97;
    const timespec pause{0, 2'000'000};
    nanosleep(&pause, nullptr);
    pthread_cancel(thread);
    pthread_join(thread, nullptr);
  }
  return finish(probe);
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"threadsComeAndGo", threadsComeAndGo},
                        {"threadLocalDestructors", threadLocalDestructors},
                        {"staticDestructors", staticDestructors},
                        {"staticProbe", staticProbe},
                        {"detachedAtExit", detachedAtExit},
                        {"signalHandlers", signalHandlers},
                        {"smallStacks", smallStacks},
                        {"cancelledThreads", cancelledThreads}};
  return choose(argc, argv, cases);
}
