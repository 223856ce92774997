// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store_load.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>

#include "model/store/store.h"

namespace rheo::bench {
namespace {

constexpr std::array<const char*, 8> kTopics{"orders",    "payments", "inventory", "shipping",
                                             "customers", "carts",    "emails",    "prices"};
constexpr std::array<const char*, 3> kVerbs{"Created", "Changed", "Closed"};
constexpr std::array<const char*, 6> kServices{"gateway",   "order-service", "payment-service",
                                               "warehouse", "shipping",      "notifications"};

}  // namespace

ShopLoad::ShopLoad(NameTable& names, double eventsPerSecond)
    : m_names(names), m_stepNs(1e9 / eventsPerSecond) {}

EventBatch ShopLoad::next(std::size_t count) {
  EventBatch batch;
  batch.session = 1;
  batch.stream = 1;
  batch.events.reserve(count + 8);
  while (batch.events.size() < count) addEvent(batch);
  batch.lastPosition = m_position;
  batch.lastSeq = m_position;
  return batch;
}

void makeRecording(const std::string& path, std::uint64_t events) {
  constexpr std::size_t kPerCommit = 20'000;
  const auto need = [](const Result<void>& done) {
    if (done) return;
    std::fprintf(stderr, "cannot record: %s\n", done.error().text().c_str());
    std::exit(1);
  };
  auto writer = store::openWriter(path, {});
  if (!writer) need(writer.error());
  ShopLoad load((*writer)->names(), kLoadRate);
  for (std::uint64_t made = 0; made < events;) {
    EventBatch batch = load.next(kPerCommit);
    made += batch.events.size();
    need((*writer)->commit({{&batch, 1}, {}, {}, {}}));
  }
  need((*writer)->close());
}

void ShopLoad::addEvent(EventBatch& batch) {
  if (m_leftInTrace-- <= 0) {
    m_trace = {random(), random()};
    m_cause = {};
    m_leftInTrace = 5;
    ++m_order;
  }
  const std::size_t topic = random() % kTopics.size();
  char payload[200];
  const int size = std::snprintf(
      payload, sizeof payload,
      R"({"orderId":"o-%08llu","customer":"c-%05u","total":%u.%02u,"currency":"EUR","items":%u,"note":"please ring twice","ok":true})",
      static_cast<unsigned long long>(m_order), static_cast<unsigned>(random() % 90'000),
      static_cast<unsigned>(random() % 500), static_cast<unsigned>(random() % 100),
      static_cast<unsigned>(random() % 9));
  TraceEvent e;
  e.payload = batch.keep({payload, static_cast<std::size_t>(size)});
  e.payloadSize = static_cast<std::uint32_t>(size);
  e.key = batch.keep("o-" + std::to_string(m_order));
  e.topic = m_names.intern(kTopics[topic]);
  e.type = m_names.intern(std::string(kTopics[topic]) + kVerbs[random() % kVerbs.size()]);
  e.service = e.producer = m_names.intern(kServices[topic % kServices.size()]);
  e.eventId = {random(), random()};
  e.traceId = m_trace;
  e.causationId = m_cause;
  e.spanId = random();
  e.session = e.stream = 1;
  const auto sight = [&](Stage stage) {
    e.stage = stage;
    e.timeNs = m_now +=
        static_cast<TimeNs>(m_stepNs * (0.5 + static_cast<double>(random() % 1000) / 1000));
    e.position = ++m_position;
    batch.events.push_back(e);
  };
  sight(Stage::Published);
  e.publishedNs = e.timeNs;
  e.parentSpanId = e.spanId;
  for (std::size_t sub = 0; sub <= random() % 3; ++sub) {
    e.service = m_names.intern(kServices[(topic + sub + 1) % kServices.size()]);
    e.subscription = e.service;
    e.spanId = random();
    e.brokerNs = e.publishedNs + static_cast<TimeNs>(random() % 200'000);
    sight(Stage::Received);
    e.durationNs = static_cast<std::int64_t>(random() % 2'000'000);
    const auto payloadSeen = std::exchange(e.payload, {});
    sight(random() % 50 == 0 ? Stage::Failed : Stage::Processed);
    e.payload = payloadSeen;
    e.durationNs = 0;
  }
  m_cause = e.eventId;
}

}  // namespace rheo::bench
