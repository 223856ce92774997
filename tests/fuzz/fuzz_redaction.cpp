// SPDX-License-Identifier: Apache-2.0
#include "probes/src/redaction.hpp"
#include "target.h"

using namespace rheo::probe;

/// An allow-list, a zero byte, a JSON text.
std::vector<std::string> fuzzSeeds() {
  const std::string json =
      R"({"a":{"b":[{"c":"x\u00e9\n"},1.5e3,true,null]},"total":-12,"tags":["a","b"],"\u0061b":{}})";
  std::vector<std::string> seeds;
  for (const std::string allow : {"", "a", "a.b.c", "total,tags", "$key,$saga", "a..b,,."})
    seeds.push_back(allow + '\0' + json);
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = text.find('\0');
  const AllowList allowed(text.substr(0, cut));
  // Exactly sized, so that a sanitizer sees a read or a write past the end.
  const std::vector<char> json(
      text.begin() + static_cast<std::ptrdiff_t>(cut == std::string::npos ? size : cut + 1),
      text.end());
  std::vector<char> out(redactedRoom(json.size()));
  const std::size_t written = redact({json.data(), json.size()}, allowed, out.data(), out.size());
  if (written == 0) return 0;
  const std::string_view once(out.data(), written);
  std::vector<char> again(redactedRoom(written));
  const std::size_t twice = redact(once, allowed, again.data(), again.size());
  fuzzRequire(std::string_view(again.data(), twice) == once, "what is redacted stays as it is");
  std::vector<char> strict(redactedRoom(json.size()));
  fuzzRequire(redact({json.data(), json.size()}, AllowList(""), strict.data(), strict.size()) != 0,
              "what is JSON under one list is JSON under another");
  return 0;
}
