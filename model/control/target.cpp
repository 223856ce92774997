// SPDX-License-Identifier: Apache-2.0
#include "model/control/target.h"

#include <algorithm>
#include <set>
#include <string>

namespace rheo::control {
namespace {

bool takes(const SessionInfo& session, std::string_view topic, std::string_view type) {
  return std::any_of(session.injectables.begin(), session.injectables.end(),
                     [topic, type](const Injectable& injectable) {
                       return injectable.topic == topic && injectable.type == type;
                     });
}

}  // namespace

const SessionInfo* findTarget(const std::vector<SessionInfo>& sessions, std::string_view service,
                              std::string_view topic, std::string_view type) {
  for (const SessionInfo& session : sessions) {
    if (session.state != SessionState::Live) continue;
    if (!service.empty() && session.service != service) continue;
    if (takes(session, topic, type)) return &session;
  }
  return nullptr;
}

std::string whyNoTarget(const std::vector<SessionInfo>& sessions, std::string_view service,
                        std::string_view topic, std::string_view type) {
  const std::string what = std::string(type) + " on " + std::string(topic);
  std::set<std::string> offered;
  bool isLive = false;
  for (const SessionInfo& session : sessions) {
    if (session.state != SessionState::Live) continue;
    if (!service.empty() && session.service != service) continue;
    isLive = true;
    for (const Injectable& each : session.injectables) {
      offered.insert(each.type + " on " + each.topic);
    }
  }
  if (!isLive) {
    return service.empty() ? "no service is connected"
                           : "service '" + std::string(service) + "' is not connected";
  }
  const std::string who =
      service.empty() ? "no connected service" : "service '" + std::string(service) + "' does not";
  std::string text = service.empty() ? who + " takes " + what : who + " take " + what;
  if (offered.empty()) return text + "; none is declared injectable";
  text += "; declared injectable:";
  for (const std::string& each : offered) text += (each == *offered.begin() ? " " : ", ") + each;
  return text;
}

}  // namespace rheo::control
