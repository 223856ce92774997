// SPDX-License-Identifier: Apache-2.0
// Drives a fuzz target without libFuzzer: its seeds, the files given, and the same number of
// mutations every time.  replay [--write DIR] [--rounds N] [FILE...]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "target.h"

namespace {

using Random = std::mt19937_64;

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string mutate(Random& random, const std::vector<std::string>& seeds) {
  std::string text = seeds[random() % seeds.size()];
  for (std::uint64_t n = 1 + random() % 4; n > 0; --n) {
    const std::size_t at = text.empty() ? 0 : random() % text.size();
    switch (random() % 5) {
      case 0:
        if (!text.empty()) text[at] = static_cast<char>(random());
        break;
      case 1:
        if (!text.empty()) text[at] = static_cast<char>(text[at] ^ (1 << random() % 8));
        break;
      case 2:
        text.erase(at, 1 + random() % 8);
        break;
      case 3:
        text.resize(at);
        break;
      default: {
        const std::string& other = seeds[random() % seeds.size()];
        if (!other.empty()) text.insert(at, other.substr(random() % other.size(), 16));
      }
    }
  }
  return text;
}

int writeSeeds(const char* folder) {
  std::filesystem::create_directories(folder);
  int number = 0;
  for (const auto& seed : fuzzSeeds()) {
    std::ofstream out(std::filesystem::path(folder) / ("seed" + std::to_string(number++)),
                      std::ios::binary);
    out << seed;
  }
  return number > 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t rounds = 20'000;
  auto inputs = fuzzSeeds();
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--write") == 0 && i + 1 < count)
      return writeSeeds(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--rounds") == 0 && i + 1 < count) {
      rounds = std::strtoull(arguments[++i], nullptr, 10);
      continue;
    }
    std::ifstream in(arguments[i], std::ios::binary);
    if (!in) {
      std::fprintf(stderr, "replay: cannot read %s\n", arguments[i]);
      return 2;
    }
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  if (inputs.empty()) return 1;
  for (const auto& input : inputs) run(input);
  Random random(1);
  for (std::uint64_t i = 0; i < rounds; ++i) run(mutate(random, inputs));
  std::printf("%zu inputs and %llu mutations held\n", inputs.size(),
              static_cast<unsigned long long>(rounds));
  return 0;
}
