// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace rheo {

/// What traces are written in. All can be read; what can be written: exports::writtenFormats().
enum class TraceFormat : std::uint8_t {
  Jsonl,  ///< our own lines
  OtlpJson,
  OtlpProto,
  Jaeger,
  Zipkin,
  Zipkin1,
  Chrome,
  CloudEvents,
  Csv,
  Xes,
  ProbeDump  ///< what the flight recorder of a probe left
};
std::span<const TraceFormat> traceFormats();
/// "jsonl", "otlp-json", "otlp-proto", "jaeger", "zipkin", "zipkin1", "chrome", "cloudevents",
/// "csv", "xes", "probe-dump".
std::string_view formatName(TraceFormat format);
/// The one of these with the name.
std::optional<TraceFormat> formatFromName(std::string_view name,
                                          std::span<const TraceFormat> among = traceFormats());
/// Their names, for people: "jsonl, otlp-json, ...".
std::string formatNames(std::span<const TraceFormat> among = traceFormats());

}  // namespace rheo
