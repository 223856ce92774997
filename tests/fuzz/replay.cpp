// SPDX-License-Identifier: Apache-2.0
// Drives a fuzz target without libFuzzer: its seeds, the files given (a .pack holds many), and the
// same number of mutations every time.  replay [--write DIR] [--pack DIR FILE] [--rounds N]
// [FILE...]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <utility>

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

std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// One file of the inputs in a folder, each its size (four bytes, the least first) and its bytes.
/// Those that are long are left out: they would make most of it.
int pack(const char* folder, const char* file) {
  constexpr std::size_t kMostBytes = 1024;
  std::vector<std::string> inputs;
  for (const auto& each : std::filesystem::directory_iterator(folder))
    inputs.push_back(contents(each.path()));
  std::sort(inputs.begin(), inputs.end());
  std::ofstream out(file, std::ios::binary);
  for (const std::string& input : inputs) {
    if (input.size() > kMostBytes) continue;
    for (unsigned shift = 0; shift < 32; shift += 8)
      out.put(static_cast<char>(input.size() >> shift & 0xFF));
    out << input;
  }
  return out.flush() ? 0 : 1;
}

bool unpack(std::string_view packed, std::vector<std::string>& to) {
  while (packed.size() >= 4) {
    std::size_t size = 0;
    for (unsigned i = 0; i < 4; ++i)
      size |= static_cast<std::size_t>(static_cast<unsigned char>(packed[i])) << 8 * i;
    packed.remove_prefix(4);
    if (size > packed.size()) return false;
    to.emplace_back(packed.substr(0, size));
    packed.remove_prefix(size);
  }
  return packed.empty();
}

bool take(const char* file, std::vector<std::string>& to) {
  if (!std::filesystem::is_regular_file(file)) return false;
  std::string input = contents(file);
  if (std::string_view(file).ends_with(".pack")) return unpack(input, to);
  to.push_back(std::move(input));
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  std::uint64_t rounds = 20'000;
  auto inputs = fuzzSeeds();
  for (int i = 1; i < count; ++i) {
    if (std::strcmp(arguments[i], "--write") == 0 && i + 1 < count)
      return writeSeeds(arguments[i + 1]);
    if (std::strcmp(arguments[i], "--pack") == 0 && i + 2 < count)
      return pack(arguments[i + 1], arguments[i + 2]);
    if (std::strcmp(arguments[i], "--rounds") == 0 && i + 1 < count) {
      rounds = std::strtoull(arguments[++i], nullptr, 10);
      continue;
    }
    if (!take(arguments[i], inputs)) {
      std::fprintf(stderr, "replay: cannot read %s\n", arguments[i]);
      return 2;
    }
  }
  if (inputs.empty()) return 1;
  for (const auto& input : inputs) run(input);
  Random random(1);
  for (std::uint64_t i = 0; i < rounds; ++i) run(mutate(random, inputs));
  std::printf("%zu inputs and %llu mutations held\n", inputs.size(),
              static_cast<unsigned long long>(rounds));
  return 0;
}
