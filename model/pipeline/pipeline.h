// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "model/event/event_batch.h"
#include "model/event/session_info.h"

namespace rheo {

/// The one door in. Sources of every kind (ZeroMQ, OTLP, taps, imports) hand their batches here.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// Takes the batch, or refuses it when the queue is full (the source then stops reading; nothing
  /// is lost). Thread-safe.
  [[nodiscard]] virtual bool submit(EventBatch&& batch) = 0;
  /// Announces or updates a session; returns its row, for EventBatch::session. Thread-safe.
  virtual std::uint32_t announce(const SessionInfo& session) = 0;
  /// Names of the recording that batches are coded with. Thread-safe.
  virtual NameTable& names() = 0;
  /// An empty batch, and an empty string for a frame; with room where the sink keeps the memory of
  /// those it is done with. Thread-safe.
  virtual EventBatch emptyBatch() { return {}; }
  virtual std::string emptyFrame() { return {}; }
};

/// Told from the pipeline's thread, after COMMIT, what may be acknowledged.
using AckFn = std::function<void(const std::vector<StreamPosition>&)>;

}  // namespace rheo
