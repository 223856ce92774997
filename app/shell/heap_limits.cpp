// SPDX-License-Identifier: Apache-2.0
#include "app/shell/heap_limits.h"

#include <cstdlib>  // defines __GLIBC__
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace rheo::ui {

void limitHeap() {
#ifdef __GLIBC__
  constexpr int kArenas = 4;
  constexpr int kOwnMapping = 1 << 20;  // larger blocks are mapped alone and unmapped when freed
  (void)::mallopt(M_ARENA_MAX, kArenas);
  (void)::mallopt(M_MMAP_THRESHOLD, kOwnMapping);
#endif
}

}  // namespace rheo::ui
