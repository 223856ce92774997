// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/system.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "probes/demo/clock.hpp"
#include "probes/demo/json.hpp"
#include "probes/demo/scenario.hpp"

namespace rheo::demo {
namespace {

constexpr const char* kBroker = "broker";
constexpr std::int64_t kReadyNs = 20 * kS;
constexpr std::int64_t kDrainNs = 3 * kS;
constexpr std::int64_t kQuitNs = 8 * kS;

/// Longer paths do not fit into the address of a socket.
constexpr std::size_t kMaxBase = 60;

std::string temporaryDirectory() {
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  std::string path = runtime != nullptr ? runtime : "";
  if (path.empty() || path.size() > kMaxBase || access(path.c_str(), W_OK) != 0) path = "/tmp";
  path += "/rheo-demo-XXXXXX";
  return mkdtemp(path.data()) != nullptr ? path : std::string();
}

}  // namespace

System::System(SystemOptions options, std::string binDir)
    : m_options(std::move(options)), m_binDir(std::move(binDir)) {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD}) sigaddset(&signals, signal);
  sigprocmask(SIG_BLOCK, &signals, nullptr);
  m_signals = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
  ::signal(SIGPIPE, SIG_IGN);
}

System::~System() {
  m_children.clear();
  if (!m_directory.empty()) {
    unlink((m_directory + "/broker.ipc").c_str());
    rmdir(m_directory.c_str());
  }
  if (m_signals >= 0) close(m_signals);
}

int System::run() {
  m_directory = temporaryDirectory();
  if (m_directory.empty()) {
    complain("cannot make a directory for sockets in XDG_RUNTIME_DIR or /tmp");
    return 1;
  }
  const bool withBroker = m_options.scenario != "load";
  if ((withBroker && !startBroker()) || !startServices()) return 1;
  if (m_stops == 0) {
    std::fprintf(stderr, "rheo demo: %zu processes of %s run%s\n", m_children.size(),
                 m_options.scenario.c_str(), m_options.durationS > 0 ? "" : "; Ctrl+C stops them");
    tellServices("start");
    runFor(m_options.durationS);
  }
  tellServices(m_stops == 0 && withBroker ? "finish" : "stop");
  if (withBroker) drain();
  quit();
  return m_failed ? 1 : 0;
}

bool System::startBroker() {
  Child broker(kBroker);
  const std::string trouble = broker.start({m_binDir + "/rheo-demo-broker", "--managed", "--bind",
                                            "ipc://" + m_directory + "/broker.ipc"});
  if (!trouble.empty()) {
    complain(trouble);
    return false;
  }
  m_children.push_back(std::move(broker));
  m_said.push_back(true);
  m_gone.push_back(false);
  return awaitReady(1, steadyNs() + kReadyNs);
}

bool System::startServices() {
  for (const Share& share : sharesOf(m_options)) {
    for (const ServiceInfo& info : services()) {
      for (int i = 1; share.scenario == info.scenario && i <= info.instances; ++i) {
        Child child(std::string(info.name) + '-' + std::to_string(i));
        const std::string trouble =
            child.start(serviceCommand(share, info.name, i, info.instances));
        if (!trouble.empty()) {
          complain(trouble);
          return false;
        }
        m_children.push_back(std::move(child));
        m_said.push_back(false);
        m_gone.push_back(false);
      }
    }
  }
  return awaitReady(m_children.size(), steadyNs() + kReadyNs);
}

std::vector<std::string> System::serviceCommand(const Share& share, const std::string& service,
                                                int instance, int instances) const {
  const bool load = share.scenario == "load";
  const double rate = load ? share.rate / instances : share.rate;
  const auto count = static_cast<std::uint64_t>(std::llround(rate * m_options.durationS));
  std::vector<std::string> command{m_binDir + "/rheo-demo-service",
                                   "--managed",
                                   "--scenario",
                                   share.scenario,
                                   "--service",
                                   service,
                                   "--instance",
                                   std::to_string(instance),
                                   "--broker",
                                   "ipc://" + m_directory + "/broker.ipc",
                                   "--rate",
                                   std::to_string(rate),
                                   "--count",
                                   std::to_string(count),
                                   "--seed",
                                   std::to_string(m_options.seed)};
  if (!m_options.endpoint.empty()) {
    command.insert(command.end(), {"--endpoint", m_options.endpoint});
  }
  for (const std::string& fault : m_options.faults) {
    command.insert(command.end(), {"--fault", fault});
  }
  return command;
}

