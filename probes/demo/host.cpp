// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/host.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "probes/demo/clock.hpp"
#include "probes/demo/hash.hpp"
#include "probes/demo/worker.hpp"

namespace rheo::demo {
namespace {

constexpr int kSubscribeMs = 10'000;
constexpr std::int64_t kPingNs = 2 * kS;
constexpr std::uint32_t kFlushMs = 4'000;
constexpr double kGentleRate = 60;
constexpr std::uint64_t kCatchUp = 512;  ///< inputs made between two looks at the broker

Config probeConfig(const HostConfig& host) {
  Config config = Config::fromEnvironment(host.service);
  config.service = host.service;
  config.instance = host.service + "-" + std::to_string(host.instance);
  config.version = "1.4.2";
  if (!host.endpoint.empty()) config.endpoint = host.endpoint;
  return config;
}

}  // namespace

Host::Host(HostConfig config)
    : m_config(std::move(config)), m_probe(std::make_unique<Probe>(probeConfig(m_config))) {}

Host::~Host() = default;

void Host::injectable(const Channel& channel, std::string example, InjectHandler handler) {
  m_probe->declareInjectable(channel.topic, channel.type, example);
  m_injectables.push_back({&channel, std::move(example), std::move(handler)});
}

std::int64_t Host::sinceStartNs() const {
  const std::int64_t start = m_startNs.load(std::memory_order_relaxed);
  return start == 0 ? 0 : steadyNs() - start;
}

int Host::run(const std::atomic<bool>& terminate) {
  const bool ready = startConsumers();
  if (ready) {
    std::printf("%s\n", JsonWriter().text("ready", m_config.service).take().c_str());
    std::fflush(stdout);
    if (!m_config.managed) obey("start");
    control(terminate);
  } else {
    std::fprintf(stderr, "rheo-demo-service: no broker answers at %s within %d s. Is it running?\n",
                 m_config.broker.c_str(), kSubscribeMs / 1000);
  }
  m_stop = true;
  m_quit = true;
  if (m_inputs.joinable()) m_inputs.join();
  for (std::thread& thread : m_threads) thread.join();
  report();
  return ready ? 0 : 1;
}

bool Host::startConsumers() {
  int expected = 0;
  for (const Consumption& consumption : m_consumptions) {
    for (int i = 0; i < consumption.threads; ++i, ++expected) {
      m_threads.emplace_back([this, &consumption] { serve(consumption); });
    }
  }
  const std::int64_t deadline = steadyNs() + kSubscribeMs * kMs;
  while (m_subscribed < expected && steadyNs() < deadline) sleepUntil(steadyNs() + kMs);
  return m_subscribed == expected;
}

void Host::serve(const Consumption& consumption) {
  BrokerClient client(m_transport, m_config.broker);
  Publisher publisher(*m_probe, client, knob(m_config.service + ".duplicate"));
  std::vector<std::string> topics;
  for (const auto& [topic, handler] : consumption.handlers) topics.push_back(topic);
  if (!client.subscribe(consumption.subscription, topics, consumption.prefetch, kSubscribeMs)) {
    return;
  }
  ++m_subscribed;
  Worker worker(*m_probe, consumption, client, publisher,
                Pace(std::min(1.0, kGentleRate / m_config.rate), m_ending));
  std::int64_t pingNs = steadyNs() + kPingNs;
  while (!m_quit.load(std::memory_order_relaxed)) {
    FrameReader reader;
    Delivery delivery;
    if (client.receive(reader, 50)) {
      while (reader.next(delivery)) worker.handle(delivery);
      client.flush();
    }
    if (steadyNs() > pingNs) {
      client.ping();
      pingNs = steadyNs() + kPingNs;
    }
  }
}

void Host::startInputs() {
  if (m_inputs.joinable()) return;
  m_startNs = steadyNs();
  if (m_load) {
    m_inputs = std::thread([this] { m_load(*m_probe, m_stop); });
  } else if (m_generator) {
    m_inputs = std::thread([this] { makeInputs(); });
  }
}

void Host::makeInputs() {
  BrokerClient client(m_transport, m_config.broker);
  Publisher publisher(*m_probe, client, knob(m_config.service + ".duplicate"));
  const std::int64_t start = m_startNs;
  const double intervalNs = 1e9 / m_config.rate;
  for (std::uint64_t n = 0; m_config.count == 0 || n < m_config.count; ++n) {
    const double jitter = unit(m_config.faults.dice("arrival", n));
    const auto due =
        start + static_cast<std::int64_t>((static_cast<double>(n) + jitter) * intervalNs);
    if (n % kCatchUp == 0 || due > steadyNs()) {
      client.flush();
      FrameReader reader;
      do client.receive(reader, client.held() ? 10 : 0);
      while (client.held() && !m_stop);
    }
    // Steps: long enough to send many inputs at once, short enough to hear "finish" and "stop".
    while (!m_stop && !m_finish && steadyNs() < due) {
      sleepUntil(std::clamp(due, steadyNs() + kMs, steadyNs() + 20 * kMs));
    }
    if (m_stop) break;
    m_generator(publisher, n);
  }
  client.flush();
  // What was sent last must leave before the socket closes.
  while (!m_quit) sleepUntil(steadyNs() + 5 * kMs);
}

void Host::control(const std::atomic<bool>& terminate) {
  BrokerClient client(m_transport, m_config.broker);
  Publisher publisher(*m_probe, client, Knob());
  while (!m_quit && !terminate) {
    // After an injection more are likely to come, spaced in time: look more often.
    const bool busy = steadyNs() - m_injectedNs < kS;
    readCommands(m_injectables.empty() ? 50'000 : busy ? 100 : 1'000);
    if (!m_injectables.empty() && !m_stop) pollInjections(publisher);
  }
}

void Host::readCommands(int timeoutUs) {
  pollfd input{m_config.managed ? STDIN_FILENO : -1, POLLIN, 0};
  const timespec timeout{0, timeoutUs * 1'000L};
  if (ppoll(&input, 1, &timeout, nullptr) <= 0) return;
  char buffer[256];
  const ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
  if (got <= 0) {
    // Whoever manages us is gone.
    m_quit = true;
    return;
  }
  m_commands.append(buffer, static_cast<std::size_t>(got));
  for (std::size_t end; (end = m_commands.find('\n')) != std::string::npos;) {
    obey(std::string_view(m_commands).substr(0, end));
    m_commands.erase(0, end + 1);
  }
  if (m_commands.size() > sizeof buffer) m_commands.clear();
}

void Host::obey(std::string_view command) {
  if (command == "start") startInputs();
  if (command == "finish") m_finish = m_ending = true;
  if (command == "stop") m_stop = m_ending = true;
  if (command == "quit") m_quit = true;
}

void Host::pollInjections(Publisher& publisher) {
  Injection injection;
  while (m_probe->nextInjection(injection)) {
    m_injectedNs = steadyNs();
    const auto known =
        std::find_if(m_injectables.begin(), m_injectables.end(), [&](const Injectable& candidate) {
          return injection.topic == candidate.channel->topicName &&
                 injection.type == candidate.channel->typeName;
        });
    if (known == m_injectables.end()) {
      m_probe->refused(
          injection, "this service does not publish " + injection.type + " to " + injection.topic);
      continue;
    }
    Context published;
    const std::string reason = known->handler(publisher, injection, published);
    publisher.flush();
    if (reason.empty()) {
      ++m_injected;
      m_probe->accepted(injection, published);
    } else {
      m_probe->refused(injection, reason);
    }
  }
}

void Host::report() {
  if (m_probe->stats().connected) m_probe->flush(kFlushMs);
  const ProbeStats stats = m_probe->stats();
  JsonWriter line;
  line.text("service", m_config.service)
      .text("instance", m_config.service + "-" + std::to_string(m_config.instance))
      .text("scenario", m_config.scenario)
      .number("emitted", static_cast<std::int64_t>(stats.emitted))
      .number("dropped", static_cast<std::int64_t>(stats.dropped))
      .number("acked", static_cast<std::int64_t>(stats.acked))
      .number("resent", static_cast<std::int64_t>(stats.resent))
      .number("injected", static_cast<std::int64_t>(m_injected));
  std::printf("%s\n", line.take().c_str());
  std::fflush(stdout);
}

}  // namespace rheo::demo
