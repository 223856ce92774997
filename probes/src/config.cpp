// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cstdlib>
#include <cstring>

#include "rheo/probe.hpp"

namespace rheo {
namespace {

void fromEnv(const char* name, std::string& value) {
  const char* text = std::getenv(name);
  if (text != nullptr && *text != 0) value = text;
}

template <typename Number>
void fromEnv(const char* name, Number& value) noexcept {
  const char* text = std::getenv(name);
  if (text == nullptr) return;
  Number parsed{};
  const char* end = text + std::strlen(text);
  const auto result = std::from_chars(text, end, parsed);
  if (result.ec == std::errc() && result.ptr == end) value = parsed;  // nonsense is ignored
}

bool isSet(const char* name) noexcept {
  const char* text = std::getenv(name);
  return text != nullptr && *text != 0 && std::strcmp(text, "0") != 0;
}

}  // namespace

Config Config::fromEnvironment(std::string_view service) {
  Config config;
  config.service = service;
  config.applyEnvironment();
  return config;
}

void Config::applyEnvironment() {
  fromEnv("RHEO_SERVICE", service);
  fromEnv("RHEO_INSTANCE", instance);
  fromEnv("RHEO_VERSION", version);
  fromEnv("RHEO_ENDPOINT", endpoint);
  fromEnv("RHEO_RING_BYTES", ringBytes);
  fromEnv("RHEO_MAX_PAYLOAD_BYTES", maxPayloadBytes);
  fromEnv("RHEO_EXIT_DEADLINE_MS", exitDeadlineMs);
  if (isSet("RHEO_DISABLED")) enabled = false;
  if (isSet("RHEO_REDACT")) redact = true;
  if (const char* fields = std::getenv("RHEO_ALLOW_FIELDS")) {
    redact = true;
    allowFields = fields;
  }
}

}  // namespace rheo
