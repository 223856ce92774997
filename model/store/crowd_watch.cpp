// SPDX-License-Identifier: Apache-2.0
#include "model/store/crowd_watch.h"

#include <sys/resource.h>

#include <utility>

namespace rheo::store {
namespace {

constexpr double kWeight = 0.1;  // of the last question
constexpr double kCrowded = 0.4;

long interruptions() {
#ifdef RUSAGE_THREAD
  rusage usage{};
  if (::getrusage(RUSAGE_THREAD, &usage) == 0) return usage.ru_nivcsw;
#endif
  return 0;
}

}  // namespace

bool CrowdWatch::isCrowded() {
  const long now = interruptions();
  const bool was = std::exchange(m_interrupted, now) != now;
  m_share += kWeight * ((was ? 1.0 : 0.0) - m_share);
  return m_share > kCrowded;
}

}  // namespace rheo::store
