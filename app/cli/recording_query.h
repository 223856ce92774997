// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCommandLineParser>
#include <optional>

#include "model/store/store.h"

namespace rheo::cli {

/// --filter, --from and --to, for commands that read a part of a recording.
class RecordingQuery {
 public:
  explicit RecordingQuery(QCommandLineParser& parser);
  /// The query, or after a complaint that names the option nothing.
  [[nodiscard]] std::optional<store::Query> read() const;

 private:
  QCommandLineParser& m_parser;
};

/// Text from outside for the terminal: UTF-8, control characters as dots.
QString printable(const std::string& text);

}  // namespace rheo::cli
