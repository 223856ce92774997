// SPDX-License-Identifier: Apache-2.0
// The same facts as a log line, handed to spdlog's asynchronous logger.
#include <spdlog/async.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <thread>

#include "tests/bench/probe_measure.h"

namespace {

void spdlogAsync(benchmark::State& state) {
  using namespace rheo::bench;
  spdlog::init_thread_pool(1u << 15, 1);
  auto logger = std::make_shared<spdlog::async_logger>(
      "bench", std::make_shared<spdlog::sinks::basic_file_sink_mt>("/dev/null"),
      spdlog::thread_pool(), spdlog::async_overflow_policy::block);
  std::uint64_t id = 0x9e3779b97f4a7c15ull;
  measure(
      state,
      [&] {
        id *= 3;
        logger->info("orders.placed OrderPlaced {:016x}{:016x} {:016x} {}", id, ~id, id ^ 7,
                     kPayload);
      },
      [&] {
        while (spdlog::thread_pool()->queue_size() != 0) std::this_thread::yield();
      });
  logger.reset();
  spdlog::shutdown();
}
BENCHMARK(spdlogAsync)->UseManualTime()->Iterations(30);

}  // namespace
