// SPDX-License-Identifier: Apache-2.0
// Our own lines: one sighting each, fields named as in the filter language (see README.md).
#include "model/json/raw_member.h"
#include "model/sources/files/json_records.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/sighting_fields.h"

namespace rheo::files {
namespace {

class Sightings final : public JsonRecords {
 public:
  Sightings(TextWindow& window, Intake& intake, bool lines)
      : JsonRecords(window, intake, {{"", 0}}, lines) {}

 private:
  Result<void> record(int, JsonValue value) override {
    m_fields.clear();
    value.members([this](std::string_view key, JsonValue each) { member(key, each); });
    if (const FileSighting* sighting = m_fields.finish()) return intake().sighting(*sighting);
    reject(m_fields.wrong());
    return {};
  }

  void member(std::string_view key, JsonValue value) {
    if (key == "attributes") {
      m_fields.attributes(rawMember(recordText(), key));
    } else if (key == "payload") {
      m_fields.payload(value.isText() ? value.text() : rawMember(recordText(), key));
    } else if (key == "payloadText") {
      m_fields.payload(value.text());
    } else if (key == "payloadBase64") {
      m_fields.payloadBase64(value.text());
    } else {
      // Fields that nobody knows come from newer versions, or are what rows derive.
      (void)m_fields.take(key, FieldValue::of(value));
    }
  }

  SightingFields m_fields;
};

}  // namespace

Result<void> readSightings(TextWindow& window, Intake& intake, const ReadOptions& options) {
  return Sightings(window, intake, options.lines).run();
}

}  // namespace rheo::files
