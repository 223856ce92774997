// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/sources/files/intake.h"
#include "model/sources/files/name_cache.h"

namespace rheo::files {

/// Who made a span or a sighting, in the recording's codes.
struct Origin {
  std::uint32_t session = 0;
  Name service = 0;
  Name instance = 0;
};

/// Each service and instance that a file names becomes a session, announced once. What comes after
/// too many of them shares one: a file must not fill the recording with sessions.
class Origins {
 public:
  static constexpr std::size_t kMost = 50'000;

  Origins(Receiver& receiver, NameCache& names) : m_receiver(receiver), m_names(names) {}
  /// A session that the file itself knows, for its service and instance from now on.
  void adopt(const SessionInfo& info);
  /// Valid until the next call.
  const Origin& of(std::string_view service, std::string_view instance, const std::string& file);

 private:
  Receiver& m_receiver;
  NameCache& m_names;
  std::unordered_map<std::string, Origin> m_known;  ///< by service, line break, instance
  std::string m_key;
  std::string m_lastKey;  ///< spans of one origin come one after the other
  Origin m_last;
};

}  // namespace rheo::files
