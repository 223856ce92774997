// SPDX-License-Identifier: Apache-2.0
// A plugin that brings the shared probe along.
#include "tests/probes/hostile/host.h"

extern "C" RHEO_API int pluginRun(int leak) {
  auto* probe = new rheo::Probe(hostile::config());
  hostile::emit(*probe, 100);
  const int result = hostile::finish(*probe);
  if (leak == 0) delete probe;
  return result;
}
