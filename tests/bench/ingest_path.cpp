// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/ingest_path.h"

#include <cstdio>
#include <cstdlib>

#include "model/pipeline/recorder.h"
#include "model/session/analysis_enricher.h"
#include "model/session/workspace.h"
#include "model/sources/zeromq_source.h"
#include "tests/bench/ingest_writers.h"

namespace rheo::bench {
namespace {

[[noreturn]] void giveUp(const Error& error) {
  std::fprintf(stderr, "ingest: %s\n", error.text().c_str());
  std::exit(1);
}

class WholePath final : public IngestPath {
 public:
  WholePath(const std::string& endpoint, const std::string& file) {
    RecordOptions options;
    options.path = file;
    options.endpoints = {endpoint};
    auto workspace = Workspace::record(options);
    if (!workspace) giveUp(workspace.error());
    m_workspace = std::move(*workspace);
  }
  [[nodiscard]] Account account() const override {
    const LiveStatus status = m_workspace->status();
    return {status.events, status.lost, 0};
  }
  void stop() override {
    if (const auto stopped = m_workspace->stop(); !stopped) giveUp(stopped.error());
  }

 private:
  std::unique_ptr<Workspace> m_workspace;
};

class NoAnalysis final : public Enricher {
 public:
  void fold(EventBatch&) override {}
  void tick(TimeNs) override {}
  Findings take() override { return {}; }
};

/// Source and recorder as in a recording, with another writer behind them.
class PartPath final : public IngestPath {
 public:
  PartPath(std::unique_ptr<store::StoreWriter> writer, bool analysed, const std::string& endpoint)
      : m_writer(std::move(writer)) {
    if (analysed) {
      m_enricher = std::make_unique<AnalysisEnricher>(m_writer->names());
    } else {
      m_enricher = std::make_unique<NoAnalysis>();
    }
    m_recorder = std::make_unique<Recorder>(*m_writer, *m_enricher);
    sources::ZeroMqOptions options;
    options.endpoints = {endpoint};
    auto source = sources::ZeroMqSource::start(*m_recorder, std::move(options));
    if (!source) giveUp(source.error());
    m_source = std::move(*source);
    m_recorder->start(
        {[this](const auto& positions) { m_source->acknowledge(positions); }, {}, {}});
  }
  [[nodiscard]] Account account() const override {
    const RecorderStatus status = m_recorder->status();
    return {status.events, status.lost, status.commits};
  }
  void stop() override {
    m_source->pause();
    if (const auto stopped = m_recorder->stop(); !stopped) giveUp(stopped.error());
    m_source->stop();
    m_writer.reset();
  }

 private:
  std::unique_ptr<store::StoreWriter> m_writer;
  std::unique_ptr<Enricher> m_enricher;
  std::unique_ptr<Recorder> m_recorder;
  std::unique_ptr<sources::ZeroMqSource> m_source;
};

}  // namespace

const char* pathName(PathKind kind) {
  switch (kind) {
    case PathKind::Whole:
      return "recorded";
    case PathKind::StoreOff:
      return "store off";
    case PathKind::Bare:
      return "bare pipeline";
    case PathKind::Rows:
      return "rows, 3 indexes";
  }
  return "";
}

std::unique_ptr<IngestPath> startPath(PathKind kind, const std::string& endpoint,
                                      const std::string& file) {
  switch (kind) {
    case PathKind::Whole:
      break;
    case PathKind::StoreOff:
      return std::make_unique<PartPath>(makeForgetful(), true, endpoint);
    case PathKind::Bare:
      return std::make_unique<PartPath>(makeBare(file), false, endpoint);
    case PathKind::Rows:
      return std::make_unique<PartPath>(makeRows(file), false, endpoint);
  }
  return std::make_unique<WholePath>(endpoint, file);
}

}  // namespace rheo::bench
