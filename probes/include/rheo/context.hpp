// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "rheo/export.h"

namespace rheo {

/// 16 random bytes as two words, most significant first. All zero = none.
struct ProbeId {
  std::uint64_t hi = 0;  ///< bytes 0 to 7
  std::uint64_t lo = 0;  ///< bytes 8 to 15
  /// No id at all.
  [[nodiscard]] constexpr bool isNull() const noexcept { return (hi | lo) == 0; }
};

/// What travels in the headers of a message, from who published it to who handles it.
///
/// Carried as W3C Trace Context: `traceparent: 00-<trace>-<span>-01` and
/// `tracestate: rheo=<event id 32 hex>.<publish time ns hex>.<producer service>`. Other vendors'
/// entries and baggage travel in a Carried: see rheo/propagation.hpp.
struct Context {
  ProbeId traceId;           ///< of the whole chain of causes
  std::uint64_t spanId = 0;  ///< of who published; parent of what is done because of it
  ProbeId eventId;  ///< the event that carried this context; cause of what is published under it
  std::int64_t publishedNs = 0;  ///< Unix ns when it was published; 0 unknown
  char producer[64] = {};        ///< publishing service, NUL-terminated, cut at 63 bytes
  std::uint8_t traceFlags = 1;  ///< W3C flags, passed on as they came: 1 sampled, 2 random trace id
};

/// Fixed buffers for header values, NUL-terminated; nothing is allocated.
struct ContextHeaders {
  std::array<char, 56> traceparent{};  ///< empty when the context is
  std::array<char, 160> tracestate{};  ///< empty when it carries no event of ours
};

/// Writes the headers of a context. noexcept, no allocation, ~100 ns.
RHEO_API void inject(const Context& context, ContextHeaders& headers) noexcept;
/// Reads headers; either may be empty. Malformed parts are ignored as the W3C standard says, never
/// an error.
RHEO_API Context extract(std::string_view traceparent, std::string_view tracestate) noexcept;

/// Context under which this thread handles an event now (set by Processing); none by default.
RHEO_API const Context& currentContext() noexcept;

/// Sets the current context of this thread for a scope. A Context is a plain value: copy it into a
/// task of a pool and open a scope where the task runs. A scope must not live across a co_await,
/// which may resume on another thread: there pass the context to Probe::published() instead.
class RHEO_API ContextScope {
 public:
  /// Keeps the context that was current, and sets this one.
  explicit ContextScope(const Context& context) noexcept;
  ~ContextScope();
  ContextScope(const ContextScope&) = delete;
  ContextScope& operator=(const ContextScope&) = delete;

 private:
  Context m_previous;
};

}  // namespace rheo
