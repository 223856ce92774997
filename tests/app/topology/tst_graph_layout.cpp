// SPDX-License-Identifier: Apache-2.0
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <map>

#include "app/views/topology/graph_layout.h"
#include "app/views/topology/ordering.h"
#include "app/views/topology/placement.h"

using namespace rheo::ui;

namespace {

struct Graph {
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;

  int node(const std::string& key) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].key == key) return static_cast<int>(i);
    }
    LayoutNode added;
    added.key = key;
    added.width = 110;
    added.height = 40;
    nodes.push_back(added);
    return static_cast<int>(nodes.size()) - 1;
  }
  void edge(const std::string& from, const std::string& to) {
    const int a = node(from);
    const int b = node(to);
    edges.push_back({a, b, {}});
  }
};

Graph shop() {
  Graph g;
  g.edge("gateway", "placed");
  g.edge("placed", "payments");
  g.edge("placed", "inventory");
  g.edge("placed", "fraud");
  g.edge("payments", "failed");
  g.edge("payments", "paid");
  g.edge("inventory", "reserved");
  g.edge("paid", "shipping");
  g.edge("reserved", "shipping");
  g.edge("failed", "orders");
  g.edge("orders", "placed");
  g.edge("gateway", "promo");
  return g;
}

bool anyOverlap(const Graph& g, const LayoutResult& layout) {
  for (std::size_t a = 0; a < g.nodes.size(); ++a) {
    for (std::size_t b = a + 1; b < g.nodes.size(); ++b) {
      const double dx = std::abs(layout.centres[a].x - layout.centres[b].x);
      const double dy = std::abs(layout.centres[a].y - layout.centres[b].y);
      if (dx < (g.nodes[a].width + g.nodes[b].width) / 2 - 0.01 &&
          dy < (g.nodes[a].height + g.nodes[b].height) / 2 - 0.01) {
        return true;
      }
    }
  }
  return false;
}

std::map<std::string, LayoutPoint> places(const Graph& g, const LayoutResult& layout) {
  std::map<std::string, LayoutPoint> result;
  for (std::size_t i = 0; i < g.nodes.size(); ++i) result[g.nodes[i].key] = layout.centres[i];
  return result;
}

void remember(Graph& g, const LayoutResult& layout) {
  for (std::size_t i = 0; i < layout.centres.size(); ++i) g.nodes[i].old = layout.centres[i];
  for (std::size_t e = 0; e < layout.via.size(); ++e) g.edges[e].old = layout.via[e];
}

Graph random(int nodes, int edges, std::uint32_t seed) {
  Graph g;
  const auto next = [&](int bound) {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<int>((seed >> 8) % static_cast<std::uint32_t>(bound));
  };
  for (int i = 0; i < nodes; ++i) g.node("n" + std::to_string(10000 + i));
  for (int i = 0; i < edges; ++i) {
    const int from = next(nodes);
    const int to = next(10) == 0 ? next(nodes) : std::min(nodes - 1, from + 1 + next(40));
    if (from != to) g.edges.push_back({from, to, {}});
  }
  return g;
}

}  // namespace

