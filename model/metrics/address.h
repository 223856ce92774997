// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "model/base/result.h"

namespace rheo::metrics {

/// "HOST:PORT" on this machine: 127.x.x.x, [::1]. Port 0 = any free one.
Result<void> checkAddress(const std::string& address);
/// Connects to a port of this machine and hangs up.
void knock(int port);
/// Well-formed UTF-8, as the text format wants it.
bool isUtf8(std::string_view text);

}  // namespace rheo::metrics
