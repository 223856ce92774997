// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "model/event/trace_format.h"

namespace rheo::files {

using Format = TraceFormat;

/// What a file is, told from its first bytes; nothing when it is none of them.
std::optional<Format> recognise(std::string_view head);
/// True if each line is a JSON document of its own.
bool looksLikeLines(std::string_view head);

}  // namespace rheo::files