class TestGraphLayout : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void anEmptyGraphIsLaidOut() { QVERIFY(layoutGraph({}, {}).centres.empty()); }

  void causesStandLeftOfEffects() {
    const Graph g = shop();
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    for (std::size_t e = 0; e < g.edges.size(); ++e) {
      const double from = layout.centres[static_cast<std::size_t>(g.edges[e].from)].x;
      const double to = layout.centres[static_cast<std::size_t>(g.edges[e].to)].x;
      QCOMPARE(from < to, !layout.feedback[e]);
    }
  }

  void aCycleIsCutOnceWhereItFlowsBack() {
    Graph g = shop();
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QCOMPARE(std::count(layout.feedback.begin(), layout.feedback.end(), true), 1);
    // The flow enters at "placed": what closes the cycle is the way back to it.
    for (std::size_t e = 0; e < g.edges.size(); ++e) {
      if (layout.feedback[e]) QCOMPARE(g.edges[e].to, g.node("placed"));
    }
  }

  void aCycleBeginsAtWhatOthersDriveLeast() {
    // Everything answers everything; only the gateway takes less than it sends.
    Graph g;
    const auto flow = [&g](const char* from, const char* to, double perSecond) {
      g.edge(from, to);
      g.edges.back().flow = perSecond;
    };
    flow("gateway", "requested", 10);
    flow("requested", "accounts", 10);
    flow("accounts", "balance", 20);
    flow("balance", "ledger", 20);
    flow("ledger", "debit", 20);
    flow("debit", "accounts", 20);
    flow("ledger", "answers", 9);
    flow("answers", "gateway", 9);
    flow("balance", "audit", 20);
    flow("audit", "rare", 0.1);  // takes little only because it hardly sends
    flow("rare", "accounts", 0.1);
    for (const char* topic : {"requested", "balance", "debit", "answers"}) {
      g.nodes[static_cast<std::size_t>(g.node(topic))].begins = false;
    }
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QCOMPARE(layout.layers[static_cast<std::size_t>(g.node("gateway"))], 0);
    for (std::size_t i = 0; i < g.nodes.size(); ++i) {
      QVERIFY(layout.centres[i].x >= layout.centres[static_cast<std::size_t>(g.node("gateway"))].x);
    }
  }

  void aPureCycleAndASelfLoopAreLaidOut() {
    Graph g;
    g.edge("a", "b");
    g.edge("b", "c");
    g.edge("c", "a");
    g.edge("b", "b");
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QCOMPARE(std::count(layout.feedback.begin(), layout.feedback.end(), true), 1);
    QVERIFY(!anyOverlap(g, layout));
  }

  void theOrderOfTheInputDoesNotMatter() {
    const Graph g = shop();
    Graph shuffled;
    for (auto it = g.edges.rbegin(); it != g.edges.rend(); ++it) {
      shuffled.edge(g.nodes[static_cast<std::size_t>(it->from)].key,
                    g.nodes[static_cast<std::size_t>(it->to)].key);
    }
    QVERIFY(places(g, layoutGraph(g.nodes, g.edges)) ==
            places(shuffled, layoutGraph(shuffled.nodes, shuffled.edges)));
  }

  void nodesDoNotOverlap_data() {
    QTest::addColumn<int>("nodes");
    QTest::addColumn<int>("edges");
    QTest::addRow("sparse") << 40 << 30;
    QTest::addRow("dense") << 60 << 240;
    QTest::addRow("large") << 500 << 2000;
  }
  void nodesDoNotOverlap() {
    QFETCH(int, nodes);
    QFETCH(int, edges);
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
      const Graph g = random(nodes, edges, seed);
      QVERIFY(!anyOverlap(g, layoutGraph(g.nodes, g.edges)));
    }
  }

  void unconnectedPartsAreStacked() {
    Graph g = shop();
    g.edge("meter", "readings");
    g.edge("readings", "alerts");
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    double lowest = -1e9;
    for (std::size_t i = 0; i + 3 < g.nodes.size(); ++i) {
      lowest = std::max(lowest, layout.centres[i].y + g.nodes[i].height / 2);
    }
    for (const char* key : {"meter", "readings", "alerts"}) {
      QVERIFY(layout.centres[static_cast<std::size_t>(g.node(key))].y > lowest);
    }
  }

  void aNodeThatJoinsLeavesTheOthersInPlace() {
    Graph g = shop();
    remember(g, layoutGraph(g.nodes, g.edges));
    const auto before = places(g, layoutGraph(g.nodes, g.edges));
    g.edge("reserved", "read-model");
    g.edge("paid", "notifications");
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QVERIFY(!anyOverlap(g, layout));
    const auto after = places(g, layout);
    for (const auto& [key, place] : before) {
      const double moved = std::hypot(after.at(key).x - place.x, after.at(key).y - place.y);
      // Room is made for the new ones, nobody is sent elsewhere.
      QVERIFY2(moved < 64, (key + " moved " + std::to_string(moved)).c_str());
    }
    int stayed = 0;
    for (const auto& [key, place] : before) {
      stayed += std::hypot(after.at(key).x - place.x, after.at(key).y - place.y) < 1 ? 1 : 0;
    }
    QVERIFY(stayed * 2 >= static_cast<int>(before.size()));
  }

  void aLargeGraphIsQuickAndAJoinMovesFew() {
    Graph g = random(500, 2000, 7);
    QElapsedTimer timer;
    timer.start();
    remember(g, layoutGraph(g.nodes, g.edges));
    const double cold = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const std::size_t known = g.nodes.size();
    g.edge("n10100", "newcomer");
    timer.restart();
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    const double warm = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    int moved = 0;
    for (std::size_t i = 0; i < known; ++i) {
      moved += std::hypot(layout.centres[i].x - g.nodes[i].old->x,
                          layout.centres[i].y - g.nodes[i].old->y) > 100
                   ? 1
                   : 0;
    }
    qInfo("cold %.1f ms, warm %.1f ms, %d of %zu moved more than 100", cold, warm, moved, known);
    QVERIFY(moved * 20 < static_cast<int>(known));
    QVERIFY(cold < 1000 && warm < 500);
  }

  void pinnedNodesStayAndOthersMakeRoom() {
    Graph g = shop();
    const LayoutResult first = layoutGraph(g.nodes, g.edges);
    const auto pinned = static_cast<std::size_t>(g.node("payments"));
    const auto below = static_cast<std::size_t>(g.node("inventory"));
    g.nodes[pinned].pinned = true;
    g.nodes[pinned].old = first.centres[below];
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QVERIFY(layout.centres[pinned] == first.centres[below]);
    QVERIFY(!anyOverlap(g, layout));
  }

  void longEdgesPassBetweenNodes() {
    Graph g;
    g.edge("a", "b");
    g.edge("b", "c");
    g.edge("c", "d");
    g.edge("a", "d");
    const LayoutResult layout = layoutGraph(g.nodes, g.edges);
    QCOMPARE(layout.via[3].size(), std::size_t{4});  // two columns, in and out
    for (const LayoutPoint& point : layout.via[3]) {
      for (const char* key : {"b", "c"}) {
        const LayoutPoint centre = layout.centres[static_cast<std::size_t>(g.node(key))];
        const bool inside = std::abs(point.x - centre.x) < 55 && std::abs(point.y - centre.y) < 20;
        QVERIFY(!inside);
      }
    }
    QVERIFY(layout.via[3].front().x < layout.via[3].back().x);
  }

  void crossingsAreCountedAndRemoved() {
    LayeredGraph graph;
    graph.columns = {{0, 1}, {2, 3}};
    graph.left = {{}, {}, {1}, {0}};
    graph.right = {{3}, {2}, {}, {}};
    QCOMPARE(countCrossings(graph), 1);
    reduceCrossings(graph);
    QCOMPARE(countCrossings(graph), 0);
  }

  void spreadKeepsOrderAndRoomAndIsNearestToWhatIsWanted() {
    const auto heights = spread({0, 0, 100}, {1, 1, 1}, {0, 10, 10});
    QCOMPARE(heights, (std::vector<double>{-5, 5, 100}));
    const auto held = spread({0, 0}, {1e9, 1}, {0, 30});
    QVERIFY(std::abs(held[0]) < 1e-6);
    QCOMPARE(held[1] - held[0], 30.0);
  }
};

QTEST_APPLESS_MAIN(TestGraphLayout)
#include "tst_graph_layout.moc"
