// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace rheo::probe_metrics {

/// A name as the value of a label: well-formed UTF-8 without control characters, at most 128 bytes,
/// because one bad label spoils a whole scrape.
std::string labelText(std::string_view name);

}  // namespace rheo::probe_metrics
