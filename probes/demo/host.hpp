// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "probes/demo/faults.hpp"
#include "probes/demo/handling.hpp"

namespace rheo::demo {

struct HostConfig {
  std::string scenario, service, broker, endpoint;
  int instance = 1;
  double rate = 60;         ///< new inputs a second of the scenario; of `load`: sightings
  std::uint64_t count = 0;  ///< inputs to make, then stop; 0 = until told
  bool managed = false;     ///< commands come on standard input
  Faults faults;
};

using Handler = std::function<Outcome(Handling&)>;

/// One subscription of a service and the threads that serve it.
struct Consumption {
  std::string subscription;
  std::vector<std::pair<std::string, Handler>> handlers;  ///< by topic
  int threads = 1;
  std::uint16_t prefetch = 8;
};

/// Makes input number `n`, from 0.
using Generator = std::function<void(Publisher&, std::uint64_t n)>;

/// Turns an injection into an event: a reason when refused, empty and `published` when accepted.
using InjectHandler = std::function<std::string(Publisher&, const Injection&, Context& published)>;

struct Injectable {
  const Channel* channel = nullptr;
  std::string example;
  InjectHandler handler;
};

/// Emits sightings without a broker until `stop`.
using LoadLoop = std::function<void(Probe&, const std::atomic<bool>& stop)>;

/// One service process: its probe, its threads, its life.
class Host {
 public:
  explicit Host(HostConfig config);
  ~Host();
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// While installing:
  void consume(Consumption consumption) { m_consumptions.push_back(std::move(consumption)); }
  void generate(Generator generator) { m_generator = std::move(generator); }
  void injectable(const Channel& channel, std::string example, InjectHandler handler);
  void load(LoadLoop loop) { m_load = std::move(loop); }
  [[nodiscard]] const HostConfig& config() const { return m_config; }
  [[nodiscard]] Knob knob(std::string_view name) const { return m_config.faults.knob(name); }
  /// Generators are to end: slow consumers catch up.
  [[nodiscard]] bool ending() const { return m_ending.load(std::memory_order_relaxed); }
  [[nodiscard]] std::int64_t sinceStartNs() const;

  /// Serves until told to quit, or `terminate`; prints a ready line and the final line of JSON to
  /// standard output. Exit code.
  int run(const std::atomic<bool>& terminate);

 private:
  void serve(const Consumption& consumption);
  void makeInputs();
  bool startConsumers();
  void startInputs();
  void control(const std::atomic<bool>& terminate);
  void readCommands(int timeoutUs);
  void obey(std::string_view command);
  void pollInjections(Publisher& publisher);
  void report();

  HostConfig m_config;
  Transport m_transport;
  std::unique_ptr<Probe> m_probe;
  std::vector<Consumption> m_consumptions;
  std::vector<Injectable> m_injectables;
  Generator m_generator;
  LoadLoop m_load;
  std::vector<std::thread> m_threads;
  std::thread m_inputs;
  std::atomic<int> m_subscribed{0};
  std::atomic<bool> m_stop{false};    ///< no more inputs, now
  std::atomic<bool> m_finish{false};  ///< make the rest of the inputs at once
  std::atomic<bool> m_ending{false};
  std::atomic<bool> m_quit{false};
  std::atomic<std::int64_t> m_startNs{0};
  std::uint64_t m_injected = 0;
  std::int64_t m_injectedNs = 0;
  std::string m_commands;
};

}  // namespace rheo::demo
