// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/system_options.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "probes/demo/faults.hpp"
#include "probes/demo/numbers.hpp"

namespace rheo::demo {
namespace {

struct Weight {
  const char* scenario;
  double weight;
};
constexpr std::array<Weight, 3> kWeights{{{"shop", 2}, {"bank", 1}, {"iot", 3}}};
constexpr std::array kOptions{"--scenario", "--rate",     "--duration",
                              "--seed",     "--endpoint", "--fault"};

std::string setScenario(const std::string& value, SystemOptions& out) {
  for (const char* known : {"shop", "bank", "iot", "all", "load"}) {
    if (value == known) {
      out.scenario = value;
      return {};
    }
  }
  return "unknown scenario '" + value + "': choose shop, bank, iot, all or load";
}

std::string setEndpoint(const std::string& value, SystemOptions& out) {
  if ((!value.starts_with("tcp://") && !value.starts_with("ipc://")) || value.size() < 7) {
    return "endpoint '" + value +
           "' cannot be used: give tcp://HOST:PORT or ipc://PATH, as `rheo record --listen` has it";
  }
  out.endpoint = value;
  return {};
}

std::string setFault(const std::string& value, SystemOptions& out) {
  std::string trouble = Faults().set(value);
  if (trouble.empty()) out.faults.push_back(value);
  return trouble;
}

std::string set(const std::string& name, const std::string& value, SystemOptions& out) {
  if (name == "--scenario") return setScenario(value, out);
  if (name == "--endpoint") return setEndpoint(value, out);
  if (name == "--fault") return setFault(value, out);
  if (name == "--rate" && !parseNumber(value, 0.1, 5e6, out.rate)) {
    return "rate '" + value + "' cannot be used: give inputs a second from 0.1 to 5000000";
  }
  if (name == "--duration" && !parseNumber(value, 0.0, 1e7, out.durationS)) {
    return "duration '" + value + "' cannot be used: give seconds from 0 to 10000000; 0 = endless";
  }
  if (name == "--seed" && !parseNumber<std::uint64_t>(value, 0, UINT64_MAX, out.seed)) {
    return "seed '" + value + "' cannot be used: give a whole number from 0";
  }
  return {};
}

}  // namespace

std::string parseSystemOptions(const std::vector<std::string>& arguments, SystemOptions& out) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string name = arguments[i];
    if (name == "--help" || name == "-h") out.help = true;
    if (name == "--list-faults") out.listFaults = true;
    if (out.help || out.listFaults) return {};
    std::string value;
    const std::size_t equals = name.find('=');
    const bool joined = equals != std::string::npos;
    if (joined) {
      value = name.substr(equals + 1);
      name.resize(equals);
    }
    if (std::find(kOptions.begin(), kOptions.end(), name) == kOptions.end()) {
      return "unknown option '" + arguments[i] + "'. `rheo demo --help` lists them";
    }
    if (!joined) {
      if (i + 1 == arguments.size()) return "option " + name + " needs a value";
      value = arguments[++i];
    }
    std::string trouble = set(name, value, out);
    if (!trouble.empty()) return trouble;
  }
  return {};
}

std::string systemHelp() {
  return "Usage: rheo demo [OPTIONS]\n\n"
         "Runs a system of real services that send their events to a collector.\n"
         "Stopping it stops them all; on exit each says what it emitted, one line of JSON each.\n\n"
         "  --scenario NAME   shop (default), bank, iot, all, or load for measurements\n"
         "  --rate R          new orders, transfers and readings a second together (60);\n"
         "                    of load: sightings a second\n"
         "  --duration S      ends after S seconds; 0 or left out: when stopped\n"
         "  --seed N          the same seed gives the same outcomes (1)\n"
         "  --endpoint E      where `rheo record` or the app listens\n"
         "                    (RHEO_ENDPOINT, or tcp://127.0.0.1:5571)\n"
         "  --fault NAME=X    sets how often something goes wrong; may be repeated\n"
         "  --list-faults     names all faults and what they are set to\n";
}

std::string faultList() {
  std::string text;
  for (const KnobInfo& knob : Faults::known()) {
    char line[160];
    std::snprintf(line, sizeof line, "%-26s %6g  %s\n", knob.name, knob.standard, knob.meaning);
    text += line;
  }
  return text;
}

std::vector<Share> sharesOf(const SystemOptions& options) {
  if (options.scenario != "all") return {{options.scenario, options.rate}};
  double sum = 0;
  for (const Weight& weight : kWeights) sum += weight.weight;
  std::vector<Share> shares;
  for (const Weight& weight : kWeights) {
    shares.push_back({weight.scenario, options.rate * weight.weight / sum});
  }
  return shares;
}

}  // namespace rheo::demo
