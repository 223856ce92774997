// SPDX-License-Identifier: Apache-2.0
#include "app/cli/await_target.h"

#include <algorithm>

namespace rheo::cli {

bool awaitSession(const Workspace& workspace, StopSignals& signals, double seconds,
                  const std::function<bool(const SessionInfo&)>& condition) {
  const TimeNs end = nowNs() + static_cast<std::int64_t>(seconds * static_cast<double>(kSecond));
  while (true) {
    const std::vector<SessionInfo> sessions = workspace.status().sessions;
    const bool found = std::any_of(sessions.begin(), sessions.end(), [&](const SessionInfo& each) {
      return each.state == SessionState::Live && condition(each);
    });
    if (found) return true;
    if (nowNs() >= end || signals.wait(20)) return false;
  }
}

}  // namespace rheo::cli
