// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "probes/src/chunk_pool.hpp"
#include "probes/src/clock.hpp"
#include "probes/src/injections.hpp"
#include "probes/src/redaction.hpp"
#include "probes/src/sampling.hpp"
#include "probes/src/stream.hpp"
#include "probes/src/thread_state.hpp"
#include "rheo/probe.hpp"

namespace rheo::probe {

/// What emitting threads and the sender share: the rings, the switches, the injection queue. Made
/// by the probe, outlives its sender thread.
class Core {
 public:
  static constexpr std::uint32_t kMaxStreams = 4096;

  explicit Core(Config settings) : Core(std::move(settings), newSession()) {}
  Core(Config settings, const wire::WireId& session);
  ~Core();
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  /// Records a sighting of this thread. False: dropped (and counted). What is cheap to refuse
  /// (off, paused, not sampled) is decided by the caller.
  bool emit(const Sighting& sighting) noexcept {
    ThreadState& state = t_state;
    return enter(state) && finish(state, sighting);
  }
  /// The same in two halves: what lies between them is safe from signal handlers of this thread.
  [[gnu::always_inline]] bool enter(ThreadState& state) noexcept {
    if (state.busy) [[unlikely]]
      return refuseReentrant(state);
    state.busy = true;
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (state.recent.core != serial) [[unlikely]]
      attach(state);
    return true;
  }
  [[gnu::always_inline]] bool finish(ThreadState& state, const Sighting& sighting) noexcept {
    Stream* stream = state.recent.stream;
    const bool taken = stream != nullptr && stream->append(sighting);
    leave(state, stream == nullptr);
    return taken;
  }
  [[gnu::always_inline]] void leave(ThreadState& state, bool lost) noexcept {
    if (lost || state.ended) [[unlikely]]
      settle(state, lost);
    std::atomic_signal_fence(std::memory_order_seq_cst);
    state.busy = false;
    std::atomic_signal_fence(std::memory_order_seq_cst);
    if (state.reentrant.load(std::memory_order_relaxed) != 0) [[unlikely]]
      countReentrant(state);
  }

  /// False when a collector does not want this one; then leaveOut() takes the place of emit().
  [[nodiscard]] bool wants(const ProbeId& trace, std::uint32_t topic) const noexcept {
    return everything.load(std::memory_order_relaxed) || sampling.wants(trace, topic);
  }
  /// Counts what was not wanted, on this thread's stream.
  void leaveOut() noexcept {
    ThreadState& state = t_state;
    if (enter(state)) leaveOut(state);
  }
  /// Instead of finish().
  void leaveOut(ThreadState& state) noexcept {
    if (state.recent.stream != nullptr) state.recent.stream->leaveOut();
    leave(state, state.recent.stream == nullptr);
  }
  /// The sender's: a collector asks, or is gone and asks for nothing any more.
  void limit(const wire::Limits& limits) noexcept;
  [[nodiscard]] bool recording() const noexcept { return on.load(std::memory_order_relaxed); }
  void disable(const char* why) noexcept;
  /// Captured bytes per payload before a collector lowers it: must fit the rings with room to
  /// spare.
  [[nodiscard]] std::size_t payloadLimit() const noexcept;
  /// Recording begins; not if disable() came first.
  void begin() noexcept;

  /// Adopts a stream that nobody writes, or makes one; null at the limit.
  Stream* openStream() noexcept;
  template <typename Visit>
  void eachStream(Visit visit) const {
    for (Stream* s = streams.load(std::memory_order_acquire); s != nullptr; s = s->nextStream)
      visit(*s);
  }
  [[nodiscard]] ProbeStats stats() const noexcept;

  // Read by every emit, written rarely.
  alignas(64) std::atomic<bool> on{false};
  std::atomic<bool> everything{true};  ///< no collector asks for less: sampling is not looked at
  std::atomic<std::uint32_t> maxPayload;
  const std::uint64_t serial;  ///< never reused, unlike addresses
  Context blank;               ///< with the service's name, as it travels in contexts

  // The rest is off the hot path.
  alignas(64) const Config config;
  const wire::WireId session;
  const std::int64_t startedNs;
  const std::unique_ptr<const AllowList> allowed;  ///< null: nothing is redacted
  std::atomic<const char*> disabledReason{""};
  Sampling sampling;
  ChunkPool pool;
  std::atomic<Stream*> streams{nullptr};
  std::atomic<std::uint32_t> streamCount{0};
  std::atomic<std::uint64_t> homeless{0};  ///< drops of threads that got no stream: stream 0
  std::atomic<std::uint64_t> resent{0};
  std::atomic<bool> connected{false};
  std::atomic<bool> forked{false};  ///< this is a child's copy: the sender is not here
  Injections injections;
  std::mutex progressMutex;
  std::condition_variable progress;  ///< signalled when acknowledgements arrive

 private:
  static wire::WireId newSession() noexcept;
  bool refuseReentrant(ThreadState& state) noexcept;
  void attach(ThreadState& state) noexcept;
  void settle(ThreadState& state, bool lost) noexcept;
  void countReentrant(ThreadState& state) noexcept;

  std::mutex m_switch;
  bool m_disabled = false;
};

}  // namespace rheo::probe
