// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/broker_server.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "probes/demo/clock.hpp"
#include "probes/demo/json.hpp"

namespace rheo::demo {
namespace {

constexpr int kFramesPerTurn = 256;
constexpr std::size_t kMaxPeers = 4096;
constexpr std::size_t kDeliverBytes = 256u << 10;

}  // namespace

int BrokerServer::run(const std::string& endpoint, const std::atomic<bool>& terminate) {
  const std::string trouble = m_router.bind(endpoint);
  if (!trouble.empty()) {
    std::fprintf(stderr, "rheo-demo-broker: cannot listen at %s: %s\n", endpoint.c_str(),
                 trouble.c_str());
    return 1;
  }
  if (m_managed) fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
  std::printf("%s\n", JsonWriter().text("ready", "broker").take().c_str());
  std::fflush(stdout);
  while (!m_quit && !terminate) {
    m_router.wait(timeoutMs(), m_managed ? STDIN_FILENO : -1);
    receive();
    m_core.tick(wallNs());
    deliver();
    tellFlow();
    if (m_managed) readCommands();
  }
  printStats();
  // The socket's file goes with the process that made it.
  if (endpoint.starts_with("ipc://")) {
    const std::string path = endpoint.substr(6);
    unlink(path.c_str());
    // So does the directory that `rheo demo` made for it, should that have been killed.
    if (m_managed) rmdir(path.substr(0, path.rfind('/')).c_str());
  }
  return 0;
}

int BrokerServer::timeoutMs() const {
  const std::int64_t due = m_core.nextDueNs();
  if (due == 0) return 100;
  return static_cast<int>(std::clamp<std::int64_t>((due - wallNs()) / kMs + 1, 0, 100));
}

void BrokerServer::receive() {
  for (int i = 0; i < kFramesPerTurn && m_router.receive(m_identity, m_frame); ++i) {
    FrameReader reader;
    const Consumer consumer = consumerOf(m_identity);
    if (consumer != 0 && reader.open(m_frame)) handle(consumer, reader);
  }
}

BrokerServer::Consumer BrokerServer::consumerOf(const std::string& identity) {
  const auto found = m_consumers.find(identity);
  if (found != m_consumers.end()) return found->second;
  if (m_consumers.size() >= kMaxPeers) return 0;
  const auto consumer = static_cast<Consumer>(m_consumers.size() + 1);
  m_consumers.emplace(identity, consumer);
  m_identities.emplace(consumer, identity);
  return consumer;
}

void BrokerServer::handle(Consumer consumer, FrameReader& reader) {
  const std::int64_t now = wallNs();
  Subscribe subscribe;
  Settlement settlement;
  std::string_view message;
  m_core.touch(consumer, now);
  while (reader.next(subscribe)) m_core.subscribe(consumer, subscribe, now);
  while (reader.next(message)) m_core.publish(message, now);
  while (reader.next(settlement)) m_core.settle(consumer, settlement, now);
  if (reader.kind() == FrameKind::Subscribe && !reader.failed()) {
    m_router.send(m_identity, FrameWriter(FrameKind::Subscribed).finish());
  }
}

void BrokerServer::deliver() {
  m_core.pump(wallNs(), [this](Consumer consumer, const Delivery& delivery) {
    FrameWriter& frame =
        m_outgoing.try_emplace(consumer, FrameWriter(FrameKind::Deliver)).first->second;
    frame.add(delivery);
    if (frame.size() < kDeliverBytes) return;
    m_router.send(m_identities[consumer], frame.finish());
    frame.clear();
  });
  for (auto& [consumer, frame] : m_outgoing) {
    if (frame.count() == 0) continue;
    m_router.send(m_identities[consumer], frame.finish());
    frame.clear();
  }
}

void BrokerServer::tellFlow() {
  if (m_core.congested() == m_held) return;
  m_held = m_core.congested();
  FrameWriter frame(FrameKind::Flow);
  frame.setCount(m_held ? 1 : 0);
  for (const auto& [consumer, identity] : m_identities) m_router.send(identity, frame.finish());
}

void BrokerServer::readCommands() {
  char buffer[256];
  const ssize_t got = read(STDIN_FILENO, buffer, sizeof buffer);
  if (got == 0) m_quit = true;
  if (got <= 0) return;
  m_commands.append(buffer, static_cast<std::size_t>(got));
  for (std::size_t end; (end = m_commands.find('\n')) != std::string::npos;) {
    const std::string command = m_commands.substr(0, end);
    m_commands.erase(0, end + 1);
    if (command == "stats") printStats();
    if (command == "quit") m_quit = true;
  }
  if (m_commands.size() > sizeof buffer) m_commands.clear();
}

void BrokerServer::printStats() {
  const BrokerCounters& c = m_core.counters();
  JsonWriter line;
  line.text("broker", "stats")
      .number("pending", static_cast<std::int64_t>(m_core.pending()))
      .number("published", static_cast<std::int64_t>(c.published))
      .number("delivered", static_cast<std::int64_t>(c.delivered))
      .number("retried", static_cast<std::int64_t>(c.retried))
      .number("redelivered", static_cast<std::int64_t>(c.redelivered))
      .number("deadLettered", static_cast<std::int64_t>(c.deadLettered))
      .number("unconsumed", static_cast<std::int64_t>(c.unconsumed))
      .number("overflowed", static_cast<std::int64_t>(c.overflowed));
  std::printf("%s\n", line.take().c_str());
  std::fflush(stdout);
}

}  // namespace rheo::demo
