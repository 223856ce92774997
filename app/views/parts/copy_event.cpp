// SPDX-License-Identifier: Apache-2.0
#include "app/views/parts/copy_event.h"

#include <QClipboard>
#include <QGuiApplication>

#include "app/bridge/bridge.h"
#include "app/views/parts/event_json.h"

namespace rheo::ui {

void copyEventJson(Bridge& bridge, QObject* context, std::uint64_t row,
                   std::function<void(const QString&)> onError) {
  using Rows = std::vector<store::EventRow>;
  bridge.run<Rows>(
      context, CancelToken(),
      [row](store::StoreReader& reader, CancelToken cancel) {
        const std::uint64_t ids[] = {row};
        return reader.eventRows(ids, true, cancel);
      },
      [onError = std::move(onError)](Result<Rows> rows) {
        if (!rows) return onError(QString::fromStdString(rows.error().text()));
        if (!rows->empty()) QGuiApplication::clipboard()->setText(eventToJsonText(rows->front()));
      });
}

}  // namespace rheo::ui
