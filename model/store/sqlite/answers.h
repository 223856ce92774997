// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/store/sqlite/archive.h"
#include "model/store/store.h"

/// The questions of a StoreReader, one file each, asked within one snapshot.
namespace rheo::store {

Result<TimeRange> answerExtent(Archive& archive);
Result<Summary> answerSummary(Archive& archive, const Query& query, const CancelToken& cancel);
Result<Topology> answerTopology(Archive& archive, const Query& query, const CancelToken& cancel);
Result<Throughput> answerThroughput(Archive& archive, const Query& query, GroupBy groupBy,
                                    std::int64_t bucketNs, const CancelToken& cancel);
Result<Latency> answerLatency(Archive& archive, const Query& query, LatencyPart part,
                              std::int64_t bucketNs, const CancelToken& cancel);

Result<std::vector<std::uint64_t>> answerEventIds(Archive& archive, const Query& query,
                                                  std::size_t limit, const CancelToken& cancel);
Result<std::vector<EventRow>> answerEventRows(Archive& archive, std::span<const std::uint64_t> ids,
                                              bool withPayload, const CancelToken& cancel);
enum class IdRole { Event, Trace, Cause };
/// Sightings that carry the id in the role, by time, at most `limit`.
Result<std::vector<EventRow>> answerById(Archive& archive, Id128 id, IdRole role, std::size_t limit,
                                         const CancelToken& cancel);

Result<std::vector<Saga>> answerSagas(Archive& archive, const Query& query, std::size_t limit,
                                      const CancelToken& cancel);
/// How many of those sagas are in each state.
Result<std::map<std::string, std::uint64_t>> answerSagaCounts(Archive& archive, const Query& query,
                                                              const CancelToken& cancel);
Result<Saga> answerSaga(Archive& archive, std::int64_t id);
Result<std::vector<SagaVariant>> answerSagaVariants(Archive& archive, const Query& query,
                                                    const CancelToken& cancel);

Result<std::vector<ProblemQueryRow>> answerProblems(Archive& archive, const Query& query,
                                                    const CancelToken& cancel);
/// The rows themselves, in the order they were stored.
Result<std::vector<Problem>> readProblems(Archive& archive, const Query& query,
                                          const CancelToken& cancel);
Result<std::vector<ProblemMark>> answerProblemMarks(Archive& archive, TimeRange range,
                                                    std::int64_t bucketNs,
                                                    const CancelToken& cancel);
/// Losses that overlap the range.
Result<std::vector<GapBand>> answerGaps(Archive& archive, TimeRange range,
                                        const CancelToken& cancel);

/// A sighting with its strings.
EventRow eventRow(const Archive& archive, std::uint64_t row, const TraceEvent& event);
/// Width for about 300 buckets over the span: 1, 2 or 5 times a power of ten, or whole seconds,
/// minutes, hours.
std::int64_t chooseBucket(std::int64_t spanNs);
/// Bucket asked for, or chosen for the range; widened until at most 20,000 cover it.
std::int64_t bucketFor(TimeRange clipped, std::int64_t askedNs);

}  // namespace rheo::store
