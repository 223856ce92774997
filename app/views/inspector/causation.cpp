// SPDX-License-Identifier: Apache-2.0
#include "app/views/inspector/causation.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace rheo::ui {
namespace {

class Tree {
 public:
  explicit Tree(const std::vector<store::EventRow>& trace) {
    for (const auto& row : trace) {
      if (row.eventId.isNull()) continue;
      auto& slot = m_events[row.eventId];
      const bool better =
          slot == nullptr || (slot->stage != Stage::Published && row.stage == Stage::Published);
      if (better) slot = &row;
    }
    for (const auto& [id, row] : m_events) {
      if (!row->causationId.isNull() && row->causationId != id)
        m_effects[row->causationId].push_back(row);
    }
    for (auto& [id, effects] : m_effects) {
      std::sort(effects.begin(), effects.end(), [](const auto* a, const auto* b) {
        return a->timeNs != b->timeNs ? a->timeNs < b->timeNs : a->row < b->row;
      });
    }
  }

  [[nodiscard]] const store::EventRow* find(Id128 id) const {
    const auto found = m_events.find(id);
    return found == m_events.end() ? nullptr : found->second;
  }

  [[nodiscard]] std::vector<const store::EventRow*> causesOf(Id128 id) const {
    std::vector<const store::EventRow*> chain;
    std::unordered_set<Id128> seen{id};
    for (const auto* row = find(id); row != nullptr;) {
      if (!seen.insert(row->causationId).second) break;
      row = find(row->causationId);
      if (row != nullptr) chain.push_back(row);
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

  [[nodiscard]] const std::vector<const store::EventRow*>& effectsOf(Id128 id) const {
    static const std::vector<const store::EventRow*> kNone;
    const auto found = m_effects.find(id);
    return found == m_effects.end() ? kNone : found->second;
  }

 private:
  std::unordered_map<Id128, const store::EventRow*> m_events;
  std::unordered_map<Id128, std::vector<const store::EventRow*>> m_effects;
};

}  // namespace

std::vector<CausationNode> buildCausation(const std::vector<store::EventRow>& trace, Id128 event,
                                          std::size_t limit, std::size_t* left) {
  const Tree tree(trace);
  std::vector<CausationNode> out;
  std::size_t over = 0;
  const auto add = [&](int depth, const store::EventRow* row, bool isThis) {
    if (out.size() < limit) {
      out.push_back({depth, isThis, row});
    } else {
      ++over;
    }
  };
  int depth = 0;
  std::unordered_set<Id128> seen{event};
  for (const auto* cause : tree.causesOf(event)) {
    seen.insert(cause->eventId);
    add(depth++, cause, false);
  }
  if (const auto* self = tree.find(event)) add(depth, self, true);
  // An explicit stack: a trace of ten thousand events in a row must not overflow ours.
  std::vector<std::pair<int, const store::EventRow*>> stack;
  const auto push = [&](Id128 id, int at) {
    const auto& effects = tree.effectsOf(id);
    for (auto it = effects.rbegin(); it != effects.rend(); ++it) stack.emplace_back(at, *it);
  };
  push(event, depth + 1);
  while (!stack.empty()) {
    const auto [at, row] = stack.back();
    stack.pop_back();
    if (!seen.insert(row->eventId).second) continue;
    add(at, row, false);
    push(row->eventId, at + 1);
  }
  if (left != nullptr) *left = over;
  return out;
}

}  // namespace rheo::ui
