// SPDX-License-Identifier: Apache-2.0
#include "probes/src/core.hpp"

#include <pthread.h>

#include <algorithm>
#include <new>

#include "probes/src/names.hpp"

namespace rheo::probe {

thread_local constinit ThreadState t_state [[gnu::tls_model("initial-exec")]];

namespace {

/// The living cores, so that a thread's end and a fork find them. Never destroyed.
struct Registry {
  std::mutex mutex;
  std::vector<Core*> cores;

  static Registry& instance() noexcept {
    alignas(Registry) static unsigned char storage[sizeof(Registry)];
    static Registry* const registry = new (storage) Registry;
    return *registry;
  }
  bool alive(std::uint64_t serial) const noexcept {
    return std::any_of(cores.begin(), cores.end(), [&](auto* c) { return c->serial == serial; });
  }
};

std::uint64_t nextSerial() noexcept {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

void beforeFork() {
  Registry::instance().mutex.lock();
  NameTable::instance().mutex().lock();
}
void afterForkInParent() {
  NameTable::instance().mutex().unlock();
  Registry::instance().mutex.unlock();
}
void afterForkInChild() {
  // The sender thread exists only in the parent; whatever is in the rings is the parent's to send.
  for (Core* core : Registry::instance().cores) {
    core->forked.store(true, std::memory_order_relaxed);
    core->on.store(false, std::memory_order_relaxed);
    core->disabledReason.store("forked: make a new Probe in the child process");
  }
  afterForkInParent();
}

void releaseSlot(const Registry& registry, ThreadState::Slot& slot) noexcept {
  if (slot.core != 0 && registry.alive(slot.core)) slot.stream->release();
  slot = {};
}

/// Gives a thread's streams back when the thread ends.
struct ThreadGuard {
  ThreadGuard() noexcept { t_state.guarded = true; }
  ~ThreadGuard() {
    ThreadState& state = t_state;
    state.busy = true;
    Registry& registry = Registry::instance();
    const std::lock_guard lock(registry.mutex);
    state.recent = {};
    for (auto& slot : state.slots) releaseSlot(registry, slot);
    state.ended = true;
    state.busy = false;
  }
};

}  // namespace

wire::WireId Core::newSession() noexcept {
  IdSource source;
  seed(source);
  const ProbeId id = source.id();
  return {id.hi, id.lo};
}

Core::Core(Config settings, const wire::WireId& ofSession)
    : maxPayload(0),
      serial(nextSerial()),
      config(std::move(settings)),
      session(ofSession),
      startedNs(readClock(CLOCK_REALTIME)),
      allowed(config.redact ? std::make_unique<const AllowList>(config.allowFields) : nullptr) {
  maxPayload.store(static_cast<std::uint32_t>(payloadLimit()));
  std::string_view name = config.service;
  name = name.substr(0, std::min(name.size(), sizeof blank.producer - 1));
  std::copy(name.begin(), name.end(), blank.producer);
  Clock::instance().calibrate();
  if (!pool.open(config.ringBytes)) disable("no memory for the rings");
  static const int hooked = pthread_atfork(beforeFork, afterForkInParent, afterForkInChild);
  static_cast<void>(hooked);
  Registry& registry = Registry::instance();
  const std::lock_guard lock(registry.mutex);
  registry.cores.push_back(this);
}

Core::~Core() {
  {
    Registry& registry = Registry::instance();
    const std::lock_guard lock(registry.mutex);
    std::erase(registry.cores, this);
  }
  Stream* next = streams.load();
  while (Stream* stream = next) {
    next = stream->nextStream;
    delete stream;
  }
}

std::size_t Core::payloadLimit() const noexcept {
  return std::min({config.maxPayloadBytes, kMaxCapturedBytes, config.ringBytes / 4});
}

void Core::disable(const char* why) noexcept {
  const std::lock_guard lock(m_switch);
  m_disabled = true;
  disabledReason.store(why);
  on.store(false);
}

void Core::begin() noexcept {
  const std::lock_guard lock(m_switch);
  on.store(!m_disabled);
}

void Core::limit(const wire::Limits& limits) noexcept {
  const auto most = static_cast<std::uint32_t>(payloadLimit());
  maxPayload.store(limits.maxPayloadBytes == 0 ? most : std::min(limits.maxPayloadBytes, most));
  sampling.set(limits);
  everything.store(sampling.isEverything());
}

Stream* Core::openStream() noexcept {
  Stream* free = nullptr;
  eachStream([&](Stream& s) {
    if (free == nullptr && s.adopt()) free = &s;
  });
  if (free != nullptr) return free;
  const std::uint32_t id = streamCount.fetch_add(1) + 1;
  Stream* made = id <= kMaxStreams
                     ? new (std::nothrow)
                           Stream(pool, id, config.fullPolicy == FullPolicy::OverwriteOldest)
                     : nullptr;
  if (made == nullptr) {
    streamCount.fetch_sub(1);
    return nullptr;
  }
  made->adopt();
  made->nextStream = streams.load(std::memory_order_relaxed);
  while (!streams.compare_exchange_weak(made->nextStream, made, std::memory_order_release)) {
  }
  return made;
}

void Core::attach(ThreadState& state) noexcept {
  for (auto& slot : state.slots) {
    if (slot.core == serial) {
      state.recent = slot;
      return;
    }
  }
  if (!state.guarded) {
    static thread_local ThreadGuard guard;
    static_cast<void>(guard);
  }
  if (state.ids.a == 0) seed(state.ids);
  Registry& registry = Registry::instance();
  const std::lock_guard lock(registry.mutex);
  ThreadState::Slot* place = nullptr;
  for (auto& slot : state.slots)
    if (place == nullptr && !registry.alive(slot.core)) place = &slot;
  if (place == nullptr) place = &state.slots[serial % ThreadState::kSlots];
  releaseSlot(registry, *place);
  if (Stream* stream = openStream()) *place = {serial, stream};
  // Without a stream the slot stays free and the next emit tries again.
  state.recent = place->stream != nullptr ? *place : ThreadState::Slot{};
}

bool Core::refuseReentrant(ThreadState& state) noexcept {
  state.reentrant.fetch_add(1, std::memory_order_relaxed);
  return false;
}

void Core::settle(ThreadState& state, bool lost) noexcept {
  if (lost) homeless.fetch_add(1, std::memory_order_relaxed);
  if (!state.ended) return;
  // Emitting from a destructor that runs after ours: nobody will tell us again, so let go at once.
  Registry& registry = Registry::instance();
  const std::lock_guard lock(registry.mutex);
  for (auto& slot : state.slots) releaseSlot(registry, slot);
  state.recent = {};
}

void Core::countReentrant(ThreadState& state) noexcept {
  homeless.fetch_add(state.reentrant.exchange(0, std::memory_order_relaxed),
                     std::memory_order_relaxed);
}

ProbeStats Core::stats() const noexcept {
  ProbeStats total;
  total.dropped = total.emitted = homeless.load(std::memory_order_relaxed);
  eachStream([&](const Stream& s) {
    const std::uint64_t dropped = s.dropped();
    const std::uint64_t abandoned = s.abandoned();
    total.emitted += s.accepted() + dropped;
    total.dropped += dropped + s.overwritten() + abandoned;
    total.acked += s.ackedPosition() - abandoned;
    total.leftOut += s.leftOut();
  });
  total.resent = resent.load(std::memory_order_relaxed);
  total.connected = connected.load(std::memory_order_relaxed);
  return total;
}

}  // namespace rheo::probe
