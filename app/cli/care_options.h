// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <cstdint>
#include <optional>

#include "model/store/care.h"

namespace rheo::cli {

/// "90s", "1h": as the filter language writes them. Nothing when it is no duration.
std::optional<std::int64_t> parseDuration(const QString& text);
/// "1GiB", "500MB", and for short "1G".
std::optional<std::uint64_t> parseSize(const QString& text);
/// A time as the filter language writes it, or a duration after the recording's start, or with a
/// minus before its end.
std::optional<TimeNs> parseMoment(const QString& text, TimeRange extent);

/// What cut, merge and compact have done, on one line; returns the exit code.
int reportCopy(const Result<store::Copied>& copied, const QString& path);

}  // namespace rheo::cli
