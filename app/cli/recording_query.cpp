// SPDX-License-Identifier: Apache-2.0
#include "app/cli/recording_query.h"

#include "app/cli/command.h"

namespace rheo::cli {
namespace {

const QString kFilter = QStringLiteral("filter");
const QString kFrom = QStringLiteral("from");
const QString kTo = QStringLiteral("to");

/// ISO 8601, or Unix nanoseconds.
std::optional<TimeNs> readTime(const QCommandLineParser& parser, const QString& option) {
  const QString text = parser.value(option);
  bool isNumber = false;
  const qlonglong ns = text.toLongLong(&isNumber);
  if (isNumber) return ns;
  const auto time = parseIsoTime(text.toStdString());
  if (!time) {
    complain(QStringLiteral("--%1 '%2' is no time, such as 2026-01-31T12:00:00Z").arg(option, text),
             kUsage);
  }
  return time;
}

}  // namespace

RecordingQuery::RecordingQuery(QCommandLineParser& parser) : m_parser(parser) {
  parser.addOptions(
      {{kFilter, QStringLiteral("Only what matches, as in the filter bar."),
        QStringLiteral("expr")},
       {kFrom, QStringLiteral("From that time on: ISO 8601 or Unix ns."), QStringLiteral("time")},
       {kTo, QStringLiteral("Up to, and without, that time."), QStringLiteral("time")}});
}

std::optional<store::Query> RecordingQuery::read() const {
  store::Query query;
  query::FilterError error;
  const auto filter = query::Filter::parse(m_parser.value(kFilter).toStdString(), &error);
  if (!filter) {
    complain(QStringLiteral("--filter, column %1: %2")
                 .arg(error.column + 1)
                 .arg(printable(error.message)),
             kUsage);
    return std::nullopt;
  }
  query.filter = *filter;
  for (const auto& [option, bound] :
       {std::pair(kFrom, &query.range.from), std::pair(kTo, &query.range.to)}) {
    if (!m_parser.isSet(option)) continue;
    const auto time = readTime(m_parser, option);
    if (!time) return std::nullopt;
    *bound = *time;
  }
  return query;
}

QString printable(const std::string& text) {
  QString out = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
  for (QChar& c : out) {
    if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) c = u'·';
  }
  return out;
}

}  // namespace rheo::cli
