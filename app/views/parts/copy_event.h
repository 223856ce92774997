// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <functional>

class QObject;

namespace rheo::ui {

class Bridge;

/// Fetches the sighting with its payload and puts it on the clipboard as JSON.
void copyEventJson(Bridge& bridge, QObject* context, std::uint64_t row,
                   std::function<void(const QString&)> onError);

}  // namespace rheo::ui
