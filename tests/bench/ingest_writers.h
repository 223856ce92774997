// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "model/store/store.h"

namespace rheo::bench {

/// Stands in for the recording and forgets what it is given.
std::unique_ptr<store::StoreWriter> makeForgetful();
/// The least that could be called a recording: latencies counted by topic, every frame as it came
/// packed with LZ4 into one row of SQLite.
std::unique_ptr<store::StoreWriter> makeBare(const std::string& path);
/// A row a sighting with three indexes.
std::unique_ptr<store::StoreWriter> makeRows(const std::string& path);

}  // namespace rheo::bench
