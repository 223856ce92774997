// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <list>
#include <string>

#include "model/base/cancel.h"
#include "model/base/result.h"
#include "model/base/time.h"
#include "model/store/sqlite/bucket_totals.h"

namespace rheo::store {

class RowScan;

/// Totals that grow with a recording: rows once counted are not read again, so that a question
/// asked anew of a live recording costs what came since. Remembers a few questions, bounded in
/// memory. Of one archive; one thread.
class RollingTotals {
 public:
  /// What is counted. `range` are whole buckets.
  struct Question {
    std::string filter;
    std::int64_t bucketNs = kSecond;
    bool parts = false;
    TimeRange range;
  };
  /// The rows that the archive has now, and the latest time of one.
  struct Rows {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    TimeNs newestNs = 0;
  };

  /// Adds to `out` what `scan`, which has the filter of the question, finds in its range. Work that
  /// is cancelled is not lost: the next call goes on from there.
  Result<void> count(const Question& question, Rows rows, RowScan& scan, BucketTally& out,
                     const CancelToken& cancel);

 private:
  struct Kept {
    Question question;
    std::uint64_t firstRow = 0;
    std::uint64_t nextRow = 0;  ///< all before are counted
    BucketTotals totals;
    [[nodiscard]] bool answers(const Question& asked, Rows rows) const;
    [[nodiscard]] std::size_t weight() const;
    void forgetBefore(TimeRange range);
  };

  Kept& keptFor(const Question& question, Rows rows);
  void bound();

  std::list<Kept> m_kept;  ///< most recently asked first
};

}  // namespace rheo::store
