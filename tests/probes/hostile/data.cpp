// SPDX-License-Identifier: Apache-2.0
// Hosts that hand over what nobody expects, at times that never were.
#include <sys/syscall.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {
std::atomic<long> g_wallJump{0};
}

/// In front of the C library's: the wall clock of this program jumps.
extern "C" int clock_gettime(clockid_t id, timespec* time) noexcept {
  const long result = syscall(SYS_clock_gettime, id, time);
  if (id == CLOCK_REALTIME) time->tv_sec += g_wallJump.load(std::memory_order_relaxed);
  return static_cast<int>(result);
}

namespace {

int clockJumps() {
  rheo::Probe probe(config());
  for (const long jump : {3600L, -3600L, 86'400L * 365, -86'400L * 365, 0L, 1L}) {
    g_wallJump = jump;
    for (int i = 0; i < 20; ++i) {
      emit(probe, 5);
      const timespec pause{0, 10'000'000};
      nanosleep(&pause, nullptr);
    }
  }
  return finish(probe);
}

int payloadSizes() {
  rheo::Config wanted = config();
  wanted.ringBytes = 16u << 20;
  rheo::Probe probe(wanted);
  const std::string large(64u << 20, 'x');
  for (std::size_t size :
       {0u, 1u, 7u, 8u, 4095u, 16'384u, 65'535u, 65'536u, 65'537u, 1u << 20, 64u << 20})
    probe.published(kTopic, kType, {large.data(), size});
  return finish(probe);
}

/// Records of several chunks, written while what came before is acknowledged and freed.
int largePayloads() {
  rheo::Config wanted = config();
  wanted.flushIntervalMs = 1;
  rheo::Probe probe(wanted);
  const std::string large(60'000, 'x');
  for (int i = 0; i < 2500; ++i) {
    probe.published(kTopic, kType, large);
    const timespec pause{0, 50'000};
    nanosleep(&pause, nullptr);
  }
  return finish(probe);
}

int invalidUtf8() {
  rheo::Probe probe(config());
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  for (int i = 0; i < 100; ++i) {
    const std::string_view text(bytes.data() + i, bytes.size() - static_cast<std::size_t>(i));
    const rheo::Topic topic(text);
    const rheo::EventType type(text.substr(0, 5), 1);
    const std::string many(100'000, static_cast<char>(0x80 + i % 64));  // a cut finds no start
    probe.published(topic, type, many, {text, text, text, text});
    probe.published(topic, type, text, {many, many, many, many});
  }
  return finish(probe);
}

int thousandsOfTopics() {
  rheo::Config wanted = config();
  wanted.ringBytes = 64u << 20;
  rheo::Probe probe(wanted);
  for (int i = 0; i < 70'000; ++i) {
    const rheo::Topic topic("topic." + std::to_string(i) +
                            std::string(static_cast<std::size_t>(i % 50), '-'));
    probe.published(topic, kType, "x");
  }
  return finish(probe);
}

int longNames() {
  rheo::Probe probe(config());
  const std::string name(1u << 20, 'n');
  const rheo::Topic topic(name);
  const rheo::EventType type(name);
  for (int i = 0; i < 10; ++i) probe.published(topic, type, "x", {name, name, name, name});
  rheo::Saga saga(probe, rheo::SagaType(name), name);
  saga.started();
  return finish(probe);
}

int eightProbes() {
  std::vector<std::unique_ptr<rheo::Probe>> probes;
  for (int i = 0; i < 8; ++i) probes.push_back(std::make_unique<rheo::Probe>(config()));
  for (int i = 0; i < 100; ++i)
    for (auto& probe : probes) emit(*probe, 10);
  int wrong = 0;
  for (auto& probe : probes) wrong |= finish(*probe);
  return wrong;
}

/// Destroyed and made again all the time, with events under way.
int probesComeAndGo() {
  for (int i = 0; i < 30; ++i) {
    rheo::Probe probe(config());
    emit(probe, 10);
    if (const int wrong = finish(probe); wrong != 0) return wrong;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"clockJumps", clockJumps},
                        {"payloadSizes", payloadSizes},
                        {"largePayloads", largePayloads},
                        {"invalidUtf8", invalidUtf8},
                        {"thousandsOfTopics", thousandsOfTopics},
                        {"longNames", longNames},
                        {"eightProbes", eightProbes},
                        {"probesComeAndGo", probesComeAndGo}};
  return choose(argc, argv, cases);
}
