// SPDX-License-Identifier: Apache-2.0
#include "model/store/cell_table.h"

namespace rheo::store {
namespace {

std::uint64_t hashOf(const Cell& c) {
  std::uint64_t h = static_cast<std::uint64_t>(c.stage) << 32 | c.service;
  const auto add = [&h](std::uint64_t v) {
    h = (h ^ v) * 0x9E37'79B9'7F4A'7C15ull;
    h ^= h >> 32;
  };
  add(static_cast<std::uint64_t>(c.topic) << 32 | c.type);
  add(static_cast<std::uint64_t>(c.subscription) << 32 | c.producer);
  add(c.deadLetterTopic);
  return h;
}

}  // namespace

Cell cellOf(const TraceEvent& e) {
  return {e.stage, e.service, e.topic, e.type, e.subscription, e.producer, e.deadLetterTopic};
}

void setCell(TraceEvent& e, const Cell& cell) {
  e.stage = cell.stage;
  e.service = cell.service;
  e.topic = cell.topic;
  e.type = cell.type;
  e.subscription = cell.subscription;
  e.producer = cell.producer;
  e.deadLetterTopic = cell.deadLetterTopic;
}

TraceEvent eventOf(const Cell& cell) {
  TraceEvent e;
  setCell(e, cell);
  return e;
}

std::uint32_t CellTable::intern(const Cell& cell) {
  if (m_cells.size() * 2 >= m_slots.size()) grow();
  const std::size_t mask = m_slots.size() - 1;
  std::size_t slot = hashOf(cell) & mask;
  while (m_slots[slot] != 0) {
    const std::uint32_t id = m_slots[slot] - 1;
    if (m_cells[id] == cell) return id;
    slot = (slot + 1) & mask;
  }
  m_cells.push_back(cell);
  m_slots[slot] = size();
  return size() - 1;
}

void CellTable::grow() {
  m_slots.assign(m_slots.empty() ? 256 : m_slots.size() * 2, 0);
  const std::size_t mask = m_slots.size() - 1;
  for (std::uint32_t id = 0; id < size(); ++id) {
    std::size_t slot = hashOf(m_cells[id]) & mask;
    while (m_slots[slot] != 0) slot = (slot + 1) & mask;
    m_slots[slot] = id + 1;
  }
}

}  // namespace rheo::store
