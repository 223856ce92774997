// SPDX-License-Identifier: Apache-2.0
#include "tests/probes/loss/schedule.h"

#include <algorithm>

#include "probes/src/names.hpp"

namespace loss {
namespace {

constexpr std::int64_t kMs = 1'000'000;

rheo::Config config(Dice& dice) {
  rheo::Config config;
  config.service = "orders";
  config.instance = "one";
  config.ringBytes = std::size_t{8u << 10} << dice.below(5);  // 8 to 128 KiB
  config.fullPolicy =
      dice.percent(25) ? rheo::FullPolicy::OverwriteOldest : rheo::FullPolicy::DropNewest;
  return config;
}

std::uint32_t topic(std::uint64_t number) {
  return rheo::probe::NameTable::instance().code("topic " + std::to_string(number));
}

}  // namespace

Schedule::Schedule(std::uint64_t seed)
    : m_dice(seed),
      m_link(m_dice),
      m_core(config(m_dice), {seed + 1, m_dice.next() | 1}),
      m_conversation(m_core) {
  const std::uint64_t threads = 1 + m_dice.below(4);
  for (std::uint64_t i = 0; i < threads; ++i) m_streams.push_back(m_core.openStream());
  m_core.begin();
  m_chatter = m_dice.percent(50) ? 20 : 0;
  m_link.onSend = [this] {
    if (m_dice.percent(m_chatter)) emit();
  };
}

Schedule::~Schedule() = default;

void Schedule::emit() {
  if (m_dice.percent(1)) {  // refused inside a signal handler: lost without a stream
    m_core.homeless.fetch_add(1);
    m_truth[0].push_back(false);
    return;
  }
  rheo::probe::Stream& stream = *m_streams[m_dice.below(m_streams.size())];
  auto& truth = m_truth[stream.id()];
  std::string payload = std::to_string(truth.size() + 1) + ' ';
  payload.append(m_dice.percent(3) ? m_dice.below(4000) : m_dice.below(300), 'x');
  rheo::probe::Sighting sighting;
  sighting.topic = topic(m_dice.below(40));
  sighting.type = topic(40 + m_dice.below(5));
  sighting.eventId = {m_dice.next(), 1};
  sighting.traceId = {m_dice.next(), 1};
  sighting.timeNs = m_nowNs;
  sighting.groups = rheo::probe::kHasPayload;
  sighting.payload = payload;
  sighting.payloadSize = static_cast<std::uint32_t>(payload.size());
  truth.push_back(stream.append(sighting));
}

void Schedule::startCollector(Recording& recording) {
  m_recording = &recording;
  m_collector = std::make_unique<rheo::sources::ProbeProtocol>(
      recording, recording.restore(),
      rheo::sources::ProbeProtocol::Hooks{[this](const auto& identity, const auto& frame) {
                                            return m_link.answer(identity, frame);
                                          },
                                          {},
                                          {}},
      m_nowNs);
}

void Schedule::killCollector() {
  if (!m_collector) return;
  ++m_outcome.restarts;
  if (m_dice.percent(50)) m_recording->commit();  // in the file, but nobody was told
  m_collector.reset();
  m_recording->crash();
  m_link.disconnect();
}

void Schedule::readFrames() {
  if (!m_collector) return;
  std::vector<rheo::EventBatch> batches;
  FakeLink::Frame frame;
  const std::uint64_t most = m_dice.below(40);
  for (std::uint64_t i = 0; i < most && m_link.take(frame); ++i)
    m_collector->take(frame.identity, "", std::move(frame.bytes), m_nowNs, batches);
  m_collector->tick(m_nowNs, true, batches);
  for (auto& batch : batches) m_recording->submit(std::move(batch));
  if (m_committing && m_dice.percent(60)) m_collector->acknowledge(m_recording->commit());
}

void Schedule::step(std::int64_t ns) {
  m_nowNs += ns;
  m_conversation.step(m_link, m_nowNs);
  readFrames();
}

/// Something goes wrong, or right again.
void Schedule::disturb() {
  switch (m_dice.below(8)) {
    case 0:
      if (m_link.connected()) ++m_outcome.cuts;
      return m_link.disconnect();
    case 1:
      return killCollector();
    case 2:
      m_committing = !m_committing;
      return;
    case 3:
      return step(m_dice.between(1000, 5000) * kMs);  // a long silence
    default:
      break;
  }
  if (!m_collector) {
    const std::uint64_t kind = m_dice.below(10);
    if (kind == 0 || m_recordings.empty()) m_recordings.push_back(std::make_unique<Recording>());
    const bool another = kind < 2;
    startCollector(another || m_recording == nullptr
                       ? *m_recordings[m_dice.below(m_recordings.size())]
                       : *m_recording);
  }
  m_link.connect();
}

void Schedule::turn() {
  const std::uint64_t burst = m_dice.percent(10) ? m_dice.below(300) : m_dice.below(12);
  for (std::uint64_t i = 0; i < burst; ++i) emit();
  if (m_dice.percent(12)) disturb();
  step(m_dice.between(1, 60) * kMs);
}

/// Fair weather until the probe has nothing left to say. A minute is plenty.
bool Schedule::settle() {
  m_link.weather = {};
  m_chatter = 0;
  m_committing = true;
  if (m_recordings.empty()) m_recordings.push_back(std::make_unique<Recording>());
  if (!m_collector) startCollector(m_recording != nullptr ? *m_recording : *m_recordings.front());
  m_link.connect();
  const std::int64_t end = m_nowNs + 60'000 * kMs;
  while (m_nowNs < end && !m_conversation.settled()) step(20 * kMs);
  const bool settled = m_conversation.settled();
  m_conversation.bye(m_link);
  for (int i = 0; i < 200; ++i) {
    m_nowNs += 20 * kMs;
    readFrames();
  }
  m_collector->acknowledge(m_recording->commit());
  return settled;
}

Outcome Schedule::run() {
  const bool unruly = m_dice.percent(40);  // frames vanish and double within a connection
  m_link.weather = {unruly ? 3u : 0u, unruly ? 3u : 0u, m_dice.percent(50) ? 10u : 0u,
                    m_dice.percent(50) ? 60u : 0u};
  const std::int64_t turns = m_dice.between(20, 120);
  for (std::int64_t i = 0; i < turns; ++i) turn();
  if (!settle()) m_outcome.violations.emplace_back("the probe never came to rest");
  std::uint64_t overwritten = 0, abandoned = 0;
  for (const auto* stream : m_streams) {
    overwritten += stream->overwritten();
    abandoned += stream->abandoned();
  }
  m_outcome.resent = m_core.resent.load();
  audit(m_truth, m_recordings, *m_recording, overwritten, abandoned, m_outcome);
  return m_outcome;
}

}  // namespace loss
