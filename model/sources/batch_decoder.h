// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "model/event/event_batch.h"
#include "model/sources/probe_session.h"
#include "probes/wire/wire.hpp"

namespace rheo::sources {

/// Turns an opened BATCH frame into sightings in the recording's own codes: leaves out what is here
/// already and places losses where the sequence jumps. Changes the session's stream only when it
/// answers Taken.
class BatchDecoder {
 public:
  enum class Verdict : std::uint8_t {
    Taken,
    Known,        ///< all of it is here already
    Hole,         ///< positions before it are missing
    UnknownCode,  ///< a name was never defined
    Malformed     ///< see reason()
  };

  BatchDecoder(NameTable& names, Name lossReason) : m_names(names), m_lossReason(lossReason) {}

  /// `frame` moves into `out`; `reader` must have opened it there. `overHole` takes a batch that
  /// lies beyond a hole as it is.
  Verdict decode(wire::BatchReader& reader, ProbeSession& session, bool overHole, EventBatch& out);
  [[nodiscard]] const char* reason() const { return m_reason; }

  /// By service, collector clock - its clock: for times of others that sightings carry.
  using ClockOffsets = std::unordered_map<Name, std::int64_t>;
  void setOffsets(const ClockOffsets* offsets) { m_offsets = offsets; }

  /// Dictionary entries of a batch; false when they are out of bounds.
  bool define(const wire::BatchHead& head, ProbeSession& session);

 private:
  Verdict decodeEvents(wire::BatchReader& reader, ProbeSession& session, ProbeStream& stream,
                       EventBatch& out);
  bool translate(const wire::EventView& from, ProbeSession& session, TraceEvent& to);
  Name producer(ProbeSession& session, std::string_view text);

  void tellByOneClock(const ProbeSession& session, TraceEvent& event) const;

  NameTable& m_names;
  const ClockOffsets* m_offsets = nullptr;
  const Name m_lossReason;
  const char* m_reason = "";
};

}  // namespace rheo::sources
