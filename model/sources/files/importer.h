// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model/sources/files/format.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/span_meaning.h"

namespace rheo::files {

struct ImportOptions {
  CancelToken cancel;
  /// Told every so often, on the importing thread.
  std::function<void(const ImportCounts&)> progress;
  /// What may wait to be put in order of time, and to find its relatives. A file beyond that is
  /// taken in pieces.
  std::size_t windowItems = 400'000;
  std::size_t windowBytes = 256u << 20;
};

/// Reads files of other tools, and our own lines, into a recording. Spans of all files of one
/// importer find each other. One thread.
class Importer final : private Intake {
 public:
  Importer(Receiver& receiver, ImportOptions options);

  /// Takes one file ("-" is standard input) of the format given, or as its content says. Broken
  /// records are counted and skipped; an Error when the file can be read no further (what came
  /// before is kept), or the recording cannot be written.
  Result<void> add(const std::string& path, std::optional<Format> format = {});
  Result<void> add(ByteSource& source, const std::string& name, std::optional<Format> format = {});
  /// Hands over what still waits. After it, nothing may be added.
  Result<void> finish();
  [[nodiscard]] const ImportCounts& counts() const { return m_counts; }

 private:
  Result<void> span(const Span& span) override;
  Result<void> sighting(const FileSighting& sighting) override;
  void broken(std::uint64_t byte, std::string path, std::string what) override;
  bool goOn() override;

  Result<void> exported(const Span& span);
  SpanNote note(const Span& span, const SpanFacts& facts);
  void name(SpanNote& note, const Span& span, const SpanFacts& facts);
  void time(SpanNote& note, const Span& span);
  std::string_view keep(std::string_view text);
  std::string_view tagsOf(const Span& span);
  std::uint32_t session(std::string_view service, std::string_view instance);
  Result<void> makeRoom();
  Result<void> flush(bool all);
  Result<void> hand(std::vector<TraceEvent>& events);

  Receiver& m_receiver;
  ImportOptions m_options;
  ImportCounts m_counts;
  SpanMeaning m_meaning;
  std::string m_file;
  ByteSource* m_source = nullptr;
  std::uint64_t m_bytesBefore = 0;  ///< read of the files before this one

  std::vector<SpanNote> m_notes;
  std::vector<TraceEvent> m_sightings;
  std::deque<std::string> m_arena;
  std::size_t m_arenaBytes = 0;
  std::string m_text;
  std::uint64_t m_asked = 0;
  TimeNs m_latestNs = 0;  ///< what an item without a time is given
  std::map<std::pair<std::string, std::string>, std::uint32_t> m_sessions;
};

}  // namespace rheo::files
