// SPDX-License-Identifier: Apache-2.0
#include "model/sources/files/tag_memo.h"

#include <cstring>

#include "model/sources/files/span_facts.h"
#include "model/sources/files/tag_writer.h"

namespace rheo::files {
namespace {

constexpr std::size_t kStep = 16;

}  // namespace

/// Of the ends: names differ at the front, values at the back.
std::uint64_t TagMemo::hashOf(std::string_view bytes) {
  std::uint64_t front[2], back[2];
  std::memcpy(front, bytes.data(), kStep);
  std::memcpy(back, bytes.data() + bytes.size() - kStep, kStep);
  std::uint64_t hash = (front[0] ^ bytes.size()) * 0xD6E8FEB86659FD93ull ^
                       front[1] * 0x9E3779B97F4A7C15ull ^
                       (back[0] + back[1] * 0xC2B2AE3D27D4EB4Full) * 0xA0761D6478BD642Full;
  hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93ull;
  return hash ^ (hash >> 29);
}

const Attribute* TagMemo::find(std::string_view bytes) {
  if (!fits(bytes)) return nullptr;
  const std::uint64_t hash = hashOf(bytes);
  Slot& slot = m_slots[hash % kSlots];
  if (slot.hash != hash || std::string_view(slot.bytes.data(), slot.size) != bytes) return nullptr;
  slot.span = m_span;
  return &slot.tag;
}

void TagMemo::keep(std::string_view bytes, const Attribute& tag) {
  if (!fits(bytes)) return;
  const std::uint64_t hash = hashOf(bytes);
  Slot& slot = m_slots[hash % kSlots];
  if (slot.seen != hash) {
    slot.seen = hash;
    slot.times = 0;
  }
  const bool isUsed = slot.size != 0 && slot.span == m_span;
  if (++slot.times < kTimes || isUsed) return;
  slot.hash = hash;
  slot.size = bytes.size();
  std::memcpy(slot.bytes.data(), bytes.data(), bytes.size());
  fill(slot, tag);
}

void TagMemo::fill(Slot& slot, const Attribute& tag) {
  TagWriter writer;
  writer.clear();
  writer.tag(tag);
  const std::string_view json = writer.finish();
  slot.texts.assign(tag.key).append(tag.value).append(json);
  const std::string_view texts = slot.texts;
  const std::size_t both = tag.key.size() + tag.value.size();
  slot.known.meaning = meaningOf(tag.key);
  slot.known.json = texts.substr(both + 1, json.size() - 2);
  slot.tag = {texts.substr(0, tag.key.size()), texts.substr(tag.key.size(), tag.value.size()),
              tag.type, &slot.known};
}

}  // namespace rheo::files
