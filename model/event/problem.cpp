// SPDX-License-Identifier: Apache-2.0
#include "model/event/problem.h"

#include <array>

namespace rheo {
namespace {

struct KindInfo {
  std::string_view name;
  Severity severity;
};

constexpr std::array<KindInfo, 14> kKinds{{{"unknown", Severity::Chat},
                                           {"failure", Severity::Warning},
                                           {"deadLetter", Severity::Error},
                                           {"duplicate", Severity::Note},
                                           {"outOfOrder", Severity::Note},
                                           {"unconsumed", Severity::Note},
                                           {"stuckSaga", Severity::Error},
                                           {"schemaViolation", Severity::Warning},
                                           {"breakingChange", Severity::Error},
                                           {"slowConsumer", Severity::Warning},
                                           {"clockSkew", Severity::Note},
                                           {"gap", Severity::Error},
                                           {"traceFault", Severity::Note},
                                           {"sagaFailed", Severity::Error}}};

const KindInfo& info(ProblemKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return kKinds[index < kKinds.size() ? index : 0];
}

}  // namespace

std::string_view problemKindName(ProblemKind kind) {
  return info(kind).name;
}
Severity severityOf(ProblemKind kind) {
  return info(kind).severity;
}

std::string_view severityName(Severity severity) {
  static constexpr std::array<std::string_view, 4> kNames{"chat", "note", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity) & 3];
}

}  // namespace rheo
