// SPDX-License-Identifier: Apache-2.0
#include "probes/demo/broker_core.hpp"

#include <algorithm>

#include "probes/demo/hash.hpp"

namespace rheo::demo {
namespace {

constexpr std::int64_t kCareEveryNs = 250'000'000;

}  // namespace

void BrokerCore::subscribe(Consumer consumer, const Subscribe& to, std::int64_t nowNs) {
  Member& member = m_members[consumer];
  member.prefetch = std::max<std::size_t>(to.prefetch, 1);
  member.seenNs = nowNs;
  Queue& queue = m_topics[std::string(to.topic)][std::string(to.subscription)];
  if (std::find(queue.members.begin(), queue.members.end(), consumer) == queue.members.end()) {
    queue.members.push_back(consumer);
    rebalance();
  }
}

void BrokerCore::touch(Consumer consumer, std::int64_t nowNs) {
  const auto found = m_members.find(consumer);
  if (found != m_members.end()) found->second.seenNs = nowNs;
}

void BrokerCore::publish(std::string_view bytes, std::int64_t nowNs) {
  Message message;
  if (!readMessage(bytes, message)) {
    ++m_counters.malformed;
    return;
  }
  ++m_counters.published;
  route(message.topic, message.key, {std::make_shared<const std::string>(bytes), nowNs, 1});
}

void BrokerCore::route(std::string_view topic, std::string_view key, const Item& item) {
  const auto found = m_topics.find(topic);
  if (found == m_topics.end()) {
    ++m_counters.unconsumed;
    return;
  }
  const std::size_t part = (key.empty() ? m_spread++ : hashText(0, key)) % kPartitions;
  for (auto& [name, queue] : found->second) {
    if (queue.count >= m_limits.queueMessages ||
        queue.bytes + item.message->size() > m_limits.queueBytes) {
      ++m_counters.overflowed;
      continue;
    }
    push({&queue, part}, item, false);
  }
}

void BrokerCore::push(const Place& place, Item item, bool front) {
  Queue& queue = *place.queue;
  queue.bytes += item.message->size();
  ++queue.count;
  ++m_queued;
  auto& part = queue.parts[place.part];
  if (front) {
    part.push_front(std::move(item));
  } else {
    part.push_back(std::move(item));
  }
  const auto owner = m_members.find(queue.owners[place.part]);
  if (owner != m_members.end()) ++owner->second.ready;
  measure(queue);
}

void BrokerCore::measure(Queue& queue) {
  const bool full =
      queue.count > m_limits.queueMessages / 2 || queue.bytes > m_limits.queueBytes / 2;
  if (full == queue.nearlyFull) return;
  queue.nearlyFull = full;
  m_nearlyFull += full ? 1 : static_cast<std::size_t>(-1);
}

void BrokerCore::settle(Consumer consumer, const Settlement& settlement, std::int64_t nowNs) {
  touch(consumer, nowNs);
  const auto found = m_inFlight.find(settlement.delivery);
  // Settled by someone else after a redelivery: the later word no longer counts.
  if (found == m_inFlight.end() || found->second.consumer != consumer) return;
  InFlight flight = std::move(found->second);
  m_inFlight.erase(found);
  const auto member = m_members.find(consumer);
  if (member != m_members.end()) --member->second.unsettled;
  ++m_counters.settled;
  if (settlement.verdict == Verdict::Retry) {
    ++m_counters.retried;
    ++flight.item.attempt;
    m_delayed.emplace(nowNs + std::int64_t{settlement.delayMs} * 1'000'000,
                      Delayed{std::move(flight.item), flight.place});
  } else if (settlement.verdict == Verdict::DeadLetter) {
    ++m_counters.deadLettered;
    Message message;
    readMessage(*flight.item.message, message);
    route(settlement.queue, message.key, {flight.item.message, nowNs, 1});
  }
}

void BrokerCore::tick(std::int64_t nowNs) {
  while (!m_delayed.empty() && m_delayed.begin()->first <= nowNs) {
    Delayed due = std::move(m_delayed.begin()->second);
    m_delayed.erase(m_delayed.begin());
    push(due.place, std::move(due.item), true);
  }
  if (nowNs < m_nextCareNs) return;
  m_nextCareNs = nowNs + kCareEveryNs;
  redeliver(nowNs);
  forgetSilent(nowNs);
}

void BrokerCore::redeliver(std::int64_t nowNs) {
  for (auto it = m_inFlight.begin(); it != m_inFlight.end();) {
    InFlight& flight = it->second;
    const auto member = m_members.find(flight.consumer);
    const bool late = nowNs - flight.sinceNs > m_limits.redeliverAfterNs;
    if (member != m_members.end() && !late) {
      ++it;
      continue;
    }
    if (member != m_members.end()) --member->second.unsettled;
    ++m_counters.redelivered;
    ++flight.item.attempt;
    push(flight.place, std::move(flight.item), true);
    it = m_inFlight.erase(it);
  }
}

void BrokerCore::forgetSilent(std::int64_t nowNs) {
  bool changed = false;
  for (auto it = m_members.begin(); it != m_members.end();) {
    if (nowNs - it->second.seenNs <= m_limits.goneAfterNs) {
      ++it;
      continue;
    }
    for (auto& [topic, queues] : m_topics) {
      for (auto& [name, queue] : queues) std::erase(queue.members, it->first);
    }
    it = m_members.erase(it);
    changed = true;
  }
  if (changed) rebalance();
}

void BrokerCore::rebalance() {
  for (auto& [id, member] : m_members) {
    member.places.clear();
    member.ready = 0;
  }
  for (auto& [topic, queues] : m_topics) {
    for (auto& [name, queue] : queues) {
      for (std::size_t part = 0; part < kPartitions; ++part) {
        queue.owners[part] = queue.members.empty() ? 0 : queue.members[part % queue.members.size()];
        const auto owner = m_members.find(queue.owners[part]);
        if (owner == m_members.end()) continue;
        owner->second.places.push_back({&queue, part});
        owner->second.ready += queue.parts[part].size();
      }
    }
  }
}

void BrokerCore::pump(std::int64_t nowNs,
                      const std::function<void(Consumer, const Delivery&)>& deliver) {
  for (auto& [id, member] : m_members) {
    while (member.ready > 0 && member.unsettled < member.prefetch) {
      if (!handOut(id, member, nowNs, deliver)) break;
    }
  }
}

bool BrokerCore::handOut(Consumer id, Member& member, std::int64_t nowNs,
                         const std::function<void(Consumer, const Delivery&)>& deliver) {
  for (std::size_t tried = 0; tried < member.places.size(); ++tried) {
    const Place place = member.places[member.turn++ % member.places.size()];
    auto& part = place.queue->parts[place.part];
    if (part.empty()) continue;
    InFlight flight{std::move(part.front()), place, id, nowNs};
    part.pop_front();
    --place.queue->count;
    place.queue->bytes -= flight.item.message->size();
    measure(*place.queue);
    --m_queued;
    --member.ready;
    ++member.unsettled;
    ++m_counters.delivered;
    const std::uint64_t delivery = m_nextDelivery++;
    deliver(id, {delivery, flight.item.attempt, flight.item.brokerNs, *flight.item.message});
    m_inFlight.emplace(delivery, std::move(flight));
    return true;
  }
  return false;
}

std::size_t BrokerCore::pending() const {
  return m_queued + m_delayed.size() + m_inFlight.size();
}

std::int64_t BrokerCore::nextDueNs() const {
  return m_delayed.empty() ? 0 : m_delayed.begin()->first;
}

}  // namespace rheo::demo
