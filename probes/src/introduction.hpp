// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "probes/src/core.hpp"
#include "probes/wire/wire.hpp"

namespace rheo::probe {

/// Who we are: HELLO without streams and injectable types.
wire::Hello introduction(const Core& core);

/// Where a stream's story begins: what a collector confirmed, and what was given up since. The
/// caller holds the stream's lock.
void addStream(const Stream& stream, wire::Hello& hello);

/// Drops of threads that got no stream.
void addHomeless(const Core& core, wire::Heartbeat& heartbeat);

}  // namespace rheo::probe
