// SPDX-License-Identifier: Apache-2.0
// Hosts that count for Prometheus, and fork or end threads at the wrong moment.
#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>
#include <sys/wait.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "rheo/probe_metrics.hpp"
#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {

const rheo::Subscription kGroup("payments");

void handleSome(rheo::MeteredProbe& metered, int number) {
  const rheo::Topic topic("metered." + std::to_string(number % 300));
  rheo::Incoming incoming;
  incoming.context = metered.published(topic, kType, "payload");
  rheo::MeteredProcessing handling(metered, topic, kType, kGroup, incoming);
  if (number % 3 == 0) handling.failed(rheo::ErrorType("Timeout"));
}

/// Forked while threads count, make series and scrape: no lock may be held in the child.
int meteredForkStorm() {
  rheo::Probe probe(config());
  int wrong = 0;
  {
    rheo::MeteredProbe metered(probe);
    metered.published(kTopic, kType, "before");
    std::atomic<bool> stop{false};
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
      while (!stop) metered.refresh();
    });
    for (int t = 0; t < 2; ++t)
      threads.emplace_back([&, t] {
        for (int i = t; !stop; ++i) {
          handleSome(metered, i);
          if (i % 50 == 0) std::this_thread::yield();
        }
      });
    for (int i = 0; i < 60 && wrong == 0; ++i) {
      const pid_t child = fork();
      if (child == 0) {
        const rheo::Context context = metered.published(kTopic, kType, "in the child");
        metered.refresh();
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        metered.~MeteredProbe();  // their allocators do not survive a fork among threads
#endif
        std::_Exit(context.eventId.isNull() ? 0 : 1);
      }
      int status = 0;
      if (waitpid(child, &status, 0) != child) wrong = 96;
      if (wrong == 0) wrong = WIFEXITED(status) ? WEXITSTATUS(status) : 95;
    }
    stop = true;
    for (auto& thread : threads) thread.join();
  }
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

/// Threads by the hundred, more topics than there are series, a scraper all the time.
int meteredThreads() {
  rheo::Config wanted = config();
  wanted.ringBytes = 64u << 20;
  rheo::Probe probe(wanted);
  rheo::MeteredProbe metered(probe);
  std::atomic<bool> stop{false};
  std::thread scraper([&] {
    while (!stop) static_cast<void>(metered.collectable()->Collect());
  });
  for (int wave = 0; wave < 10; ++wave) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 30; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < 20; ++i) handleSome(metered, wave * 600 + t * 20 + i);
      });
    for (auto& thread : threads) thread.join();
  }
  stop = true;
  scraper.join();
  return finish(probe);
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"meteredForkStorm", meteredForkStorm}, {"meteredThreads", meteredThreads}};
  return choose(argc, argv, cases);
}
