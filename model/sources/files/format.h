// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rheo::files {

enum class Format : std::uint8_t {
  Sightings,
  OtlpJson,
  OtlpProto,
  Jaeger,
  Zipkin,
  Zipkin1,
  Chrome,
  CloudEvents,
  Csv,
  Xes,
  ProbeDump
};
/// "jsonl", "otlp-json", "otlp-proto", "jaeger", "zipkin", "zipkin1", "chrome", "cloudevents",
/// "csv", "xes", "probe-dump".
std::string_view formatName(Format format);
std::optional<Format> formatFromName(std::string_view name);
/// All of them, for people: "jsonl, otlp-json, ...".
std::string formatNames();

/// What a file is, told from its first bytes; nothing when it is none of them.
std::optional<Format> recognise(std::string_view head);
/// True if each line is a JSON document of its own.
bool looksLikeLines(std::string_view head);

}  // namespace rheo::files
