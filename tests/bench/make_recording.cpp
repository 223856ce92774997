// SPDX-License-Identifier: Apache-2.0
// make_recording OUT.rheo EVENTS: a recording as large as asked for, through the real writer; the
// same every time. For measuring: about 30 bytes a sighting.
#include <cstdio>
#include <cstdlib>

#include "tests/bench/store_load.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: make_recording OUT.rheo EVENTS\n");
    return 2;
  }
  rheo::bench::makeRecording(argv[1], std::strtoull(argv[2], nullptr, 10));
  return 0;
}
