// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>
#include <atomic>

#include "model/base/cancel.h"

namespace rheo::ui {

/// An import under way: told by the thread that reads, looked at by the window.
struct ImportTicket {
  CancelToken cancel;
  std::atomic<quint64> bytesRead{0};
  std::atomic<quint64> bytesTotal{0};  ///< 0 = unknown
  std::atomic<quint64> records{0};
  std::atomic<quint64> broken{0};
};

}  // namespace rheo::ui
