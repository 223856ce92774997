// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "model/store/store.h"

namespace rheo::test {

/// Every format of the recording is tested with a file that was written when it was current:
/// tests/store/data/formatN.rheo.qz, the sample below, compressed. When the format changes, build
/// make_format_sample once more before the change and keep what it writes.
constexpr std::size_t kSampleEvents = 5000;

/// Writes the sample with today's writer.
Result<void> writeFormatSample(const std::string& path);
/// Nothing but dependable values: sighting `i` of the sample. Names are interned in a fixed order.
TraceEvent sampleEvent(std::size_t i, NameTable& names, EventBatch& batch);

}  // namespace rheo::test
