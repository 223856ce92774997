// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

/// Headers as a message library keeps them: reads and writes by name.
struct HeaderMap {
  std::map<std::string, std::string, std::less<>> all;

  auto reader() const {
    return [this](std::string_view name) -> std::string_view {
      const auto found = all.find(name);
      return found != all.end() ? std::string_view(found->second) : std::string_view();
    };
  }
  auto writer() {
    return
        [this](std::string_view name, std::string_view value) { all[std::string(name)] = value; };
  }
};
