// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rheo::demo {

/// What `rheo demo` was asked for.
struct SystemOptions {
  std::string scenario = "shop";
  double rate = 60;
  double durationS = 0;  ///< 0 = until stopped
  std::uint64_t seed = 1;
  std::string endpoint;  ///< empty = what RHEO_ENDPOINT or the probe says
  std::vector<std::string> faults;
  bool help = false;
  bool listFaults = false;
};

/// Empty when fine, otherwise what is wrong and how to mend it.
std::string parseSystemOptions(const std::vector<std::string>& arguments, SystemOptions& out);
std::string systemHelp();
std::string faultList();

/// A scenario that runs, and its part of the rate.
struct Share {
  std::string scenario;
  double rate = 0;
};
std::vector<Share> sharesOf(const SystemOptions& options);

}  // namespace rheo::demo
