// SPDX-License-Identifier: Apache-2.0
#include "model/export/row_fields.h"
#include "model/export/writers.h"
#include "model/json/base64.h"
#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

class JsonlWriter final : public Writer {
 public:
  bool sighting(std::string& out, const store::EventRow& row) override {
    JsonWriter json(out);
    json.beginObject();
    for (const RowField& field : fieldsOf(row)) {
      json.key(field.name);
      field.type == RowField::Type::Text ? json.text(field.text) : json.raw(field.text);
    }
    if (m_check.of(row.attributes) == Carriage::Json) json.key("attributes").raw(row.attributes);
    switch (m_check.of(row.payload)) {
      case Carriage::None:
        break;
      case Carriage::Json:
        json.key("payload").raw(row.payload);
        break;
      case Carriage::Text:
        json.member("payloadText", row.payload);
        break;
      case Carriage::Base64:
        json.member("payloadBase64", toBase64(row.payload));
        break;
    }
    json.endObject();
    out += '\n';
    return true;
  }

 private:
  CarriageCheck m_check;
};

/// What was published, as CloudEvents 1.0, one a line.
class CloudEventsWriter final : public Writer {
 public:
  bool sighting(std::string& out, const store::EventRow& row) override {
    if (row.stage != Stage::Published) return false;
    JsonWriter json(out);
    json.beginObject().member("specversion", "1.0").member("id", row.eventId.hex());
    json.member("source", row.service.empty() ? "unknown" : row.service);
    json.member("type", row.type.empty() ? "unknown" : row.type)
        .member("time", isoTime(row.timeNs));
    json.optional("subject", row.key).optional("topic", row.topic);
    json.optional("correlationid", row.sagaKey);
    if (!row.causationId.isNull()) json.member("causationid", row.causationId.hex());
    if (!row.traceId.isNull() && row.spanId != 0) {
      json.member("traceparent", "00-" + row.traceId.hex() + "-" + hex64(row.spanId) + "-01");
    }
    data(json, row.payload);
    json.endObject();
    out += '\n';
    return true;
  }

 private:
  void data(JsonWriter& json, const std::string& payload) {
    switch (m_check.of(payload)) {
      case Carriage::None:
        break;
      case Carriage::Json:
        json.member("datacontenttype", "application/json").key("data").raw(payload);
        break;
      case Carriage::Text:
        json.member("datacontenttype", "text/plain").member("data", payload);
        break;
      case Carriage::Base64:
        json.member("data_base64", toBase64(payload));
        break;
    }
  }

  CarriageCheck m_check;
};

}  // namespace

std::unique_ptr<Writer> makeJsonlWriter() {
  return std::make_unique<JsonlWriter>();
}

std::unique_ptr<Writer> makeCloudEventsWriter() {
  return std::make_unique<CloudEventsWriter>();
}

}  // namespace rheo::exports
