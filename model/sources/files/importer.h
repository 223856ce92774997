// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/sources/files/format.h"
#include "model/sources/files/import_stage.h"
#include "model/sources/files/intake.h"
#include "model/sources/files/name_cache.h"
#include "model/sources/files/origins.h"
#include "model/sources/files/readers.h"
#include "model/sources/files/span_facts.h"
#include "model/sources/files/tag_writer.h"

namespace rheo::files {

struct ImportOptions {
  CancelToken cancel;
  /// Told every so often, on the importing thread.
  std::function<void(const ImportCounts&)> progress;
  /// Of CSV: what columns are, where their names do not tell.
  std::vector<ColumnMeaning> columns;
  /// What may wait to be put in order of time, and to find its relatives. A file beyond that is
  /// taken in pieces.
  std::size_t windowItems = 64u << 10;
  std::size_t windowBytes = 256u << 20;
};

/// Reads files of other tools, and our own lines, into a recording. Spans of all files of one
/// importer find each other. One thread; what it read is understood, and handed over, on another
/// one (see ImportStage).
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
  /// Complete after finish().
  [[nodiscard]] ImportCounts counts() const;

 private:
  Result<void> span(const Span& span) override;
  Result<void> sighting(const FileSighting& sighting) override;
  void session(const SessionInfo& info) override;
  Result<void> lost(const SessionInfo& by, const FileLoss& loss) override;
  void broken(std::uint64_t byte, std::string path, std::string what) override;
  void column(std::string name, std::string field) override;
  bool goOn() override;

  Result<void> exported(const Span& span);
  SpanNote note(const Span& span, const SpanFacts& facts);
  void name(SpanNote& note, const Span& span, const SpanFacts& facts);
  void time(SpanNote& note, const Span& span);
  /// The span's tags as one JSON object; counts in the note what was too long.
  std::string_view tagsOf(const Span& span, SpanNote& note);
  static std::string linksOf(const Span& span, SpanNote& note);
  /// Hands the block on once it is large enough.
  Result<void> passOn(bool all);

  ImportOptions m_options;
  ImportCounts m_counts;
  std::string m_file;
  ByteSource* m_source = nullptr;
  std::uint64_t m_bytesBefore = 0;  ///< read of the files before this one

  NameCache m_names;
  Origins m_origins;
  NoteBlock m_block;
  std::size_t m_blockItems;
  TagWriter m_tags;
  std::uint64_t m_asked = 0;
  TimeNs m_latestNs = 0;  ///< what an item without a time is given
  ImportStage m_stage;    ///< the last: its thread ends before what it uses
};

}  // namespace rheo::files
