// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <cstdio>

#include "probes/demo/scenario.hpp"
#include "probes/demo/service_options.hpp"

namespace {

std::atomic<bool> g_terminate{false};

void onSignal(int) {
  g_terminate = true;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace rheo::demo;
  ServiceOptions options;
  const std::string trouble = parseServiceOptions({argv + 1, argv + argc}, options);
  if (!trouble.empty()) {
    std::fprintf(stderr, "rheo-demo-service: %s\n", trouble.c_str());
    return 2;
  }
  if (options.help) {
    std::fputs(serviceHelp().c_str(), stdout);
    return 0;
  }
  std::signal(SIGTERM, onSignal);
  std::signal(SIGINT, options.host.managed ? SIG_IGN : onSignal);
  std::signal(SIGPIPE, SIG_IGN);
  const ServiceInfo* info = findService(options.host.scenario, options.host.service);
  Host host(options.host);
  info->install(host);
  return host.run(g_terminate);
}
