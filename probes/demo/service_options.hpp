// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probes/demo/host.hpp"

namespace rheo::demo {

struct ServiceOptions {
  HostConfig host;
  bool help = false;
};

/// Empty when fine, otherwise what is wrong.
std::string parseServiceOptions(const std::vector<std::string>& arguments, ServiceOptions& out);
std::string serviceHelp();

}  // namespace rheo::demo