bool System::awaitReady(std::size_t count, std::int64_t deadlineNs) {
  while (m_ready < count && !m_failed && m_stops == 0) {
    if (steadyNs() > deadlineNs) {
      complain("the services did not start in time. Is the machine very busy?");
      return false;
    }
    turn(50);
  }
  return !m_failed;
}

void System::runFor(double seconds) {
  const std::int64_t end = steadyNs() + static_cast<std::int64_t>(seconds * 1e9);
  while (m_stops == 0) {
    const std::int64_t left = seconds > 0 ? end - steadyNs() : kS;
    if (left <= 0) return;
    turn(static_cast<int>(std::clamp<std::int64_t>(left / kMs + 1, 1, 500)));
  }
}

void System::drain() {
  const std::int64_t deadline = steadyNs() + kDrainNs;
  // Empty twice in a row: a handler may have been about to publish the first time.
  for (int empty = 0; empty < 2 && !m_gone[0] && steadyNs() < deadline && m_stops < 2;) {
    m_pending = -1;
    m_children.front().tell("stats");
    while (m_pending < 0 && !m_gone[0] && steadyNs() < deadline && m_stops < 2) turn(20);
    empty = m_pending == 0 ? empty + 1 : 0;
    const std::int64_t next = steadyNs() + 60 * kMs;
    while (steadyNs() < next) turn(20);
  }
  if (m_pending > 0) {
    std::fprintf(stderr, "rheo demo: %lld messages were still under way when it ended\n",
                 static_cast<long long>(m_pending));
  }
}

void System::quit() {
  m_quitting = true;
  tellServices("quit");
  const std::int64_t deadline = steadyNs() + kQuitNs;
  const std::size_t first = m_options.scenario == "load" ? 0 : 1;
  const auto allGone = [&](std::size_t from) {
    return std::all_of(m_gone.begin() + static_cast<std::ptrdiff_t>(from), m_gone.end(),
                       [](bool gone) { return gone; });
  };
  while (!allGone(first) && steadyNs() < deadline && m_stops < 2) turn(50);
  if (first == 1) m_children.front().tell("quit");
  while (!allGone(0) && steadyNs() < deadline && m_stops < 2) turn(50);
  for (std::size_t i = 0; i < m_children.size(); ++i) {
    if (m_gone[i]) continue;
    complain(m_children[i].name() + " did not stop and was killed");
    m_children[i].kill();
  }
}

void System::tellServices(const char* command) {
  const std::size_t first = m_options.scenario == "load" ? 0 : 1;
  for (std::size_t i = first; i < m_children.size(); ++i) m_children[i].tell(command);
}

void System::turn(int timeoutMs) {
  std::vector<pollfd> inputs{{m_signals, POLLIN, 0}};
  for (std::size_t i = 0; i < m_children.size(); ++i) {
    inputs.push_back({m_gone[i] ? -1 : m_children[i].output(), POLLIN, 0});
  }
  poll(inputs.data(), inputs.size(), timeoutMs);
  readSignals();
  for (std::size_t i = 0; i < m_children.size(); ++i) {
    if (m_gone[i]) continue;
    m_children[i].read();
    for (std::string line; m_children[i].takeLine(line);) take(m_children[i], line);
  }
  noticeEnds();
}

void System::readSignals() {
  signalfd_siginfo info{};
  while (read(m_signals, &info, sizeof info) == sizeof info) {
    if (info.ssi_signo != SIGCHLD) ++m_stops;
  }
}

void System::take(Child& child, const std::string& line) {
  JsonObject said;
  std::string reason;
  if (!said.parse(line, reason)) return;
  if (said.isText("ready")) ++m_ready;
  if (said.isText("broker")) m_pending = static_cast<std::int64_t>(said.number("pending"));
  if (!said.isText("service")) return;
  m_said[static_cast<std::size_t>(&child - m_children.data())] = true;
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

void System::noticeEnds() {
  for (std::size_t i = 0; i < m_children.size(); ++i) {
    Child& child = m_children[i];
    if (m_gone[i] || !child.ended()) continue;
    m_gone[i] = true;
    child.read();
    for (std::string line; child.takeLine(line);) take(child, line);
    if (!m_quitting) {
      complain("service " + child.name() + ' ' + describeStatus(child.status()));
      // Nothing goes on without the broker; the others do without any one of them.
      if (child.name() == kBroker) ++m_stops;
    } else if (!m_said[i] || child.status() != 0) {
      complain("service " + child.name() + ' ' + describeStatus(child.status()) +
               (m_said[i] ? "" : " without a last word"));
    }
  }
}

void System::complain(const std::string& text) {
  m_failed = true;
  std::fprintf(stderr, "rheo demo: %s\n", text.c_str());
}

}  // namespace rheo::demo
