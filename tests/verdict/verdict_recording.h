// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include "model/store/store.h"

namespace rheo::test {

/// 400 orders, each processed after `handlingNs` and answered, but for every `silentEvery`th.
inline void verdictRecording(const QString& path, std::int64_t handlingNs, int failEvery,
                             int silentEvery) {
  constexpr TimeNs origin = 1'763'880'000 * kSecond;
  auto writer = store::openWriter(path.toStdString(), {});
  NameTable& names = (*writer)->names();
  EventBatch batch;
  for (int i = 1; i <= 400; ++i) {
    TraceEvent e;
    e.timeNs = e.publishedNs = origin + i * 10 * kMillisecond;
    e.eventId = {1, std::uint64_t(i)};
    e.traceId = {2, std::uint64_t(i)};
    e.service = names.intern("orders");
    e.topic = names.intern("orders");
    e.type = names.intern("OrderPlaced");
    batch.events.push_back(e);
    e.stage = Stage::Received;
    e.service = e.subscription = names.intern("billing");
    batch.events.push_back(e);
    e.stage = i % failEvery == 0 ? Stage::Failed : Stage::Processed;
    e.durationNs = handlingNs + i * 1000;
    e.timeNs += e.durationNs;
    batch.events.push_back(e);
    if (i % silentEvery == 0) continue;
    e.stage = Stage::Published;
    e.service = names.intern("billing");
    e.topic = names.intern("answers");
    e.type = names.intern("OrderConfirmed");
    e.eventId = {3, std::uint64_t(i)};
    e.durationNs = 0;
    batch.events.push_back(e);
  }
  store::Commit commit;
  commit.batches = {&batch, 1};
  if (!(*writer)->commit(commit)) qFatal("cannot write");
}

}  // namespace rheo::test
