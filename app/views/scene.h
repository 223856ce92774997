// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMetaType>
#include <QString>
#include <variant>

#include "model/base/ids.h"
#include "model/store/store.h"

namespace rheo::ui {

/// What is selected, the same in every view.
struct Selection {
  enum class Kind { None, Service, Topic, Delivery, Publication, Event, Saga, Problem };
  Kind kind = Kind::None;
  QString service;       ///< Service; Delivery: consumer; Publication: publisher
  QString topic;         ///< Topic, Delivery, Publication
  QString subscription;  ///< Delivery
  quint64 eventRow = 0;  ///< Event: row id in the recording
  Id128 eventId;         ///< Event (also when the row is not known)
  qint64 sagaId = 0;     ///< Saga
  QString filter;        ///< expression that shows what is selected; may be empty

  friend bool operator==(const Selection&, const Selection&) = default;
};

/// What every view shows: one range, one filter, one selection, one revision of the recording.
struct Scene {
  TimeRange range;  ///< resolved; when live, its end is the newest commit
  query::Filter filter;
  Selection selection;
  bool live = false;  ///< the range follows now
  quint64 revision = 0;

  [[nodiscard]] store::Query query() const { return {range, filter}; }
};

}  // namespace rheo::ui

Q_DECLARE_METATYPE(rheo::ui::Selection)
Q_DECLARE_METATYPE(rheo::ui::Scene)
Q_DECLARE_METATYPE(rheo::TimeRange)
