// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "model/query/expr.h"
#include "model/store/sqlite/answers.h"
#include "model/store/sqlite/collect.h"
#include "model/store/sqlite/entity_rows.h"
#include "model/store/sqlite/topology_graph.h"
#include "model/store/try.h"

namespace rheo::store {
namespace {

struct Delivery {
  TimeNs newestPublishedNs = 0;  ///< of what it received
  std::set<Name> services;
};

/// Deliveries by (topic, subscription), and when each topic was published to last, before `to`.
struct Progress {
  std::map<std::pair<Name, Name>, Delivery> deliveries;
  std::map<Name, TimeNs> lastPublished;
};

Result<Progress> progressUpTo(Archive& archive, TimeNs to, const CancelToken& cancel) {
  Progress out;
  const auto totals =
      collect(archive, {{std::numeric_limits<TimeNs>::min(), to}, {}}, 0, false, cancel);
  if (!totals) return totals.error();
  if (totals->empty()) return out;
  for (const auto& [id, stats] : totals->begin()->second) {
    const Cell& cell = archive.cells().at(id);
    if (cell.stage == Stage::Published) {
      auto& last = out.lastPublished.try_emplace(cell.topic, stats.maxNs).first->second;
      last = std::max(last, stats.maxNs);
    } else if (cell.stage == Stage::Received && stats.maxPublishedNs != 0) {
      Delivery& delivery = out.deliveries[{cell.topic, cell.subscription}];
      delivery.newestPublishedNs = std::max(delivery.newestPublishedNs, stats.maxPublishedNs);
      delivery.services.insert(cell.service);
    }
  }
  return out;
}

/// What was published to the topic after `since`.
Result<Lag> lagSince(Archive& archive, Name topic, TimeNs since, TimeNs to,
                     const CancelToken& cancel) {
  const auto filter = query::Filter::parse("stage == \"published\" && topic == " +
                                           query::quote(archive.names().text(topic)));
  if (!filter) return filter.error();
  const auto totals = collect(archive, {{since + 1, to}, *filter}, 0, false, cancel);
  if (!totals) return totals.error();
  Lag lag;
  TimeNs oldest = to;
  for (const auto& [start, cells] : *totals) {
    for (const auto& [id, stats] : cells) {
      lag.events += stats.count;
      oldest = std::min(oldest, stats.minNs);
    }
  }
  lag.ns = to - oldest;
  return lag;
}

Result<void> addLags(Archive& archive, TimeNs to, bool evenIfSilent, TopologyGraph& graph,
                     const CancelToken& cancel) {
  const auto progress = progressUpTo(archive, to, cancel);
  if (!progress) return progress.error();
  for (const auto& [key, delivery] : progress->deliveries) {
    Lag lag;
    const auto last = progress->lastPublished.find(key.first);
    if (last != progress->lastPublished.end() && last->second > delivery.newestPublishedNs) {
      auto found = lagSince(archive, key.first, delivery.newestPublishedNs, to, cancel);
      if (!found) return found.error();
      lag = *found;
    }
    for (const Name service : delivery.services) {
      graph.setLag(key.first, key.second, service, lag, evenIfSilent);
    }
  }
  return {};
}

Result<void> addInstances(Archive& archive, TimeRange range, TopologyGraph& graph) {
  const auto sessions = readSessions(archive.db());
  if (!sessions) return sessions.error();
  struct Seen {
    std::set<std::string> instances;
    bool gone = true;
  };
  std::map<Name, Seen> byService;
  for (const SessionInfo& session : *sessions) {
    if (session.startedNs >= range.to) continue;
    Seen& seen = byService[archive.names().find(session.service)];
    seen.instances.insert(session.instance);
    if (session.state != SessionState::Vanished) seen.gone = false;
  }
  for (const auto& [service, seen] : byService) {
    graph.setInstances(service, static_cast<std::uint32_t>(seen.instances.size()), seen.gone);
  }
  return {};
}

}  // namespace

Result<Topology> answerTopology(Archive& archive, const Query& query, const CancelToken& cancel) {
  const TimeRange range = clip(archive, query.range);
  Topology out;
  out.range = range;
  if (range.isEmpty()) return out;
  const auto totals = collect(archive, query, 0, true, cancel);
  if (!totals) return totals.error();
  TopologyGraph graph(archive.names(), archive.cells());
  for (const auto& [start, cells] : *totals) {
    // By number, so that the same data gives the same order of nodes.
    std::map<std::uint32_t, const CellStats*> ordered;
    for (const auto& [id, stats] : cells) ordered.emplace(id, &stats);
    for (const auto& [id, stats] : ordered) graph.add(archive.cells().at(id), *stats);
  }
  RHEO_TRY(addLags(archive, range.to, query.filter.matchesAll(), graph, cancel));
  RHEO_TRY(addInstances(archive, range, graph));
  const double seconds = static_cast<double>(range.to - range.from) / static_cast<double>(kSecond);
  graph.finish(std::max(seconds, 1e-9), out);
  return out;
}

}  // namespace rheo::store
