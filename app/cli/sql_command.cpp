// SPDX-License-Identifier: Apache-2.0
#include <QCommandLineParser>
#include <QTextStream>
#include <algorithm>
#include <limits>

#include "app/cli/command.h"
#include "model/store/store.h"

namespace rheo::cli {
namespace {

constexpr int kMaxWidth = 60;

QString fromUtf8(const std::string& text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A cell for people: control characters could drive the terminal, so they are shown as dots.
QString printable(const std::string& text) {
  QString out = fromUtf8(text);
  for (QChar& c : out) {
    if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) c = u'·';
  }
  return out;
}

void printTable(const store::SqlTable& table, QTextStream& out) {
  const std::size_t columns = table.columns.size();
  std::vector<int> widths(columns, 0);
  std::vector<QStringList> cells;
  QStringList header;
  for (const auto& name : table.columns) header += printable(name);
  cells.push_back(header);
  for (const auto& row : table.rows) {
    QStringList line;
    for (const auto& cell : row) line += printable(cell);
    cells.push_back(line);
  }
  for (const QStringList& line : cells) {
    for (std::size_t c = 0; c < columns; ++c) {
      const auto width = static_cast<int>(line[static_cast<qsizetype>(c)].size());
      widths[c] = std::max(widths[c], std::min(width, kMaxWidth));
    }
  }
  for (std::size_t r = 0; r < cells.size(); ++r) {
    QString text;
    for (std::size_t c = 0; c < columns; ++c) {
      const QString& cell = cells[r][static_cast<qsizetype>(c)];
      const bool right = r > 0 && table.isNumber[r - 1][c];
      text += right ? cell.rightJustified(widths[c]) : cell.leftJustified(widths[c]);
      text += QStringLiteral("  ");
    }
    while (text.endsWith(u' ')) text.chop(1);
    out << text << '\n';
  }
}

QString csvCell(const std::string& text) {
  QString cell = fromUtf8(text);
  const bool quote = std::any_of(cell.begin(), cell.end(), [](QChar c) {
    return c == u'"' || c == u',' || c == u'\n' || c == u'\r';
  });
  if (!quote) return cell;
  return u'"' + cell.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

void printCsv(const store::SqlTable& table, QTextStream& out) {
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << csvCell(cells[i]);
    out << "\r\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
}

QString jsonText(const std::string& text) {
  QString out(u'"');
  for (const QChar c : fromUtf8(text)) {
    if (c == u'"' || c == u'\\') {
      out += u'\\';
      out += c;
    } else if (c.unicode() < 0x20 || c.unicode() == 0x7F) {
      out += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
    } else {
      out += c;
    }
  }
  return out + u'"';
}

/// Written by hand: QJsonValue would round 64-bit numbers, and sorts the columns.
void printJson(const store::SqlTable& table, QTextStream& out) {
  out << '[';
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    out << (r == 0 ? "\n  {" : ",\n  {");
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      out << (c == 0 ? "" : ", ") << jsonText(table.columns[c]) << ": ";
      const std::string& cell = table.rows[r][c];
      // SQLite prints infinities as Inf, which JSON does not know.
      const bool number = table.isNumber[r][c] && cell.find("Inf") == std::string::npos;
      out << (table.isNull[r][c] ? QStringLiteral("null")
              : number           ? fromUtf8(cell)
                                 : jsonText(cell));
    }
    out << '}';
  }
  out << (table.rows.empty() ? "]\n" : "\n]\n");
}

}  // namespace

int runSql(const QStringList& arguments) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QStringLiteral("Answers one SELECT over a recording.\n\nTables: event, hop, saga, saga_step, "
                     "problem, gap. Functions: p50(x), p95(x), p99(x), percentile(x, p), "
                     "regexp_match(pattern, text), payload_number(payload, 'a.b')."));
  const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Print a JSON array."));
  const QCommandLineOption csv(QStringLiteral("csv"), QStringLiteral("Print CSV (RFC 4180)."));
  const QCommandLineOption help = parser.addHelpOption();
  parser.addOptions({json, csv});
  parser.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("The recording."));
  parser.addPositionalArgument(QStringLiteral("SELECT"), QStringLiteral("The statement."));
  if (!parser.parse(QStringList{QStringLiteral("rheo sql")} + arguments)) {
    return complain(parser.errorText() + QStringLiteral(". `rheo sql --help` lists the options"),
                    kUsage);
  }
  if (parser.isSet(help)) {
    QTextStream(stdout) << parser.helpText();
    return kOk;
  }
  const QStringList positional = parser.positionalArguments();
  if (positional.size() != 2 || (parser.isSet(json) && parser.isSet(csv))) {
    return complain(QStringLiteral("sql wants a recording, a statement and one format at most: "
                                   "rheo sql FILE \"SELECT ...\" [--json|--csv]"),
                    kUsage);
  }
  auto reader = store::openReader(positional[0].toStdString());
  if (!reader) return complain(fromUtf8(reader.error().text()), kFailed);
  const auto table =
      (*reader)->sql(positional[1].toStdString(), std::numeric_limits<std::size_t>::max(), {});
  if (!table) return complain(fromUtf8(table.error().text()), kFailed);
  QTextStream out(stdout);
  if (parser.isSet(json)) {
    printJson(*table, out);
  } else if (parser.isSet(csv)) {
    printCsv(*table, out);
  } else {
    printTable(*table, out);
  }
  return kOk;
}

}  // namespace rheo::cli
