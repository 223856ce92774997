// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/analysis/analysis.h"
#include "model/pipeline/enricher.h"
#include "model/store/store.h"

namespace rheo {

/// Lets the analysis stand in the recorder's path.
class AnalysisEnricher final : public Enricher {
 public:
  explicit AnalysisEnricher(NameTable& names) : m_analysis(names) {}

  /// Takes up where a stored recording ended: its open sagas, and the windows as its last minute
  /// left them.
  Result<void> resume(store::StoreWriter& writer, store::StoreReader& reader);

  void fold(EventBatch& batch) override { m_analysis.fold(batch); }
  void tick(TimeNs nowNs) override { m_analysis.tick(nowNs); }
  Findings take() override;

 private:
  analysis::Analysis m_analysis;
};

}  // namespace rheo
