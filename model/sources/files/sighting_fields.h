// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/sources/files/attribute_text.h"
#include "model/sources/files/intake.h"

namespace rheo::files {

/// A value for a field of a sighting, however the format wrote it.
struct FieldValue {
  std::string_view text;
  std::optional<std::int64_t> integer;
  bool isTrue = false;

  static FieldValue of(JsonValue value);
  /// Digits are numbers, "true" and "1" are true.
  static FieldValue of(std::string_view text);
};

/// The fields that a sighting may be given: "time", "topic", "payload", ...
std::span<const std::string_view> sightingFields();
bool isSightingField(std::string_view name);

/// Fills a sighting field by field. The names are the filter language's: our own lines, CSV columns
/// and the rheo.* attributes of exported spans all use them.
class SightingFields {
 public:
  void clear();
  /// False when the name is no field.
  bool take(std::string_view name, const FieldValue& value);
  void payload(std::string_view bytes) { m_sighting.event.payload = bytes; }
  /// "payloadBase64"
  void payloadBase64(std::string_view text);
  void attributes(std::string_view json) { m_sighting.event.attributes = json; }

  /// The sighting; nothing when something needed is missing or malformed: see wrong().
  const FileSighting* finish();
  [[nodiscard]] const std::string& wrong() const { return m_wrong; }
  FileSighting& sighting() { return m_sighting; }

 private:
  bool takeTime(std::string_view name, const FieldValue& value);
  bool takeId(std::string_view name, const FieldValue& value);
  bool takeNumber(std::string_view name, const FieldValue& value);

  FileSighting m_sighting;
  TextPool m_pool;
  bool m_hasStage = false;
  bool m_hasSize = false;
  std::string m_wrong;
};

}  // namespace rheo::files
