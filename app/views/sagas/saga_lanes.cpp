// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_lanes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

namespace rheo::ui {
namespace {

constexpr double kStallShare = 0.3;  // of the picture, when cut
constexpr double kCutBeyond = 1.5;   // times what the steps took

TimeNs lastActivity(const Saga& saga) {
  TimeNs last = saga.startedNs;
  for (const SagaStep& step : saga.steps) {
    last = std::max({last, step.startedNs, step.endedNs});
  }
  return last;
}

class LaneBuilder {
 public:
  LaneBuilder(const Saga& saga, TimeNs now) : m_saga(saga), m_now(now) {}

  SagaLanes build() {
    span();
    for (std::size_t i = 0; i < m_saga.steps.size(); ++i) addBar(static_cast<int>(i));
    std::stable_sort(m_out.bars.begin(), m_out.bars.end(),
                     [](const SagaBar& a, const SagaBar& b) { return a.from < b.from; });
    for (SagaBar& bar : m_out.bars) bar.lane = laneOf(step(bar).service);
    endRetried();
    if (m_saga.state == SagaState::Stuck) addStall();
    stackRows();
    for (std::size_t i = 0; i < m_out.bars.size(); ++i) {
      linkCause(static_cast<int>(i));
      linkUndo(static_cast<int>(i));
    }
    return std::move(m_out);
  }

 private:
  const SagaStep& step(const SagaBar& bar) const {
    return m_saga.steps[static_cast<std::size_t>(bar.step)];
  }

  void span() {
    m_out.origin = m_saga.startedNs;
    for (const SagaStep& s : m_saga.steps) {
      if (s.startedNs > 0) m_out.origin = std::min(m_out.origin, s.startedNs);
      if (s.waitingSinceNs > 0) m_out.origin = std::min(m_out.origin, s.waitingSinceNs);
    }
    m_last = lastActivity(m_saga);
    const bool ended = isTerminal(m_saga.state);
    m_out.end = ended ? std::max(m_last, m_saga.endedNs) : std::max(m_last, m_now);
    const std::int64_t active = std::max<std::int64_t>(m_last - m_out.origin, kMillisecond);
    if (!ended &&
        static_cast<double>(m_out.end - m_last) > kCutBeyond * static_cast<double>(active)) {
      m_out.end = m_last + static_cast<std::int64_t>(static_cast<double>(active) * kStallShare /
                                                     (1 - kStallShare));
      m_out.cutAt = m_last;
    }
    m_out.end = std::max(m_out.end, m_out.origin + 1);
  }

  void addBar(int index) {
    const SagaStep& s = m_saga.steps[static_cast<std::size_t>(index)];
    if (s.startedNs == 0) return;
    SagaBar bar;
    bar.step = index;
    bar.from = s.startedNs;
    bar.open = s.endedNs == 0;
    bar.to = bar.open ? m_out.end : std::max(s.endedNs, s.startedNs);
    if (s.waitingSinceNs > 0 && s.waitingSinceNs < s.startedNs) bar.waitFrom = s.waitingSinceNs;
    bar.compensation = !s.undoes.empty();
    m_out.bars.push_back(bar);
  }

  int laneOf(const std::string& service) {
    for (std::size_t i = 0; i < m_out.lanes.size(); ++i) {
      if (m_out.lanes[i].service == service) return static_cast<int>(i);
    }
    m_out.lanes.push_back({service, 1});
    return static_cast<int>(m_out.lanes.size()) - 1;
  }

  /// An attempt that was given up says so only through the next one.
  void endRetried() {
    m_attemptBefore.assign(m_out.bars.size(), -1);
    for (std::size_t i = 0; i < m_out.bars.size(); ++i) {
      const SagaStep& own = step(m_out.bars[i]);
      for (std::size_t later = i + 1; later < m_out.bars.size(); ++later) {
        SagaBar& next = m_out.bars[later];
        const bool again = step(next).name == own.name && step(next).service == own.service &&
                           step(next).attempt > own.attempt;
        if (!again) continue;
        m_attemptBefore[later] = static_cast<int>(i);
        // Its event waited while the attempt before was made.
        next.waitFrom = 0;
        if (m_out.bars[i].open) {
          m_out.bars[i].open = false;
          m_out.bars[i].retried = true;
          m_out.bars[i].to = next.from;
        }
        break;
      }
    }
  }

  /// Where it waits: at the step it is stuck at, or after the last one that ran.
  void addStall() {
    SagaStall stall;
    stall.from = m_last;
    stall.to = m_out.end;
    stall.forNs = std::max<std::int64_t>(0, m_now - m_last);
    const SagaBar* at = nullptr;
    for (const SagaBar& bar : m_out.bars) {
      if (!at || step(bar).name == m_saga.stuckAt || step(*at).name != m_saga.stuckAt) at = &bar;
    }
    if (at) {
      stall.lane = at->lane;
      stall.from = at->open ? at->from : std::max(at->to, m_last);
    } else {
      stall.lane = laneOf(std::string());
    }
    m_out.stall = stall;
  }

