// SPDX-License-Identifier: Apache-2.0
#include "model/base/histogram.h"
#include "target.h"

using namespace rheo;

std::vector<std::string> fuzzSeeds() {
  std::vector<std::string> seeds(3);
  Histogram histogram;
  histogram.encode(seeds[0]);
  for (std::uint64_t value = 1; value < (std::uint64_t{1} << 50); value *= 3)
    histogram.record(value, value);
  histogram.encode(seeds[1]);
  for (std::uint64_t value = 0; value < 1'000'000; value += 997) histogram.record(value);
  histogram.encode(seeds[2]);
  return seeds;
}

/// What decodes is a histogram that holds together and encodes to what was read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view all = bytes;
  Histogram histogram;
  if (!histogram.decode(bytes)) {
    fuzzRequire(histogram == Histogram{}, "a refused histogram is empty");
    return 0;
  }
  std::string encoded;
  histogram.encode(encoded);
  std::string_view again = encoded;
  Histogram copy;
  fuzzRequire(copy.decode(again) && copy == histogram, "encode is decode's inverse");
  fuzzRequire(encoded.size() <= all.size() - bytes.size(), "our encoding is the shortest");
  fuzzRequire(
      histogram.min() <= histogram.quantile(0.5) && histogram.quantile(0.5) <= histogram.max(),
      "the median lies within");
  if (histogram.count() < (std::uint64_t{1} << 62)) copy.merge(histogram);
  (void)copy.mean();
  return 0;
}
