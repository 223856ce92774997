// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "app/cli/stop_signals.h"
#include "model/session/workspace.h"

namespace rheo::cli {

/// Waits until a live session satisfies the condition; false after `seconds`, or when asked to
/// stop.
bool awaitSession(const Workspace& workspace, StopSignals& signals, double seconds,
                  const std::function<bool(const SessionInfo&)>& condition);

}  // namespace rheo::cli
