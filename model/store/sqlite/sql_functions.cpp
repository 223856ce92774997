// SPDX-License-Identifier: Apache-2.0
#include "model/store/sqlite/sql_functions.h"

#include <sqlite3.h>

#include <array>
#include <cmath>
#include <new>
#include <string>

#include "model/base/histogram.h"
#include "model/query/payload_path.h"
#include "model/query/regex.h"

namespace rheo::store {
namespace {

using query::PayloadValue;

std::string_view textOf(sqlite3_value* value) {
  const auto* text = static_cast<const char*>(sqlite3_value_blob(value));
  return text == nullptr
             ? std::string_view()
             : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

/// Samples of one group. The same histogram as the rollups and the views use, so that all of them
/// name the same number.
struct Percentile {
  HistogramTally* tally;
  double quantile;
};

/// A histogram as the table `traffic` has it.
void mergeHistogram(sqlite3_context* context, std::string_view bytes, HistogramTally& tally) {
  Histogram histogram;
  if (!histogram.decode(bytes) || !bytes.empty()) {
    return sqlite3_result_error(context, "this BLOB is no histogram of the table traffic", -1);
  }
  tally.add(histogram);
}

/// The user data of p50, p95 and p99 is their quantile; percentile() is told as a parameter.
void percentileStep(sqlite3_context* context, int count, sqlite3_value** values) {
  auto* state = static_cast<Percentile*>(sqlite3_aggregate_context(context, sizeof(Percentile)));
  if (state == nullptr) return sqlite3_result_error_nomem(context);
  if (state->tally == nullptr) state->tally = new HistogramTally;
  const auto* quantile = static_cast<const double*>(sqlite3_user_data(context));
  state->quantile = count == 2 ? sqlite3_value_double(values[1]) / 100 : *quantile;
  const int type = sqlite3_value_type(values[0]);
  if (type == SQLITE_NULL) return;
  if (type == SQLITE_BLOB) return mergeHistogram(context, textOf(values[0]), *state->tally);
  const double value = sqlite3_value_double(values[0]);
  state->tally->record(value > 0 ? static_cast<std::uint64_t>(std::min(value, 1e18)) : 0);
}

void percentileFinal(sqlite3_context* context) {
  auto* state = static_cast<Percentile*>(sqlite3_aggregate_context(context, 0));
  if (state == nullptr || state->tally == nullptr) return sqlite3_result_null(context);
  const Histogram histogram = state->tally->take();
  delete state->tally;
  if (histogram.isEmpty()) return sqlite3_result_null(context);
  sqlite3_result_int64(context, static_cast<sqlite3_int64>(histogram.quantile(state->quantile)));
}

void regexpMatch(sqlite3_context* context, int, sqlite3_value** values) {
  if (sqlite3_value_type(values[1]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int(context, query::regexMatches(textOf(values[0]), textOf(values[1])) ? 1 : 0);
}

/// The user data says which kind is asked for: 'n', 't' or 'b'.
void payloadValue(sqlite3_context* context, int, sqlite3_value** values) {
  const char kind = *static_cast<const char*>(sqlite3_user_data(context));
  const auto path = query::parsePath(textOf(values[1]));
  if (!path) return sqlite3_result_error(context, "malformed payload path: write a.b[0].c", -1);
  const PayloadValue found = query::payloadAt(textOf(values[0]), *path);
  if (kind == 'n' && found.kind == PayloadValue::Kind::Integer) {
    sqlite3_result_int64(context, found.integer);
  } else if (kind == 'n' && found.kind == PayloadValue::Kind::Real) {
    sqlite3_result_double(context, found.real);
  } else if (kind == 't' && found.kind == PayloadValue::Kind::Text) {
    sqlite3_result_text64(context, found.text.data(), found.text.size(), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
  } else if (kind == 'b' && found.kind == PayloadValue::Kind::Bool) {
    sqlite3_result_int(context, found.boolean ? 1 : 0);
  }
}

struct Function {
  const char* name;
  int arguments;
  const void* data;
  void (*call)(sqlite3_context*, int, sqlite3_value**);
  void (*step)(sqlite3_context*, int, sqlite3_value**);
  void (*finish)(sqlite3_context*);
};

constexpr double kP50 = 0.5;
constexpr double kP95 = 0.95;
constexpr double kP99 = 0.99;
constexpr std::array<Function, 8> kFunctions{{
    {"p50", 1, &kP50, nullptr, percentileStep, percentileFinal},
    {"p95", 1, &kP95, nullptr, percentileStep, percentileFinal},
    {"p99", 1, &kP99, nullptr, percentileStep, percentileFinal},
    {"percentile", 2, nullptr, nullptr, percentileStep, percentileFinal},
    {"regexp_match", 2, nullptr, regexpMatch, nullptr, nullptr},
    {"payload_number", 2, "n", payloadValue, nullptr, nullptr},
    {"payload_text", 2, "t", payloadValue, nullptr, nullptr},
    {"payload_bool", 2, "b", payloadValue, nullptr, nullptr},
}};

}  // namespace

Result<void> addSqlFunctions(sqlite3* db) {
  for (const Function& f : kFunctions) {
    const int status = sqlite3_create_function_v2(
        db, f.name, f.arguments, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        const_cast<void*>(f.data), f.call, f.step, f.finish, nullptr);
    if (status != SQLITE_OK) return sqliteError(db, "cannot add an SQL function");
  }
  return {};
}

}  // namespace rheo::store