  /// First free row for each bar, its wait included.
  void stackRows() {
    std::vector<std::vector<TimeNs>> busyUntil(m_out.lanes.size());
    for (SagaBar& bar : m_out.bars) {
      auto& rows = busyUntil[static_cast<std::size_t>(bar.lane)];
      // A wait may lie under the bar before it: the same consumer was busy with that one.
      const TimeNs from = bar.from;
      std::size_t row = 0;
      while (row < rows.size() && rows[row] > from) ++row;
      if (row == rows.size()) rows.push_back(0);
      rows[row] = bar.to;
      bar.row = static_cast<int>(row);
    }
    for (std::size_t i = 0; i < m_out.lanes.size(); ++i) {
      m_out.lanes[i].rows = std::max<int>(1, static_cast<int>(busyUntil[i].size()));
    }
    if (!m_out.stall) return;
    for (const SagaBar& bar : m_out.bars) {
      const bool same = bar.lane == m_out.stall->lane && bar.open;
      if (same && bar.from == m_out.stall->from) m_out.stall->row = bar.row;
    }
  }

  /// The bar during which the event was sent; failing that the last that ended before.
  void linkCause(int index) {
    const SagaBar& bar = m_out.bars[static_cast<std::size_t>(index)];
    const TimeNs sent = bar.waitFrom > 0 ? bar.waitFrom : bar.from;
    int during = -1, before = -1;
    for (int i = 0; i < static_cast<int>(m_out.bars.size()); ++i) {
      const SagaBar& other = m_out.bars[static_cast<std::size_t>(i)];
      if (i == index || other.from > sent || other.from > bar.from) continue;
      if (other.from == bar.from && i > index) continue;
      if (other.to >= sent && !other.open) {
        if (during < 0 || other.from > m_out.bars[static_cast<std::size_t>(during)].from)
          during = i;
      } else if (!other.open) {
        if (before < 0 || other.to >= m_out.bars[static_cast<std::size_t>(before)].to) before = i;
      }
    }
    const int earlier = m_attemptBefore[static_cast<std::size_t>(index)];
    const int cause = earlier >= 0 ? earlier : during >= 0 ? during : before;
    if (cause < 0) return;
    const SagaBar& from = m_out.bars[static_cast<std::size_t>(cause)];
    SagaLink link{cause, index, from.to <= bar.from ? from.to : sent, SagaLink::Kind::Cause};
    if (step(from).state == StepState::Failed || from.retried) {
      link.kind = SagaLink::Kind::Failure;
    } else if (bar.compensation) {
      link.kind = SagaLink::Kind::Compensation;
    }
    m_out.links.push_back(link);
  }

  void linkUndo(int index) {
    const SagaBar& bar = m_out.bars[static_cast<std::size_t>(index)];
    if (!bar.compensation) return;
    for (int i = index - 1; i >= 0; --i) {
      const SagaBar& other = m_out.bars[static_cast<std::size_t>(i)];
      if (other.compensation || step(other).name != step(bar).undoes) continue;
      m_out.undos.push_back({index, i});
      return;
    }
  }

  const Saga& m_saga;
  TimeNs m_now;
  TimeNs m_last = 0;
  std::vector<int> m_attemptBefore;  ///< per bar: the bar of the attempt before; -1 = none
  SagaLanes m_out;
};

}  // namespace

SagaLanes laySagaOut(const Saga& saga, TimeNs now) {
  return LaneBuilder(saga, now).build();
}

std::int64_t tickStep(std::int64_t spanNs, int most) {
  const std::int64_t least = std::max<std::int64_t>(1, spanNs / std::max(1, most));
  constexpr std::array<std::int64_t, 11> kLong{10, 15, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200};
  if (least > 5 * kSecond) {
    for (std::int64_t seconds : kLong) {
      if (seconds * kSecond >= least) return seconds * kSecond;
    }
    const std::int64_t hour = 3600 * kSecond;
    return (least + hour - 1) / hour * hour;
  }
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t tenths : {10, 20, 25, 50}) {
      const std::int64_t step = power * tenths / 10;
      if (step >= least && power * tenths % 10 == 0) return step;
    }
  }
}

int forwardSteps(const std::string& path) {
  std::set<std::string_view> names;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('>'), rest.size());
    std::string_view name = rest.substr(0, end);
    if (!name.empty() && name.front() == '!') name.remove_prefix(1);
    if (!name.empty() && name.front() != '~') names.insert(name);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return static_cast<int>(names.size());
}

}  // namespace rheo::ui
