// SPDX-License-Identifier: Apache-2.0
// A host that knows nothing of probes and loads plugins that do.
#include <dlfcn.h>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <thread>

namespace {

/// Loads the plugin, runs it, unloads it.
int once(void** keep) {
  void* library = dlopen(RHEO_HOSTILE_PLUGIN, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    std::fprintf(stderr, "%s\n", dlerror());
    return 97;
  }
  int (*run)(void**) = nullptr;
  void* symbol = dlsym(library, "pluginRun");
  std::memcpy(&run, &symbol, sizeof run);
  const int result = run != nullptr ? run(keep) : 96;
  dlclose(library);
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 98;
  int wrong = 0;
  if (std::strcmp(argv[1], "unloaded") == 0) {
    for (int i = 0; i < 5; ++i) wrong |= once(nullptr);
  } else if (std::strcmp(argv[1], "unloadedAtWork") == 0) {
    static void* kept[3];
    for (void*& probe : kept) wrong |= once(&probe);  // the sender threads go on without the plugin
    const timespec pause{0, 300'000'000};
    nanosleep(&pause, nullptr);
  } else {
    // Threads that used the plugin end after it is gone.
    for (int i = 0; i < 5; ++i) std::thread([&] { wrong |= once(nullptr); }).join();
  }
  return wrong;
}
