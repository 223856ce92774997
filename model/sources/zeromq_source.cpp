// SPDX-License-Identifier: Apache-2.0
#include "model/sources/zeromq_source.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <thread>

#include "model/sources/router_socket.h"

namespace rheo::sources {
namespace {

constexpr int kIdleMs = 100;
constexpr int kHeldMs = 2;  ///< how soon a full sink is tried again
constexpr int kFramesPerTurn = 256;
constexpr std::size_t kSmallFrame = 4096;  ///< the memory of the last one went with its batch
constexpr std::int64_t kPatience = 2 * kSecond;
constexpr std::int64_t kTick = 100 * kMillisecond;

}  // namespace

struct ZeroMqSource::Impl {
  Impl(EventSink& to, ZeroMqOptions with, std::unique_ptr<RouterSocket> bound)
      : sink(to),
        options(std::move(with)),
        socket(std::move(bound)),
        protocol(to, std::move(options.restored), hooks(), nowNs()) {}

  ProbeProtocol::Hooks hooks() {
    return {[this](const std::string& identity, const std::string& frame) {
              return socket->send(identity, frame);
            },
            options.injectResult, options.journal};
  }

  void run() {
    while (!stopping) {
      const bool reading = held.empty() && !pausing;
      socket->wait(reading, held.empty() ? kIdleMs : kHeldMs);
      runPosted();
      submitHeld();
      if (held.empty() && !pausing) read();
      if (pausing) settle();
      tick();
    }
    runPosted();
    paused = true;
    paused.notify_all();
  }

  /// A sink that stays full must not hold up the end: what it refuses was never acknowledged.
  void settle() {
    if (pausedNs == 0) pausedNs = nowNs();
    if (!held.empty() && nowNs() - pausedNs < kPatience) return;
    paused = true;
    paused.notify_all();
  }

  void read() {
    RouterSocket::Incoming incoming;
    std::vector<EventBatch> batches;
    for (int i = 0; i < kFramesPerTurn && held.empty(); ++i) {
      if (incoming.bytes.capacity() < kSmallFrame) incoming.bytes = sink.emptyFrame();
      const RouterSocket::Received received = socket->receive(incoming);
      if (received == RouterSocket::Received::Nothing) break;
      if (received == RouterSocket::Received::MultiPart) {
        protocol.refuse(incoming.identity, incoming.peer, "a message of several frames", nowNs());
        continue;
      }
      protocol.take(incoming.identity, incoming.peer, std::move(incoming.bytes), nowNs(), batches);
      hand(batches);
    }
  }

  void hand(std::vector<EventBatch>& batches) {
    for (EventBatch& batch : batches) held.push_back(std::move(batch));
    batches.clear();
    submitHeld();
  }

  void submitHeld() {
    while (!held.empty() && sink.submit(std::move(held.front()))) held.pop_front();
  }

  void tick() {
    const TimeNs now = nowNs();
    wasHeld = wasHeld || !held.empty() || pausing;
    if (now - tickedNs < kTick && now >= tickedNs) return;
    tickedNs = now;
    std::vector<EventBatch> batches;
    protocol.tick(now, !wasHeld, batches);
    wasHeld = false;
    hand(batches);
    if (options.tick) options.tick(now);
  }

  void runPosted() {
    std::deque<std::function<void()>> work;
    {
      const std::lock_guard lock(mutex);
      work.swap(posted);
    }
    for (const auto& each : work) each();
  }

  EventSink& sink;
  ZeroMqOptions options;
  std::unique_ptr<RouterSocket> socket;
  ProbeProtocol protocol;
  std::deque<EventBatch> held;  ///< decoded, but refused by the full sink
  TimeNs tickedNs = 0;
  TimeNs pausedNs = 0;
  bool wasHeld = false;

  std::atomic<bool> stopping{false};
  std::atomic<bool> pausing{false};
  std::atomic<bool> paused{false};
  std::mutex mutex;
  std::deque<std::function<void()>> posted;  ///< guarded by mutex
  std::thread thread;
};

ZeroMqSource::ZeroMqSource() = default;

ZeroMqSource::~ZeroMqSource() {
  stop();
}

Result<std::unique_ptr<ZeroMqSource>> ZeroMqSource::start(EventSink& sink, ZeroMqOptions options) {
  Result<std::unique_ptr<RouterSocket>> socket = RouterSocket::bind(options.endpoints);
  if (!socket) return socket.error();
  std::unique_ptr<ZeroMqSource> source(new ZeroMqSource);
  source->m_impl = std::make_unique<Impl>(sink, std::move(options), std::move(socket).value());
  source->m_impl->thread = std::thread([impl = source->m_impl.get()] { impl->run(); });
  return source;
}

const std::vector<std::string>& ZeroMqSource::endpoints() const {
  return m_impl->socket->endpoints();
}

void ZeroMqSource::post(std::function<void()> work) {
  {
    const std::lock_guard lock(m_impl->mutex);
    m_impl->posted.push_back(std::move(work));
  }
  m_impl->socket->wake();
}

void ZeroMqSource::acknowledge(std::vector<StreamPosition> positions) {
  post([impl = m_impl.get(), positions = std::move(positions)] {
    impl->protocol.acknowledge(positions);
  });
}

void ZeroMqSource::inject(std::uint32_t session, wire::Inject inject,
                          std::function<void()> failed) {
  post([impl = m_impl.get(), session, inject = std::move(inject), failed = std::move(failed)] {
    if (!impl->protocol.inject(session, inject) && failed) failed();
  });
}

void ZeroMqSource::limit(std::string service, ProbeLimits limits) {
  post([impl = m_impl.get(), service = std::move(service), limits = std::move(limits)] {
    impl->protocol.limit(service, limits);
  });
}

void ZeroMqSource::pause() {
  m_impl->pausing = true;
  m_impl->socket->wake();
  m_impl->paused.wait(false);
}

void ZeroMqSource::stop() {
  m_impl->stopping = true;
  m_impl->socket->wake();
  if (m_impl->thread.joinable()) m_impl->thread.join();
}

}  // namespace rheo::sources
