// SPDX-License-Identifier: Apache-2.0
#include "probes/metrics/label_text.hpp"

#include <cstdint>

namespace rheo::probe_metrics {
namespace {

constexpr std::size_t kMostBytes = 128;

/// Bytes of the well-formed character at the front; 0 when there is none.
std::size_t characterSize(std::string_view text) noexcept {
  static constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || lead > 0xF4 || size > text.size()) return 0;
  std::uint32_t point = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return 0;
    point = point << 6 | (next & 0x3Fu);
  }
  const bool isSurrogate = point >= 0xD800 && point < 0xE000;
  return point >= kLeast[size] && point <= 0x10FFFF && !isSurrogate ? size : 0;
}

}  // namespace

std::string labelText(std::string_view name) {
  std::string label;
  while (!name.empty()) {
    const std::size_t size = characterSize(name);
    const auto lead = static_cast<unsigned char>(name[0]);
    if (label.size() + (size != 0 ? size : 1) > kMostBytes) break;
    if (size == 0 || lead < 0x20 || lead == 0x7F)
      label.push_back('?');
    else
      label.append(name.substr(0, size));
    name.remove_prefix(size != 0 ? size : 1);
  }
  return label;
}

}  // namespace rheo::probe_metrics
