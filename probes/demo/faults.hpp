// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace rheo::demo {

/// A knob as people see it: `--fault payments.failure=0.05`.
struct KnobInfo {
  const char* name;
  double standard;
  double max;  ///< 0 is the least of all
  const char* meaning;
};

/// One knob, set. Decides by hashing seed, knob and business id, never by timing, so that a seed
/// always gives the same outcomes.
class Knob {
 public:
  Knob() = default;
  Knob(std::uint64_t seed, std::string_view name, double value);
  /// Does it strike this id? True for a share `value` of all ids.
  [[nodiscard]] bool hits(std::string_view id) const;
  [[nodiscard]] bool hits(std::string_view id, std::string_view purpose) const;
  /// Does attempt n fail? A struck id fails once or twice, then goes well.
  [[nodiscard]] bool hitsAttempt(std::string_view id, unsigned attempt) const;
  [[nodiscard]] double value() const { return m_value; }

 private:
  std::uint64_t m_salt = 0;
  double m_value = 0;
};

/// All knobs of a run.
class Faults {
 public:
  explicit Faults(std::uint64_t seed = 1) : m_seed(seed) {}

  static std::span<const KnobInfo> known();
  /// Takes "name=value". Empty when taken, otherwise what is wrong with it.
  std::string set(std::string_view assignment);
  /// A knob by name; unknown ones never strike.
  [[nodiscard]] Knob knob(std::string_view name) const;
  [[nodiscard]] std::uint64_t seed() const { return m_seed; }
  /// A hash for what an id looks like (amounts, customers).
  [[nodiscard]] std::uint64_t dice(std::string_view purpose, std::uint64_t number) const;

 private:
  std::uint64_t m_seed;
  std::map<std::string, double, std::less<>> m_values;
};

}  // namespace rheo::demo
