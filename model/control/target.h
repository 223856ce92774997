// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/event/session_info.h"

namespace rheo::control {

/// The live session that takes (topic, type); of one service, or with an empty name of whichever
/// declared it. nullptr if there is none.
const SessionInfo* findTarget(const std::vector<SessionInfo>& sessions, std::string_view service,
                              std::string_view topic, std::string_view type);
/// Why there is none, in words.
std::string whyNoTarget(const std::vector<SessionInfo>& sessions, std::string_view service,
                        std::string_view topic, std::string_view type);

}  // namespace rheo::control
