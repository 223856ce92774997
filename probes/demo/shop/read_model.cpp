// SPDX-License-Identifier: Apache-2.0
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "probes/demo/scenario.hpp"
#include "probes/demo/shop/shop.hpp"

namespace rheo::demo::shop {
namespace {

constexpr double kEventsPerOrder = 4;

/// What the shop shows about its orders: projected from events by one thread, read by another.
class OrderTable {
 public:
  void set(std::string_view order, std::string_view status) {
    const std::scoped_lock lock(m_mutex);
    const auto [row, isNew] = m_rows.insert_or_assign(std::string(order), std::string(status));
    if (!isNew) return;
    m_order.push_back(row->first);
    if (m_order.size() <= kMaxRows) return;
    m_rows.erase(m_order.front());
    m_order.pop_front();
  }

  std::string get(std::string_view order) {
    const std::scoped_lock lock(m_mutex);
    const auto row = m_rows.find(std::string(order));
    return row == m_rows.end() ? "unknown" : row->second;
  }

 private:
  static constexpr std::size_t kMaxRows = 20'000;
  std::mutex m_mutex;
  std::unordered_map<std::string, std::string> m_rows;
  std::deque<std::string> m_order;
};

Outcome answer(Handling& handling, OrderTable& table) {
  handling.work(1);
  const std::string status = table.get(handling.message().key);
  handling.publish(kOrderStatus, JsonWriter()
                                     .text("orderId", handling.message().key)
                                     .text("status", status)
                                     .text("source", "read-model")
                                     .take());
  return Outcome::done();
}

}  // namespace

void installReadModel(Host& host) {
  const auto table = std::make_shared<OrderTable>();
  const Knob slow = host.knob("read-model.slow");
  const double arrivals = kEventsPerOrder * host.config().rate;
  const auto project = [&host, table, slow, arrivals](std::string_view status) {
    return [&host, table, slow, arrivals, status](Handling& handling) {
      handling.wait(slowMs(host, slow, arrivals));
      if (!status.empty()) table->set(handling.message().key, status);
      return Outcome::done();
    };
  };
  host.consume({"read-model",
                {{kOrderPlaced.topicName, project("placed")},
                 {kShipmentBooked.topicName, project("booked")},
                 {kOrderConfirmed.topicName, project("confirmed")},
                 {kOrderCancelled.topicName, project("cancelled")},
                 {kStockLevel.topicName, project({})}}});
  host.consume({"read-model.queries", {{kOrderQuery.topicName, [table](Handling& handling) {
                                          return answer(handling, *table);
                                        }}}});
}

}  // namespace rheo::demo::shop
