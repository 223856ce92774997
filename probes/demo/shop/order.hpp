// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "probes/demo/faults.hpp"

namespace rheo::demo::shop {

/// The payload of order number `n`: always the same for a seed. Version 2 makes the customer an
/// object, which is what breaks consumers of version 1.
std::string makeOrder(const Faults& faults, std::uint64_t n, const std::string& id, int version);

/// What is wrong with an order from outside; empty when nothing is.
std::string whatIsMissing(std::string_view payload);

/// An order for people to start from.
std::string exampleOrder();

}  // namespace rheo::demo::shop
