// SPDX-License-Identifier: Apache-2.0
#include "rheo/probe.hpp"

#include <chrono>

#include "probes/src/probe_impl.hpp"
#include "probes/src/uncancelled.hpp"

namespace rheo {

using namespace probe;

namespace probe {
std::string_view cutText(std::string_view text, std::size_t most) noexcept {
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}
}  // namespace probe

NameHandle::NameHandle(std::string_view name) noexcept : m_code(NameTable::instance().code(name)) {}

std::string_view NameHandle::text() const noexcept {
  return NameTable::instance().text(m_code);
}

Probe::Probe(Config config) noexcept {
  try {
    m_impl = std::make_unique<Impl>(std::move(config));
    m_impl->sender.start();
  } catch (...) {
    m_impl.reset();  // out of memory: the host goes on without us
  }
}

Probe::~Probe() {
  if (m_impl && m_impl->core.forked.load()) {
    static_cast<void>(m_impl.release());  // threads and sockets belong to the parent process
    return;
  }
  if (m_impl) m_impl->sender.stop();
}

void Probe::declareInjectable(const Topic& topic, const EventType& type,
                              std::string_view example) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || core->forked) return;
  try {
    core->injections.declare(topic.text(), type.text(), limitText(example, kMaxExampleBytes));
    m_impl->sender.wake();
  } catch (...) {
    // Out of memory: the type stays undeclared, requests for it are refused.
  }
}

bool Probe::nextInjection(Injection& injection) noexcept {
  Core* core = coreOf(*this);
  try {
    return core != nullptr && !core->forked && core->injections.next(injection);
  } catch (...) {
    return false;
  }
}

namespace {
void answer(Probe::Impl* impl, wire::InjectResult&& result) noexcept {
  if (impl == nullptr || impl->core.forked) return;
  try {
    impl->core.injections.answer(std::move(result));
    impl->sender.wake();
  } catch (...) {
    // Out of memory: the collector reports the request as timed out.
  }
}
}  // namespace

void Probe::accepted(const Injection& injection, const Context& published) noexcept {
  wire::InjectResult result;
  result.id = injection.id;
  result.eventId = {published.eventId.hi, published.eventId.lo};
  result.traceId = {published.traceId.hi, published.traceId.lo};
  answer(m_impl.get(), std::move(result));
}

void Probe::refused(const Injection& injection, std::string_view reason) noexcept {
  try {
    wire::InjectResult result;
    result.id = injection.id;
    result.outcome = wire::InjectOutcome::Refused;
    result.reason = limitText(reason, kMaxReasonBytes);
    answer(m_impl.get(), std::move(result));
  } catch (...) {
    // As above.
  }
}

ProbeStats Probe::stats() const noexcept {
  const Core* core = coreOf(*this);
  return core != nullptr ? core->stats() : ProbeStats{};
}

bool Probe::enabled() const noexcept {
  const Core* core = coreOf(*this);
  return core != nullptr && core->recording() && !core->sampling.isPaused();
}

const char* Probe::disabledReason() const noexcept {
  const Core* core = coreOf(*this);
  return core != nullptr ? core->disabledReason.load() : "out of memory";
}

bool Probe::dump(const char* path) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || core->forked || path == nullptr) return false;
  const Uncancelled uncancelled;
  try {
    const std::lock_guard lock(m_impl->dumpMutex);
    return Dump(*core).write(path);
  } catch (...) {
    return false;  // out of memory
  }
}

bool Probe::dumpOnCrash(const char* path) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || core->forked) return false;
  const std::lock_guard lock(m_impl->dumpMutex);
  m_impl->crashDump.reset();
  if (path != nullptr) m_impl->crashDump = CrashDump::arm(*core, path);
  return (m_impl->crashDump != nullptr) == (path != nullptr);
}

bool Probe::flush(std::uint32_t deadlineMs) noexcept {
  Core* core = coreOf(*this);
  if (core == nullptr || core->forked) return false;
  const Uncancelled uncancelled;
  try {
    std::vector<std::pair<const Stream*, std::uint64_t>> goals;
    core->eachStream([&](const Stream& s) { goals.emplace_back(&s, s.state().lastPosition); });
    const auto done = [&] {
      return std::all_of(goals.begin(), goals.end(),
                         [](auto& g) { return g.first->ackedPosition() >= g.second; });
    };
    m_impl->sender.wake();
    std::unique_lock lock(core->progressMutex);
    return core->progress.wait_for(lock, std::chrono::milliseconds(deadlineMs), done);
  } catch (...) {
    return false;
  }
}

}  // namespace rheo
