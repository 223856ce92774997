// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/inject_targets.h"

#include <algorithm>
#include <tuple>

namespace rheo::ui {

QString InjectTarget::label() const {
  return type + QStringLiteral("  \u2192  ") + topic + QStringLiteral("  (") + service + u')';
}

std::vector<InjectTarget> injectTargets(const std::vector<SessionInfo>& sessions) {
  std::vector<InjectTarget> out;
  for (const auto& session : sessions) {
    if (session.state != SessionState::Live) continue;
    for (const auto& injectable : session.injectables) {
      out.push_back(
          {QString::fromStdString(session.service), QString::fromStdString(injectable.topic),
           QString::fromStdString(injectable.type), QString::fromStdString(injectable.example)});
    }
  }
  const auto key = [](const InjectTarget& t) { return std::tie(t.service, t.type, t.topic); };
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  // Two instances of one service declare the same: one of them will be asked.
  out.erase(std::unique(out.begin(), out.end(),
                        [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            out.end());
  return out;
}

}  // namespace rheo::ui
