// SPDX-License-Identifier: Apache-2.0
// A service on a machine whose clock is wrong by so many seconds.
//   clock_host publish SHIFT COUNT   prints the headers of each message
//   clock_host consume SHIFT         reads them, and handles each for a while
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

#include "rheo/probe.hpp"

namespace {

constexpr long kHandlingNs = 5'000'000;
long g_shiftS = 0;

const rheo::Topic kTopic("orders");
const rheo::EventType kType("OrderPlaced", 1);
const rheo::Subscription kSubscription("mail");

void pause(long ns) {
  const timespec time{0, ns};
  nanosleep(&time, nullptr);
}

int publish(rheo::Probe& probe, int count) {
  for (int i = 0; i < 5000 && !probe.stats().connected; ++i) pause(1'000'000);
  for (int i = 0; i < count; ++i) {
    rheo::ContextHeaders headers;
    rheo::inject(probe.published(kTopic, kType, "{}"), headers);
    std::cout << headers.traceparent.data() << ' ' << headers.tracestate.data() << std::endl;
    pause(1'000'000);
  }
  return probe.flush(20'000) ? 0 : 1;
}

int consume(rheo::Probe& probe) {
  std::string traceparent, tracestate;
  while (std::cin >> traceparent >> tracestate) {
    rheo::Incoming incoming;
    incoming.context = rheo::extract(traceparent, tracestate);
    const rheo::Processing handling(probe, kTopic, kType, kSubscription, incoming);
    pause(kHandlingNs);
  }
  return probe.flush(20'000) ? 0 : 1;
}

}  // namespace

/// In front of the C library's.
extern "C" int clock_gettime(clockid_t id, timespec* time) noexcept {
  const long result = syscall(SYS_clock_gettime, id, time);
  if (id == CLOCK_REALTIME) time->tv_sec += g_shiftS;
  return static_cast<int>(result);
}

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string role = argv[1];
  g_shiftS = std::atol(argv[2]);
  rheo::Probe probe(rheo::Config::fromEnvironment(role == "publish" ? "shop" : "mailer"));
  return role == "publish" ? publish(probe, std::atoi(argv[3])) : consume(probe);
}
