// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <random>

#include "model/analysis/analysis.h"
#include "model/query/filter.h"

using namespace rheo;

namespace {

constexpr int kBatches = 400;
constexpr int kEvents = 500;

/// A stream as a shop makes it: published, received, processed; a saga over every eighth event;
/// some failures. Deliveries lag behind their publish by a few thousand events.
struct Recording {
  NameTable names;
  std::vector<std::vector<TraceEvent>> batches;
  std::deque<std::string> texts;

  Recording() {
    std::mt19937_64 random(1);
    constexpr std::uint64_t kLag = 3'000;
    std::vector<TraceEvent> published;
    TimeNs now = 1'700'000'000 * kSecond;
    for (int b = 0; b < kBatches; ++b) {
      auto& batch = batches.emplace_back();
      while (batch.size() < kEvents) {
        now += 5 * kMicrosecond;
        published.push_back(publish(random, now));
        batch.push_back(published.back());
        if (published.size() > kLag) deliver(batch, published[published.size() - kLag], now);
      }
    }
  }

  TraceEvent publish(std::mt19937_64& random, TimeNs now) {
    static const char* const kTopics[] = {"orders", "payments", "stock", "shipments", "mail"};
    TraceEvent event;
    event.timeNs = now;
    event.eventId = {random(), random()};
    event.topic = names.intern(kTopics[random() % 5]);
    event.type = names.intern("Type" + std::to_string(random() % 20));
    event.service = names.intern("gateway");
    event.key = texts.emplace_back("order-" + std::to_string(random() % 20'000));
    event.payload = R"({"order":"o-1","customer":"c-7","total":129.5,"items":[{"sku":"a","n":2}]})";
    return event;
  }

  void deliver(std::vector<TraceEvent>& batch, const TraceEvent& published, TimeNs now) {
    TraceEvent event = published;
    event.service = names.intern("worker");
    event.subscription = names.intern("workers");
    event.timeNs = now + 1;
    event.stage = Stage::Received;
    batch.push_back(event);
    const bool saga = published.eventId.lo % 8 == 0;
    event.timeNs += 1'000;
    event.durationNs = 1'000;
    event.stage = published.eventId.lo % 50 == 1 ? Stage::Failed : Stage::Processed;
    event.errorType = event.stage == Stage::Failed ? names.intern("timeout") : 0;
    batch.push_back(event);
    if (!saga) return;
    event.sagaType = names.intern("Order");
    event.sagaKey = event.key;
    event.step = names.intern("Charge");
    for (const Stage stage :
         {Stage::SagaStarted, Stage::StepStarted, Stage::StepDone, Stage::SagaCompleted}) {
      event.stage = stage;
      ++event.timeNs;
      batch.push_back(event);
    }
  }
};

void perEvent(benchmark::State& state, std::int64_t events) {
  state.counters["per_event"] = benchmark::Counter(
      static_cast<double>(events), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void foldAndTake(benchmark::State& state) {
  Recording recording;
  std::int64_t events = 0;
  for (auto _ : state) {
    state.PauseTiming();
    analysis::Analysis analysis(recording.names);
    std::vector<EventBatch> batches(recording.batches.size());
    for (std::size_t i = 0; i < batches.size(); ++i) batches[i].events = recording.batches[i];
    state.ResumeTiming();
    // A commit takes what about fifty batches brought.
    for (std::size_t i = 0; i < batches.size(); ++i) {
      analysis.fold(batches[i]);
      events += static_cast<std::int64_t>(batches[i].events.size());
      if (i % 50 == 49) benchmark::DoNotOptimize(analysis.take());
    }
  }
  perEvent(state, events);
}

/// The floor: the same events read once.
void readOnly(benchmark::State& state) {
  Recording recording;
  std::int64_t events = 0;
  for (auto _ : state) {
    for (const auto& batch : recording.batches) {
      std::uint64_t sum = 0;
      for (const auto& event : batch)
        sum += event.eventId.lo + event.topic + static_cast<std::uint64_t>(event.timeNs);
      benchmark::DoNotOptimize(sum);
      events += static_cast<std::int64_t>(batch.size());
    }
  }
  perEvent(state, events);
}

void match(benchmark::State& state, const char* text) {
  Recording recording;
  const auto filter = query::Filter::parse(text);
  query::Matcher matcher(*filter, recording.names);
  std::int64_t events = 0;
  for (auto _ : state) {
    std::size_t hits = 0;
    for (const auto& batch : recording.batches) {
      for (const auto& event : batch) hits += matcher(event) ? 1 : 0;
      events += static_cast<std::int64_t>(batch.size());
    }
    benchmark::DoNotOptimize(hits);
  }
  perEvent(state, events);
}

}  // namespace

BENCHMARK(readOnly)->Unit(benchmark::kMillisecond);
BENCHMARK(foldAndTake)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, topic, R"(topic == "orders")")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, typical,
                  R"(topic == "orders" && type ~ "Type1.*" && latency > 250us && !duplicate)")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, payloadPath, R"(payload.items[0].n >= 2)")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(match, payloadText, R"(payload ~ "c-7")")->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
