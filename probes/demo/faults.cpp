// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/faults.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "probes/demo/hash.hpp"

namespace rheo::demo {
namespace {

constexpr std::array kKnobs{
    KnobInfo{"gateway.v2", 0.03, 1, "orders in schema v2, which breaks promotions"},
    KnobInfo{"gateway.duplicate", 0.02, 1, "orders published twice with the same id"},
    KnobInfo{"orders.failure", 0.01, 1, "order handling that fails, then goes well"},
    KnobInfo{"inventory.failure", 0.02, 1, "reservations that fail, then go well"},
    KnobInfo{"inventory.rejected", 0.04, 1, "orders without stock: compensated"},
    KnobInfo{"inventory.reorder", 0.04, 1, "stock levels of a SKU sent in the wrong order"},
    KnobInfo{"payments.failure", 0.05, 1, "charges that time out, then go well"},
    KnobInfo{"payments.declined", 0.05, 1, "cards declined: compensated"},
    KnobInfo{"payments.poison", 0.015, 1, "charges that always fail: dead letter, saga failed"},
    KnobInfo{"shipping.rejected", 0.02, 1, "orders no carrier takes: refunded, compensated"},
    KnobInfo{"shipping.stuck", 0.015, 1, "bookings the carrier never answers: saga stuck"},
    KnobInfo{"shipping.duplicate", 0.03, 1, "bookings published twice with the same id"},
    KnobInfo{"notifications.failure", 0.03, 1, "mails that fail, then go well"},
    KnobInfo{"promotions.applied", 0.15, 1, "orders with a promotion, which nobody consumes"},
    KnobInfo{"read-model.slow", 1.6, 100,
             "handling time over arrival interval; falls behind at >1"},
    KnobInfo{"accounts.failure", 0.03, 1, "bookings that fail, then go well"},
    KnobInfo{"accounts.rejected", 0.05, 1, "transfers without cover: compensated"},
    KnobInfo{"accounts.closed", 0.03, 1, "transfers to closed accounts: debit reverted"},
    KnobInfo{"ledger.poison", 0.015, 1, "postings that always fail: dead letter, saga failed"},
    KnobInfo{"ledger.stuck", 0.015, 1, "postings that never end: saga stuck"},
    KnobInfo{"transfers.duplicate", 0.02, 1, "transfer events published twice"},
    KnobInfo{"fraud.alert", 0.05, 1, "transfers that look like fraud"},
    KnobInfo{"fraud.slow", 1.6, 100, "handling time over arrival interval; falls behind at >1"},
    KnobInfo{"edge-gateway.duplicate", 0.01, 1, "readings published twice"},
    KnobInfo{"edge-gateway.reorder", 0.01, 1, "readings of a device sent in the wrong order"},
    KnobInfo{"edge-gateway.v2", 0.005, 1, "readings in schema v2, which breaks maintenance"},
    KnobInfo{"edge-gateway.diagnostics", 0.02, 1, "diagnostics, which nobody consumes"},
    KnobInfo{"actuators.failure", 0.15, 1, "commands that fail, then go well"},
    KnobInfo{"actuators.poison", 0.12, 1, "commands that always fail: dead letter"},
};

}  // namespace

Knob::Knob(std::uint64_t seed, std::string_view name, double value)
    : m_salt(hashText(mix(seed), name)), m_value(value) {}

bool Knob::hits(std::string_view id) const {
  return m_value > 0 && unit(hashText(m_salt, id)) < m_value;
}

bool Knob::hits(std::string_view id, std::string_view purpose) const {
  return m_value > 0 && unit(hashText(hashText(m_salt, purpose), id)) < m_value;
}

bool Knob::hitsAttempt(std::string_view id, unsigned attempt) const {
  return hits(id) && attempt <= 1 + hashText(m_salt ^ 1, id) % 2;
}

std::span<const KnobInfo> Faults::known() {
  return kKnobs;
}

std::string Faults::set(std::string_view assignment) {
  const std::size_t equals = assignment.find('=');
  const std::string name(assignment.substr(0, equals));
  const auto knob = std::find_if(kKnobs.begin(), kKnobs.end(),
                                 [&](const KnobInfo& info) { return name == info.name; });
  if (knob == kKnobs.end()) return "unknown fault '" + name + "'. --list-faults names them all";
  if (equals == std::string_view::npos)
    return "fault '" + name + "' needs a value: " + name + "=0.05";
  const std::string_view text = assignment.substr(equals + 1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // The comparison is written so that a NaN fails it.
  if (error != std::errc() || end != text.data() + text.size() ||
      !(value >= 0 && value <= knob->max)) {
    return "fault '" + name + "' cannot be '" + std::string(text) + "': give a number from 0 to " +
           std::to_string(static_cast<int>(knob->max));
  }
  m_values[name] = value;
  return {};
}

Knob Faults::knob(std::string_view name) const {
  const auto set = m_values.find(name);
  if (set != m_values.end()) return {m_seed, name, set->second};
  for (const KnobInfo& info : kKnobs) {
    if (name == info.name) return {m_seed, name, info.standard};
  }
  return {m_seed, name, 0};
}

std::uint64_t Faults::dice(std::string_view purpose, std::uint64_t number) const {
  return mix(hashText(mix(m_seed), purpose) + number);
}

}  // namespace rheo::demo
