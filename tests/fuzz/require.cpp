// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>

#include "target.h"

void fuzzRequire(bool held, const char* promise) {
  if (held) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}
