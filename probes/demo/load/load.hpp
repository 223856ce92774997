// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "probes/demo/host.hpp"

/// For measuring: sightings straight through the probe, without a broker. The rate counts
/// sightings.
namespace rheo::demo::load {

void install(Host& host);

}  // namespace rheo::demo::load
