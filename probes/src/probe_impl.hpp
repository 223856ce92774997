// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>

#include "probes/src/core.hpp"
#include "probes/src/crash_dump.hpp"
#include "probes/src/names.hpp"
#include "probes/src/sender.hpp"
#include "rheo/probe.hpp"

namespace rheo {

struct Probe::Impl {
  explicit Impl(Config config) : core(std::move(config)), sender(core) {}

  probe::Core core;
  probe::Sender sender;
  std::mutex dumpMutex;  ///< guards what follows
  std::unique_ptr<probe::CrashDump> crashDump;
};

namespace probe {

inline Core* coreOf(const Probe& probe) noexcept {
  Probe::Impl* impl = probe.impl();
  return impl != nullptr ? &impl->core : nullptr;
}

/// What goes on when nothing is recorded: the trace passes through, but it carries no event of
/// ours.
inline Context passThrough(const Context& parent) noexcept {
  Context context;
  context.traceId = parent.traceId;
  context.spanId = parent.spanId;
  context.traceFlags = parent.traceFlags;
  return context;
}

/// Cuts to `most` bytes, back to the start of a UTF-8 character.
std::string_view cutText(std::string_view text, std::size_t most) noexcept;

inline std::string_view limitText(std::string_view text, std::size_t most) noexcept {
  return text.size() <= most ? text : cutText(text, most);
}

[[gnu::always_inline]] inline void addPayload(Sighting& s, const Core& core,
                                              std::string_view payload) noexcept {
  if (payload.empty()) return;
  const std::size_t most = core.maxPayload.load(std::memory_order_relaxed);
  s.groups |= kHasPayload;
  s.payload = payload;
  s.payloadSize = static_cast<std::uint32_t>(std::min<std::size_t>(payload.size(), UINT32_MAX));
  if (payload.size() > most) [[unlikely]] {
    s.payload = cutText(payload, most);
    s.flags |= wire::kPayloadTruncated;
  }
}

[[gnu::always_inline]] inline std::uint8_t flagsOf(const EventOptions& options) noexcept {
  return static_cast<std::uint8_t>((options.injected ? wire::kInjected : 0) |
                                   (options.replayed ? wire::kReplayed : 0));
}

/// Key, attributes and flags; returns the code of the saga type.
[[gnu::always_inline]] inline std::uint32_t addOptions(Sighting& s,
                                                       const EventOptions& options) noexcept {
  s.flags |= flagsOf(options);
  if (!(options.key.empty() && options.attributes.empty() && options.sagaKey.empty())) {
    s.groups |= kHasTexts;
    s.key = limitText(options.key, kMaxKeyBytes);
    s.sagaKey = limitText(options.sagaKey, kMaxSagaKeyBytes);
    s.attributes = options.attributes.size() <= kMaxAttributeBytes
                       ? options.attributes
                       : std::string_view("{\"rheo.attributesTooLong\":true}");
  }
  if (options.sagaType.empty()) return 0;
  // The group goes out as a whole: what nobody set must not be what the stack held.
  if ((s.groups & kHasRoles) == 0) s.roles = {};
  s.groups |= kHasRoles;
  return s.roles.sagaType = cachedCode(options.sagaType);
}

}  // namespace probe
}  // namespace rheo
