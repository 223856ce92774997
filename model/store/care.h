// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/store/store.h"

/// What is done to a recording as a file. A result is written beside its place and moved there once
/// it is whole: an error or a crash leaves no half recording behind.
namespace rheo::store {

struct Copied {
  std::uint64_t events = 0;
  std::uint64_t sagas = 0;
  std::uint64_t problems = 0;
  std::uint64_t bytesBefore = 0;
  std::uint64_t bytesAfter = 0;
};

/// Sightings that match, the sagas they belong to, problems and gaps of the range, all sessions and
/// the audit. Rows are numbered anew.
Result<Copied> cutRecording(const std::string& from, const Query& query, const std::string& to,
                            const CancelToken& cancel);
/// Everything of all of them, by time. A saga that several know is taken as the one knows it who
/// saw it last.
Result<Copied> mergeRecordings(const std::vector<std::string>& from, const std::string& to,
                               const CancelToken& cancel);
/// Writes a recording anew in its place: today's format, no free pages, no small pieces. Nobody may
/// have it open.
Result<Copied> compactRecording(const std::string& path, const CancelToken& cancel);

struct Verification {
  std::uint64_t events = 0;
  std::uint64_t chunks = 0;
  std::uint64_t rollups = 0;
  std::uint64_t auditEntries = 0;
  std::vector<std::string> findings;  ///< what is wrong, the first hundred; empty = sound
};

/// Reads every byte: the database's own check, every chunk against its checksums, index and filter,
/// the rollups against the events, the audit's chain. An Error when it cannot be opened at all.
Result<Verification> verifyRecording(const std::string& path, const CancelToken& cancel);

}  // namespace rheo::store
