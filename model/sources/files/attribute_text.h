// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/json/json.h"
#include "model/json/json_writer.h"
#include "model/sources/files/span.h"
#include "model/sources/files/text_pool.h"

namespace rheo::files {

/// A plain JSON value as a tag.
inline Attribute attributeOf(std::string_view key, JsonValue value, TextPool& pool) {
  if (value.isText()) return {key, value.text(), Attribute::Type::Text};
  return {key, pool.keep(value.json()), Attribute::Type::Json};
}

/// Ids as all the formats write them: hex of up to 32 digits, upper or lower case, leading zeros or
/// not. Nothing when it is none; the zero id is "none".
std::optional<Id128> lenientId(std::string_view hex);
std::optional<std::uint64_t> lenientSpanId(std::string_view hex);

/// Microseconds, whole or not, as nanoseconds; nothing when they do not fit.
std::optional<TimeNs> microseconds(JsonValue value);

}  // namespace rheo::files
