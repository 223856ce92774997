// SPDX-License-Identifier: Apache-2.0
#include "model/query/payload_path.h"
#include "target.h"

using namespace rheo::query;

/// A path, a zero byte, a payload.
std::vector<std::string> fuzzSeeds() {
  const std::string json =
      R"({"a":{"b":[{"c":"x\u00e9\n"}, 1.5e3, true, null]},"total":12,"tags":["a","b"],"\u0061b":"\ud83d\ude00"})";
  std::vector<std::string> seeds;
  for (const std::string path :
       {"a.b[0].c", "a.b[1]", "a.b[2]", "total", "tags[1]", "ab", "\"\\u0061b\"", ""})
    seeds.push_back(path + '\0' + json);
  return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = text.find('\0');
  const auto path = parsePath(text.substr(0, cut));
  if (!path) return 0;
  fuzzRequire(parsePath(printPath(*path)) == path, "a printed path is the same path");
  // Exactly sized, so that a sanitizer sees a read past the end.
  const std::vector<char> json(
      text.begin() + static_cast<std::ptrdiff_t>(cut == std::string::npos ? size : cut + 1),
      text.end());
  (void)payloadAt({json.data(), json.size()}, *path);
  return 0;
}
