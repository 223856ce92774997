// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "probes/wire/wire.hpp"

namespace rheo::probe {

/// Which fields may leave the process: dotted paths from the root of a JSON text ("order.total";
/// arrays are passed through, a path allows all below it), and "$key", "$saga" for the keys.
/// Immutable; any thread.
class AllowList {
 public:
  static constexpr std::size_t kMaxPaths = 256;

  explicit AllowList(std::string_view commaSeparated);

  enum class Verdict : std::uint8_t {
    Withheld,  ///< no path leads here or below
    Inside,    ///< the way to something allowed
    Allowed
  };
  [[nodiscard]] Verdict of(const std::string_view* path, std::size_t depth) const noexcept;
  [[nodiscard]] bool key() const noexcept { return m_key; }
  [[nodiscard]] bool sagaKey() const noexcept { return m_sagaKey; }

 private:
  using Path = std::vector<std::string>;

  std::vector<Path> m_paths;
  bool m_key = false;
  bool m_sagaKey = false;
};

/// Enough for what redact() makes of so many bytes.
constexpr std::size_t redactedRoom(std::size_t bytes) noexcept {
  return 3 * bytes + 8;
}

/// Copies a JSON text, every value that is not allowed replaced by "***". Returns the bytes
/// written; 0 when it is no JSON (nested deeper than 32 included), or does not fit. Allocates
/// nothing, so that a signal handler may call it.
std::size_t redact(std::string_view json, const AllowList& allowed, char* out,
                   std::size_t room) noexcept;

/// What is done to a sighting on its way out of the process. Not thread-safe: one each thread.
class Redaction {
 public:
  explicit Redaction(const AllowList* allowed) : m_allowed(allowed) {}

  /// Grows its buffers to what the texts may need, if there is memory.
  void prepare(std::size_t payloadBytes, std::size_t attributeBytes) noexcept;
  /// Replaces what must not leave; the views then point into here, until the next call. A text that
  /// is no JSON is withheld whole, its size kept. Allocates nothing; what prepare() did not make
  /// room for is withheld.
  void apply(wire::EventView& event) noexcept;

 private:
  std::string_view replaced(std::string_view json, std::string& into,
                            std::string_view otherwise) noexcept;

  const AllowList* m_allowed;  ///< null: nothing is redacted
  std::string m_payload, m_attributes;
};

}  // namespace rheo::probe
