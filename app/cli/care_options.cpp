// SPDX-License-Identifier: Apache-2.0
#include "app/cli/care_options.h"

#include <QTextStream>

#include "app/cli/command.h"
#include "model/query/expr.h"

namespace rheo::cli {
namespace {

/// The value that the filter language reads in `field >= text`: one grammar for times and units.
std::optional<std::int64_t> valueOf(const char* field, const std::string& text) {
  const auto filter = query::Filter::parse(std::string(field) + " >= " + text);
  if (!filter || filter->matchesAll()) return std::nullopt;
  const query::Expr& root = *filter->root();
  if (root.op != query::Expr::Op::Compare || root.values.size() != 1) return std::nullopt;
  if (root.values.front().kind != query::Literal::Kind::Integer) return std::nullopt;
  return root.values.front().integer;
}

}  // namespace

std::optional<std::int64_t> parseDuration(const QString& text) {
  return valueOf("latency", text.toStdString());
}

std::optional<std::uint64_t> parseSize(const QString& text) {
  const bool isShort = !text.isEmpty() && QStringLiteral("KMG").contains(text.back());
  const auto size = valueOf("size", (isShort ? text + QStringLiteral("iB") : text).toStdString());
  if (!size || *size < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*size);
}

std::optional<TimeNs> parseMoment(const QString& text, TimeRange extent) {
  const bool fromEnd = text.startsWith(u'-');
  if (const auto offset = parseDuration(fromEnd ? text.mid(1) : text)) {
    return fromEnd ? extent.to - *offset : extent.from + *offset;
  }
  const std::string time = text.toStdString();
  if (const auto at = valueOf("time", time)) return at;
  return valueOf("time", query::quote(time));
}

int reportCopy(const Result<store::Copied>& copied, const QString& path) {
  if (!copied) return complain(QString::fromStdString(copied.error().text()), kFailed);
  const auto mebibytes = [](std::uint64_t bytes) {
    return QString::number(static_cast<double>(bytes) / (1 << 20), 'f', 1);
  };
  QTextStream(stdout) << QStringLiteral("%1: %2 events, %3 sagas, %4 problems, %5 MiB (from %6)\n")
                             .arg(path)
                             .arg(copied->events)
                             .arg(copied->sagas)
                             .arg(copied->problems)
                             .arg(mebibytes(copied->bytesAfter), mebibytes(copied->bytesBefore));
  return kOk;
}

}  // namespace rheo::cli
