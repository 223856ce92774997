// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <vector>

#include "model/event/session_info.h"

namespace rheo::ui {

/// A type that a live service takes from us.
struct InjectTarget {
  QString service;
  QString topic;
  QString type;
  QString example;
  friend bool operator==(const InjectTarget&, const InjectTarget&) = default;
  [[nodiscard]] QString label() const;
};

/// What live sessions declared, each once, by service and type.
std::vector<InjectTarget> injectTargets(const std::vector<SessionInfo>& sessions);

}  // namespace rheo::ui
