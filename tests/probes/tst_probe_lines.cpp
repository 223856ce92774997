// SPDX-License-Identifier: Apache-2.0
#include <QTest>
#include <algorithm>
#include <barrier>
#include <cstring>
#include <set>
#include <thread>
#include <vector>

#include "probes/src/probe_impl.hpp"
#include "tests/probes/probe_fixture.h"

using namespace rheo;

namespace {

constexpr std::size_t kLine = 64;
constexpr int kEmits = 40;  // with the first, fewer than fill a chunk

/// Memory that emitting threads can reach, as it was at one moment.
class Snapshot {
 public:
  void add(const void* at, std::size_t bytes) {
    const auto from = reinterpret_cast<std::uintptr_t>(at) / kLine * kLine;
    const auto to = (reinterpret_cast<std::uintptr_t>(at) + bytes + kLine - 1) / kLine * kLine;
    for (auto line = from; line < to; line += kLine) m_lines.emplace_back(line, std::string());
  }
  void take() {
    for (auto& [line, bytes] : m_lines) bytes.assign(reinterpret_cast<const char*>(line), kLine);
  }
  /// The lines that differ from what was taken.
  [[nodiscard]] std::set<std::uintptr_t> written() const {
    std::set<std::uintptr_t> lines;
    for (const auto& [line, bytes] : m_lines)
      if (std::memcmp(reinterpret_cast<const char*>(line), bytes.data(), kLine) != 0)
        lines.insert(line);
    return lines;
  }

 private:
  std::vector<std::pair<std::uintptr_t, std::string>> m_lines;
};

Snapshot memoryOf(probe::Core& core) {
  Snapshot snapshot;
  snapshot.add(&core, sizeof core);
  core.eachStream([&](probe::Stream& stream) { snapshot.add(&stream, sizeof stream); });
  for (std::uint32_t i = 1; i <= 8; ++i) snapshot.add(core.pool.chunk(i), core.pool.chunkBytes());
  return snapshot;
}

}  // namespace

/// Threads that emit at the same time do not slow each other down: no cache line that one writes is
/// written by another, and what all read nobody writes.
class TstProbeLines : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyThreadWritesLinesOfItsOwn();
};

void TstProbeLines::everyThreadWritesLinesOfItsOwn() {
  constexpr int kThreads = 4;
  Probe probe(configFor("ipc:///tmp/rheo-lines-nobody"));
  QVERIFY(probe.enabled());
  probe::Core& core = probe.impl()->core;
  const Topic topic("lines");
  const EventType type("Lines");
  const std::string payload(128, 'p');
  std::barrier turn(kThreads + 1);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      probe.published(topic, type, payload);  // takes a ring and its first chunk
      turn.arrive_and_wait();
      for (int who = 0; who < kThreads; ++who) {
        turn.arrive_and_wait();
        if (who == t)
          for (int i = 0; i < kEmits; ++i) probe.published(topic, type, payload, {.key = "k"});
        turn.arrive_and_wait();
      }
    });
  }
  turn.arrive_and_wait();
  Snapshot memory = memoryOf(core);
  std::vector<std::set<std::uintptr_t>> written;
  for (int who = 0; who < kThreads; ++who) {
    memory.take();
    turn.arrive_and_wait();
    turn.arrive_and_wait();
    written.push_back(memory.written());
  }
  for (auto& thread : threads) thread.join();

  const auto common = [](const auto& a, const auto& b) {
    return std::any_of(a.begin(), a.end(), [&](auto line) { return b.count(line) != 0; });
  };
  for (std::size_t a = 0; a < written.size(); ++a) {
    QVERIFY(written[a].size() > kEmits * payload.size() / kLine);
    for (std::size_t b = a + 1; b < written.size(); ++b)
      QVERIFY2(!common(written[a], written[b]), "two threads write one cache line");
    for (const std::uintptr_t line : written[a])
      QVERIFY2(line + kLine <= reinterpret_cast<std::uintptr_t>(&core) ||
                   line >= reinterpret_cast<std::uintptr_t>(&core + 1),
               "an emit writes to what all threads read");
  }
  QCOMPARE(probe.stats().emitted, std::uint64_t{kThreads * (kEmits + 1)});
}

QTEST_GUILESS_MAIN(TstProbeLines)
#include "tst_probe_lines.moc"
