// SPDX-License-Identifier: Apache-2.0
// make_traces [--format otlp-json|otlp-proto] [--bytes N] [--seed N] >FILE: traces of a shop, the
// same bytes for the same seed; N may end in K, M or G.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/tools/trace_maker.h"

namespace {

std::uint64_t sizeOf(const char* text) {
  char* unit = nullptr;
  std::uint64_t size = std::strtoull(text, &unit, 10);
  for (const char each : {'K', 'M', 'G'}) {
    size *= 1000;
    if (*unit == each) return size;
  }
  return std::strtoull(text, nullptr, 10);
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t wanted = 10'000'000, seed = 1;
  bool proto = false;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string option = arguments[i];
    if (option == "--bytes") wanted = sizeOf(arguments[i + 1]);
    if (option == "--seed") seed = std::strtoull(arguments[i + 1], nullptr, 10);
    if (option == "--format") proto = std::strcmp(arguments[i + 1], "otlp-proto") == 0;
  }
  rheo::test::TraceMaker maker(seed);
  std::uint64_t written = 0, spans = 0;
  std::string text;
  while (written < wanted) {
    text.clear();
    const auto batch = maker.next(100);
    proto ? appendOtlpProto(text, batch) : appendOtlpJson(text, batch);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return 1;
    written += text.size();
    spans += 100 * rheo::test::TraceMaker::kSpansATrace;
  }
  std::fprintf(stderr, "%llu spans in %llu bytes\n", static_cast<unsigned long long>(spans),
               static_cast<unsigned long long>(written));
  return 0;
}
