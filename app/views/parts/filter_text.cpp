// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/filter_text.h"

namespace rheo::ui {

QString quoted(const QString& text) {
  QString escaped = text;
  escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
  return u'"' + escaped + u'"';
}

QString fieldEquals(QLatin1String field, const QString& value) {
  return QString(field) + QStringLiteral(" == ") + quoted(value);
}

QString bothHold(const QString& a, const QString& b) {
  if (a.trimmed().isEmpty()) return b;
  if (b.trimmed().isEmpty()) return a;
  const auto wrap = [](const QString& side) {
    return side.contains(QStringLiteral("||")) ? u'(' + side + u')' : side;
  };
  return wrap(a) + QStringLiteral(" && ") + wrap(b);
}

bool isPlace(const Selection& selection) {
  using Kind = Selection::Kind;
  return selection.kind == Kind::Service || selection.kind == Kind::Topic ||
         selection.kind == Kind::Delivery || selection.kind == Kind::Publication;
}

QString filterOf(const Selection& selection) {
  using Kind = Selection::Kind;
  if (!selection.filter.isEmpty()) return selection.filter;
  const auto topic = fieldEquals(QLatin1String("topic"), selection.topic);
  const auto service = fieldEquals(QLatin1String("service"), selection.service);
  switch (selection.kind) {
    case Kind::Service:
      return service;
    case Kind::Topic:
      return topic;
    case Kind::Publication:
      return bothHold(bothHold(topic, service), QStringLiteral("stage == \"published\""));
    case Kind::Delivery: {
      const auto delivery = bothHold(topic, service);
      if (selection.subscription.isEmpty()) return delivery;
      return bothHold(delivery, fieldEquals(QLatin1String("subscription"), selection.subscription));
    }
    case Kind::Event:
      if (selection.eventId.isNull()) return {};
      return fieldEquals(QLatin1String("event"), QString::fromStdString(selection.eventId.hex()));
    case Kind::None:
    case Kind::Saga:
    case Kind::Problem:
      return {};
  }
  return {};
}

Result<store::Query> narrowedQuery(const Scene& scene, bool narrow) {
  auto query = scene.query();
  if (!narrow || !isPlace(scene.selection)) return query;
  const auto text =
      bothHold(QString::fromStdString(scene.filter.text()), filterOf(scene.selection));
  auto filter = query::Filter::parse(text.toStdString());
  if (!filter) return filter.error();
  query.filter = std::move(*filter);
  return query;
}

QString titleOf(const Selection& selection) {
  using Kind = Selection::Kind;
  switch (selection.kind) {
    case Kind::Service:
      return selection.service;
    case Kind::Topic:
      return selection.topic;
    case Kind::Delivery:
      return selection.topic + QStringLiteral(" \u2192 ") + selection.service;
    case Kind::Publication:
      return selection.service + QStringLiteral(" \u2192 ") + selection.topic;
    case Kind::None:
    case Kind::Event:
    case Kind::Saga:
    case Kind::Problem:
      return {};
  }
  return {};
}

}  // namespace rheo::ui
