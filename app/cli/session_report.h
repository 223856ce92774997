// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QString>
#include <vector>

#include "model/event/session_info.h"

namespace rheo::cli {

/// What `rheo info` says of the runs of probes: what they emitted, what the collector did not want
/// of it, and how their clocks stood.
QJsonArray sessionsToJson(const std::vector<SessionInfo>& sessions);

/// All that was not wanted.
std::uint64_t leftOutOf(const std::vector<SessionInfo>& sessions);

/// "3000: mail 1000 (pause), orders 2000"; empty when everything was wanted.
QString leftOutText(const std::vector<SessionInfo>& sessions);

}  // namespace rheo::cli
