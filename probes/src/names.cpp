// SPDX-License-Identifier: Apache-2.0
#include "probes/src/names.hpp"

#include <cstring>
#include <new>

namespace rheo::probe {
namespace {

/// Cuts at kMaxNameBytes, not within a UTF-8 character.
std::string_view cut(std::string_view text) noexcept {
  if (text.size() <= NameTable::kMaxNameBytes) return text;
  std::size_t size = NameTable::kMaxNameBytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

NameTable& NameTable::instance() noexcept {
  // Never destroyed: threads and static destructors of the host may outlive every static of ours.
  alignas(NameTable) static unsigned char storage[sizeof(NameTable)];
  static NameTable* const table = new (storage) NameTable;
  return *table;
}

std::uint32_t NameTable::code(std::string_view text) noexcept {
  text = cut(text);
  if (text.empty()) return 0;
  try {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_codes.find(text); found != m_codes.end()) return found->second;
    const std::uint32_t last = m_count.load(std::memory_order_relaxed);
    if (last >= kMaxNames) return kMaxNames;
    return add(last + 1 == kMaxNames ? std::string_view("(too many names)") : text);
  } catch (...) {
    return 0;  // out of memory: the sighting goes without this name
  }
}

std::uint32_t NameTable::add(std::string_view text) {
  const std::uint32_t code = m_count.load(std::memory_order_relaxed) + 1;
  auto& slot = m_blocks[code / kBlock];
  std::string_view* block = slot.load(std::memory_order_relaxed);
  if (block == nullptr) slot.store(block = new Block{}, std::memory_order_release);
  char* copy = new char[text.size() + 1];
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = 0;  // C gets it as it is
  block[code % kBlock] = {copy, text.size()};
  m_codes.emplace(block[code % kBlock], code);
  m_count.store(code, std::memory_order_release);
  return code;
}

std::string_view NameTable::text(std::uint32_t code) const noexcept {
  if (code == 0 || code > count()) return {};
  return m_blocks[code / kBlock].load(std::memory_order_acquire)[code % kBlock];
}

std::uint32_t cachedCode(std::string_view text) noexcept {
  constexpr std::size_t kSlots = 32;
  static thread_local std::uint32_t cache[kSlots];
  if (text.empty()) return 0;
  text = cut(text);
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  std::uint32_t& slot = cache[(hash ^ (hash >> 16)) % kSlots];
  NameTable& table = NameTable::instance();
  if (slot == 0 || table.text(slot) != text) slot = table.code(text);
  return slot;
}

}  // namespace rheo::probe
