// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "model/event/event_batch.h"

namespace rheo::bench {

/// A stream of sightings like a shop's: each event is published once and then received and
/// processed by one to three subscriptions, in traces of a handful of events, with JSON payloads of
/// about 128 bytes on the published sighting and on the received ones.
class ShopLoad {
 public:
  explicit ShopLoad(NameTable& names, double eventsPerSecond = 200'000);
  /// `count` sightings or a few more, going on where the last batch ended.
  EventBatch next(std::size_t count);

 private:
  void addEvent(EventBatch& batch);
  std::uint64_t random() { return m_random(); }

  NameTable& m_names;
  std::mt19937_64 m_random{7};
  TimeNs m_now = 1'700'000'000 * kSecond;
  double m_stepNs;
  Id128 m_trace;
  Id128 m_cause;
  int m_leftInTrace = 0;
  std::uint64_t m_position = 0;
  std::uint64_t m_order = 0;
};

/// Of the recordings that questions are put to: sightings a second of their time.
constexpr double kLoadRate = 50'000;
/// Writes a recording of so many sightings; ends the program when it cannot.
void makeRecording(const std::string& path, std::uint64_t events);

}  // namespace rheo::bench
