// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include "probes/demo/broker_server.hpp"

namespace {

std::atomic<bool> g_terminate{false};

void onSignal(int) {
  g_terminate = true;
}

}  // namespace

int main(int argc, char** argv) {
  std::string bind;
  bool managed = false;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    if (option == "--bind" && i + 1 < argc) {
      bind = argv[++i];
    } else if (option == "--managed") {
      managed = true;
    } else if (option == "--help") {
      std::puts(
          "Usage: rheo-demo-broker --bind ENDPOINT [--managed]\n\n"
          "The message broker of the demo. --managed takes commands on standard input.");
      return 0;
    } else {
      std::fprintf(stderr, "rheo-demo-broker: unknown or incomplete option '%s'. Try --help\n",
                   argv[i]);
      return 2;
    }
  }
  if (bind.empty()) {
    std::fputs("rheo-demo-broker: --bind is missing, for example --bind tcp://127.0.0.1:5600\n",
               stderr);
    return 2;
  }
  std::signal(SIGTERM, onSignal);
  std::signal(SIGINT, managed ? SIG_IGN : onSignal);
  std::signal(SIGPIPE, SIG_IGN);
  return rheo::demo::BrokerServer(managed).run(bind, g_terminate);
}
