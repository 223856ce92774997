// SPDX-License-Identifier: Apache-2.0
#include "model/event/trace_format.h"

#include <array>

namespace rheo {
namespace {

using enum TraceFormat;

constexpr std::array kAll{Jsonl,  OtlpJson,    OtlpProto, Jaeger, Zipkin,   Zipkin1,
                          Chrome, CloudEvents, Csv,       Xes,    ProbeDump};
constexpr std::array<std::string_view, kAll.size()> kNames{
    "jsonl",  "otlp-json",   "otlp-proto", "jaeger", "zipkin",    "zipkin1",
    "chrome", "cloudevents", "csv",        "xes",    "probe-dump"};

constexpr bool inOrder() {
  for (std::size_t i = 0; i < kAll.size(); ++i) {
    if (static_cast<std::size_t>(kAll[i]) != i) return false;
  }
  return true;
}
static_assert(inOrder(), "formatName() indexes the names by format");

}  // namespace

std::span<const TraceFormat> traceFormats() {
  return kAll;
}

std::string_view formatName(TraceFormat format) {
  const auto index = static_cast<std::size_t>(format);
  return index < kNames.size() ? kNames[index] : "unknown";
}

std::optional<TraceFormat> formatFromName(std::string_view name,
                                          std::span<const TraceFormat> among) {
  for (const TraceFormat format : among) {
    if (formatName(format) == name) return format;
  }
  return std::nullopt;
}

std::string formatNames(std::span<const TraceFormat> among) {
  std::string names;
  for (const TraceFormat format : among) {
    if (!names.empty()) names += ", ";
    names += formatName(format);
  }
  return names;
}

}  // namespace rheo
