// SPDX-License-Identifier: Apache-2.0
// A plugin that brings the shared probe along.
#include "tests/probes/hostile/host.h"

/// The probe stays, its sender at work, when there is a place to keep it.
extern "C" RHEO_API int pluginRun(void** keep) {
  auto* probe = new rheo::Probe(hostile::config());
  hostile::emit(*probe, 100);
  const int result = hostile::finish(*probe);
  if (keep == nullptr)
    delete probe;
  else
    *keep = probe;
  return result;
}
