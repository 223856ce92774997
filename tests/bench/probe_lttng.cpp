// SPDX-License-Identifier: Apache-2.0
// The same ids, codes and payload as an LTTng-UST tracepoint, recorded by its own session.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "tests/bench/probe_lttng_provider.h"
#include "tests/bench/probe_measure.h"

namespace {

void run(const std::string& command) {
  if (std::system((command + " >/dev/null").c_str()) != 0)
    std::fprintf(stderr, "failed: %s\n", command.c_str());
}

/// A tracing session of this process, in a directory of its own.
class Session {
 public:
  Session() {
    run("lttng create " + m_name + " --output=" + m_output);
    run("lttng enable-channel -s " + m_name + " -u --subbuf-size=1M --num-subbuf=8 bench");
    run("lttng enable-event -s " + m_name + " -u rheo_bench:published -c bench");
    run("lttng start " + m_name);
    for (int i = 0; i < 500 && !on(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ~Session() {
    run("lttng destroy " + m_name);
    run("rm -rf " + m_output);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  [[nodiscard]] static bool on() {
    return lttng_ust_tracepoint_enabled(rheo_bench, published) != 0;
  }

 private:
  std::string m_name = "rheo-lttng-" + std::to_string(getpid());
  std::string m_output = "/tmp/" + m_name;
};

void lttngTracepoint(benchmark::State& state) {
  using namespace rheo::bench;
  const Session session;
  if (!Session::on()) return state.SkipWithError("no tracing session: is lttng-sessiond running?");
  std::uint64_t ids[5] = {1, 2, 3, 4, 5};
  measure(
      state,
      [&] {
        ids[0] *= 3;
        lttng_ust_tracepoint(rheo_bench, published, ids, 7u, 9u, kPayload.data(),
                             static_cast<std::uint32_t>(kPayload.size()));
      },
      [] { std::this_thread::sleep_for(std::chrono::milliseconds(20)); });
}
BENCHMARK(lttngTracepoint)->UseManualTime()->Iterations(50);

}  // namespace
