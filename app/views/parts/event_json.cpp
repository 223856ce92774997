// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/event_json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>
#include <QTimeZone>

namespace rheo::ui {
namespace {

void put(QJsonObject& object, const char* name, const std::string& value) {
  if (!value.empty()) object.insert(QLatin1String(name), QString::fromStdString(value));
}

void put(QJsonObject& object, const char* name, const Id128& id) {
  if (!id.isNull()) object.insert(QLatin1String(name), QString::fromStdString(id.hex()));
}

void putSpan(QJsonObject& object, const char* name, std::uint64_t id) {
  if (id != 0) object.insert(QLatin1String(name), QString::fromStdString(hex64(id)));
}

void putTime(QJsonObject& object, const char* name, TimeNs t) {
  if (t != 0) object.insert(QLatin1String(name), isoTime(t));
}

void putNs(QJsonObject& object, const char* name, std::int64_t ns) {
  if (ns >= 0) object.insert(QLatin1String(name), static_cast<qint64>(ns));
}

QJsonValue jsonOf(const QByteArray& bytes, bool& isJson) {
  QJsonParseError error{};
  const auto document = QJsonDocument::fromJson(bytes, &error);
  isJson = error.error == QJsonParseError::NoError;
  if (!isJson) return {};
  return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

void putPayload(QJsonObject& object, const store::EventRow& row) {
  object.insert(QStringLiteral("size"), static_cast<qint64>(row.payloadSize));
  if (row.payload.empty()) return;
  const auto bytes = QByteArray::fromStdString(row.payload);
  bool isJson = false;
  const auto value = jsonOf(bytes, isJson);
  if (isJson) {
    object.insert(QStringLiteral("payload"), value);
    return;
  }
  QStringDecoder decoder(QStringDecoder::Utf8);
  const QString text = decoder(bytes);
  if (decoder.hasError()) {
    object.insert(QStringLiteral("payloadBase64"), QString::fromLatin1(bytes.toBase64()));
  } else {
    object.insert(QStringLiteral("payload"), text);
  }
}

void putFlags(QJsonObject& object, std::uint16_t flags) {
  const std::pair<std::uint16_t, const char*> names[] = {
      {kDuplicate, "duplicate"}, {kOutOfOrder, "outOfOrder"},      {kInjected, "injected"},
      {kReplayed, "replayed"},   {kPayloadTruncated, "truncated"}, {kRedacted, "redacted"}};
  for (const auto& [flag, name] : names) {
    if ((flags & flag) != 0) object.insert(QLatin1String(name), true);
  }
}

}  // namespace

QString isoTime(TimeNs t) {
  auto seconds = t / kSecond;
  if (t % kSecond < 0) --seconds;
  const auto fraction = t - seconds * kSecond;
  return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss") +
         QStringLiteral(".%1Z").arg(fraction, 9, 10, QLatin1Char('0'));
}

QJsonObject eventToJson(const store::EventRow& row) {
  QJsonObject object;
  object.insert(QStringLiteral("row"), static_cast<qint64>(row.row));
  putTime(object, "time", row.timeNs);
  const auto stage = stageName(row.stage);
  object.insert(QStringLiteral("stage"),
                QString::fromUtf8(stage.data(), static_cast<qsizetype>(stage.size())));
  const auto kind = kindName(row.kind);
  object.insert(QStringLiteral("kind"),
                QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
  const std::pair<const char*, const std::string&> texts[] = {
      {"service", row.service},
      {"instance", row.instance},
      {"topic", row.topic},
      {"type", row.type},
      {"subscription", row.subscription},
      {"producer", row.producer},
      {"error", row.errorType},
      {"deadLetterTopic", row.deadLetterTopic},
      {"saga", row.sagaType},
      {"sagaKey", row.sagaKey},
      {"step", row.step},
      {"undoes", row.undoes},
      {"key", row.key}};
  for (const auto& [name, value] : texts) put(object, name, value);
  object.insert(QStringLiteral("attempt"), row.attempt);
  if (row.schemaVersion != 0) object.insert(QStringLiteral("version"), row.schemaVersion);
  putFlags(object, row.flags);
  putTime(object, "published", row.publishedNs);
  putTime(object, "broker", row.brokerNs);
  putNs(object, "latencyNs", row.parts.totalNs);
  putNs(object, "publishNs", row.parts.publishNs);
  putNs(object, "waitNs", row.parts.waitNs);
  putNs(object, "processingNs", row.parts.processingNs);
  put(object, "event", row.eventId);
  put(object, "trace", row.traceId);
  put(object, "cause", row.causationId);
  putSpan(object, "span", row.spanId);
  putSpan(object, "parent", row.parentSpanId);
  bool isJson = false;
  const auto attributes = jsonOf(QByteArray::fromStdString(row.attributes), isJson);
  if (isJson) object.insert(QStringLiteral("attributes"), attributes);
  putPayload(object, row);
  return object;
}

QString eventToJsonText(const store::EventRow& row) {
  return QString::fromUtf8(QJsonDocument(eventToJson(row)).toJson(QJsonDocument::Indented));
}

}  // namespace rheo::ui
