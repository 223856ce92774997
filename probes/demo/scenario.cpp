// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/scenario.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "probes/demo/bank/bank.hpp"
#include "probes/demo/clock.hpp"
#include "probes/demo/iot/iot.hpp"
#include "probes/demo/load/load.hpp"
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo {
namespace {

constexpr std::array kServices{
    ServiceInfo{"shop", "orders", 1, shop::installOrders},
    ServiceInfo{"shop", "payments", 2, shop::installPayments},
    ServiceInfo{"shop", "inventory", 1, shop::installInventory},
    ServiceInfo{"shop", "shipping", 1, shop::installShipping},
    ServiceInfo{"shop", "notifications", 1, shop::installNotifications},
    ServiceInfo{"shop", "promotions", 1, shop::installPromotions},
    ServiceInfo{"shop", "read-model", 1, shop::installReadModel},
    ServiceInfo{"shop", "gateway", 1, shop::installGateway},
    ServiceInfo{"bank", "transfers", 1, bank::installTransfers},
    ServiceInfo{"bank", "accounts", 1, bank::installAccounts},
    ServiceInfo{"bank", "ledger", 1, bank::installLedger},
    ServiceInfo{"bank", "fraud", 1, bank::installFraud},
    ServiceInfo{"bank", "statements", 1, bank::installStatements},
    ServiceInfo{"bank", "bank-gateway", 1, bank::installGateway},
    ServiceInfo{"iot", "telemetry", 2, iot::installTelemetry},
    ServiceInfo{"iot", "automation", 1, iot::installAutomation},
    ServiceInfo{"iot", "actuators", 1, iot::installActuators},
    ServiceInfo{"iot", "maintenance", 1, iot::installMaintenance},
    ServiceInfo{"iot", "edge-gateway", 1, iot::installEdgeGateway},
    ServiceInfo{"load", "load", 2, load::install},
};

constexpr std::int64_t kGoodNs = 3 * kS;
constexpr std::int64_t kSlowNs = 9 * kS;
constexpr std::int64_t kCycleNs = 14 * kS;
constexpr double kSlowestMs = 200;
constexpr double kCatchUpMs = 2;

}  // namespace

std::span<const ServiceInfo> services() {
  return kServices;
}

const ServiceInfo* findService(std::string_view scenario, std::string_view name) {
  const auto found = std::find_if(kServices.begin(), kServices.end(), [&](const ServiceInfo& s) {
    return scenario == s.scenario && name == s.name;
  });
  return found == kServices.end() ? nullptr : &*found;
}

double slowMs(const Host& host, const Knob& slow, double arrivalsPerSecond) {
  const std::int64_t phase = host.sinceStartNs() % kCycleNs;
  const bool behind = phase >= kGoodNs && phase < kGoodNs + kSlowNs && !host.ending();
  if (behind) return std::min(kSlowestMs, 1'000 * slow.value() / arrivalsPerSecond);
  return std::min(kCatchUpMs, 1'000 * std::min(slow.value(), 0.1) / arrivalsPerSecond);
}

std::string numbered(const char* prefix, std::uint64_t number) {
  char text[64];
  std::snprintf(text, sizeof text, "%s-%06llu", prefix, static_cast<unsigned long long>(number));
  return text;
}

}  // namespace rheo::demo
