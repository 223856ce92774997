// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/service_options.hpp"

#include "probes/demo/numbers.hpp"
#include "probes/demo/scenario.hpp"

namespace rheo::demo {
namespace {

/// Takes one option with its value; false when the value does not fit.
bool take(const std::string& name, const std::string& value, HostConfig& host,
          std::vector<std::string>& faults, std::uint64_t& seed) {
  if (name == "--scenario") host.scenario = value;
  if (name == "--service") host.service = value;
  if (name == "--broker") host.broker = value;
  if (name == "--endpoint") host.endpoint = value;
  if (name == "--fault") faults.push_back(value);
  if (name == "--instance") return parseNumber(value, 1, 1'000, host.instance);
  if (name == "--rate") return parseNumber(value, 0.01, 5e6, host.rate);
  if (name == "--count") return parseNumber<std::uint64_t>(value, 0, UINT64_MAX, host.count);
  if (name == "--seed") return parseNumber<std::uint64_t>(value, 0, UINT64_MAX, seed);
  return !value.empty();
}

std::string check(const HostConfig& host) {
  if (findService(host.scenario, host.service) == nullptr) {
    return "no service '" + host.service + "' in scenario '" + host.scenario +
           "'. --help lists them";
  }
  if (host.broker.empty() && host.scenario != "load") {
    return "--broker is missing: the endpoint a rheo-demo-broker listens at";
  }
  return {};
}

}  // namespace

std::string parseServiceOptions(const std::vector<std::string>& arguments, ServiceOptions& out) {
  std::vector<std::string> faults;
  std::uint64_t seed = 1;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& name = arguments[i];
    if (name == "--managed") {
      out.host.managed = true;
    } else if (name == "--help") {
      out.help = true;
      return {};
    } else if (serviceHelp().find(' ' + name + ' ') == std::string::npos || name.size() < 3) {
      return "unknown option '" + name + "'. Try --help";
    } else if (i + 1 == arguments.size()) {
      return "option " + name + " needs a value";
    } else if (!take(name, arguments[++i], out.host, faults, seed)) {
      return "option " + name + " cannot be '" + arguments[i] + "'";
    }
  }
  out.host.faults = Faults(seed);
  for (const std::string& fault : faults) {
    std::string trouble = out.host.faults.set(fault);
    if (!trouble.empty()) return trouble;
  }
  return check(out.host);
}

std::string serviceHelp() {
  std::string text =
      "Usage: rheo-demo-service --scenario NAME --service NAME --broker ENDPOINT [OPTIONS]\n\n"
      "One service of the demo. `rheo demo` starts them all.\n\n"
      "  --instance N      number of this process of the service, from 1\n"
      "  --endpoint E      where the collector listens\n"
      "  --rate R          new inputs a second\n"
      "  --count N         inputs to make, then no more\n"
      "  --seed N          what decides all outcomes\n"
      "  --fault NAME=X    sets a fault; may be repeated\n"
      "  --managed         take commands on standard input: start finish stop quit\n\n"
      "Services:\n";
  for (const ServiceInfo& info : services()) {
    text += std::string("  ") + info.scenario + ' ' + info.name + '\n';
  }
  return text;
}

}  // namespace rheo::demo
