// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "rheo/baggage.hpp"
#include "rheo/context.hpp"
#include "rheo/export.h"

namespace rheo {

/// Looks up headers of a message by name, whatever carries it: HTTP headers, Kafka record headers,
/// AMQP application properties, SQS message attributes.
///
/// Made from anything that can be called with a name and returns a `std::string_view`,
/// `std::string` or `const char*` (null = missing): `[&](std::string_view name) { return
/// request.header(name); }`. Names are lower case; HTTP libraries compare without case. A header
/// that came several times is one value, joined by commas. Refers to the callable: use it in the
/// call only.
class HeaderReader {
 public:
  /// From the callable, which must outlive this.
  template <typename Get,
            typename = std::enable_if_t<std::is_invocable_v<const Get&, std::string_view>>>
  HeaderReader(const Get& get) noexcept  // NOLINT(google-explicit-constructor)
      : m_get(&get), m_read([](const void* host, std::string_view name, Take take, void* to) {
          take(to, viewOf((*static_cast<const Get*>(host))(name)));
        }) {}

  /// Hands the value, empty if it is missing, to `take`.
  template <typename To>
  void read(std::string_view name, To& to) const {
    m_read(
        m_get, name, [](void* out, std::string_view text) { (*static_cast<To*>(out))(text); }, &to);
  }

 private:
  using Take = void (*)(void* to, std::string_view value);
  static std::string_view viewOf(std::string_view text) noexcept { return text; }
  static std::string_view viewOf(const std::string& text) noexcept { return text; }
  static std::string_view viewOf(const char* text) noexcept {
    return text != nullptr ? std::string_view(text) : std::string_view();
  }

  const void* m_get;
  void (*m_read)(const void*, std::string_view, Take, void*);
};

/// Sets headers of a message by name. Made from anything that can be called with a name and a
/// value, both `std::string_view`. A header set before is replaced. Refers to the callable.
class HeaderWriter {
 public:
  /// From the callable, which must outlive this.
  template <typename Set, typename = std::enable_if_t<
                              std::is_invocable_v<const Set&, std::string_view, std::string_view>>>
  HeaderWriter(const Set& set) noexcept  // NOLINT(google-explicit-constructor)
      : m_set(&set), m_write([](const void* host, std::string_view name, std::string_view value) {
          (*static_cast<const Set*>(host))(name, value);
        }) {}

  /// Sets one header.
  void write(std::string_view name, std::string_view value) const { m_write(m_set, name, value); }

 private:
  const void* m_set;
  void (*m_write)(const void*, std::string_view, std::string_view);
};

/// All that W3C lets a message carry besides its payload. Take it out where a message comes in, put
/// it into what is sent because of it, with `context` replaced by what Probe::published() returned.
/// A plain value: move it into a coroutine or a task as it is.
struct Carried {
  static constexpr std::size_t kMaxTracestateBytes = 512;   ///< of the header, with ours
  static constexpr std::size_t kMaxTracestateEntries = 32;  ///< of the header, with ours

  Context context;         ///< the trace, and the event that carried this
  std::string tracestate;  ///< entries of other vendors, in their order, without ours
  Baggage baggage;         ///< whatever the application sends along
};

/// Reads `traceparent`, `tracestate` and `baggage`. What is malformed is ignored, as the standards
/// say: without a valid traceparent there is no tracestate; a tracestate that breaks its rules is
/// dropped but for our entry; of baggage the good entries stay. ~1 us; allocates for other vendors'
/// entries and baggage only. Never throws, unless the callable does.
RHEO_API Carried extract(const HeaderReader& headers);
/// Writes them, each only if there is something to say. Our tracestate entry comes first; when the
/// whole is beyond 512 bytes or 32 entries, others give way: those over 128 bytes, then the last.
/// Never throws, unless the callable does.
RHEO_API void inject(const Carried& carried, const HeaderWriter& headers);
/// The same for a context alone.
RHEO_API void inject(const Context& context, const HeaderWriter& headers);

/// Takes a `tracestate` header into what goes with a trace: our entry into the context, the others
/// as they are. Does nothing without a trace.
RHEO_API void addTracestate(Carried& carried, std::string_view tracestate) noexcept;

}  // namespace rheo
