// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/duck.h"

#include <dlfcn.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace rheo::bench {
namespace {

/// As the library lays it out; only its address matters here, and the error.
struct DuckResult {
  std::uint64_t columns, rows, changed;
  void* deprecated;
  char* error;
  void* data;
};

[[noreturn]] void giveUp(const char* what) {
  std::fprintf(stderr, "duckdb: %s\n", what == nullptr ? "failed" : what);
  std::exit(1);
}

}  // namespace

struct Duck::Library {
  void* handle = nullptr;
  void* database = nullptr;
  void* connection = nullptr;

  int (*open)(const char*, void**) = nullptr;
  int (*connect)(void*, void**) = nullptr;
  int (*query)(void*, const char*, DuckResult*) = nullptr;
  void (*destroyResult)(DuckResult*) = nullptr;
  void (*disconnect)(void**) = nullptr;
  void (*close)(void**) = nullptr;
  int (*createAppender)(void*, const char*, const char*, void**) = nullptr;
  int (*appendNumber)(void*, std::int64_t) = nullptr;
  int (*appendText)(void*, const char*, std::uint64_t) = nullptr;
  int (*appendBlob)(void*, const void*, std::uint64_t) = nullptr;
  int (*endRow)(void*) = nullptr;
  int (*destroyAppender)(void**) = nullptr;

  template <class Call>
  void find(Call& call, const char* name) {
    call = reinterpret_cast<Call>(::dlsym(handle, name));
    if (call == nullptr) giveUp(name);
  }
  void findAll() {
    find(open, "duckdb_open");
    find(connect, "duckdb_connect");
    find(query, "duckdb_query");
    find(destroyResult, "duckdb_destroy_result");
    find(disconnect, "duckdb_disconnect");
    find(close, "duckdb_close");
    find(createAppender, "duckdb_appender_create");
    find(appendNumber, "duckdb_append_int64");
    find(appendText, "duckdb_append_varchar_length");
    find(appendBlob, "duckdb_append_blob");
    find(endRow, "duckdb_appender_end_row");
    find(destroyAppender, "duckdb_appender_destroy");
  }
};

std::unique_ptr<Duck> Duck::open() {
  const char* path = std::getenv("RHEO_DUCKDB");
  if (path == nullptr) return nullptr;
  std::unique_ptr<Duck> duck(new Duck);
  duck->m_library = std::make_unique<Library>();
  Library& library = *duck->m_library;
  library.handle = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library.handle == nullptr) giveUp(::dlerror());
  library.findAll();
  if (library.open(nullptr, &library.database) != 0 ||
      library.connect(library.database, &library.connection) != 0) {
    giveUp("cannot open");
  }
  duck->ask(
      "CREATE TABLE e(time BIGINT, stage VARCHAR, service VARCHAR, topic VARCHAR, type VARCHAR, "
      "subscription VARCHAR, event BLOB, trace BLOB, cause BLOB, span BIGINT, published BIGINT, "
      "broker BIGINT, duration BIGINT, key VARCHAR, payload VARCHAR)");
  return duck;
}

Duck::~Duck() {
  m_library->disconnect(&m_library->connection);
  m_library->close(&m_library->database);
}

void Duck::add(std::span<const EventBatch> batches, const NameTable& names) {
  Library& l = *m_library;
  void* appender = nullptr;
  if (l.createAppender(l.connection, nullptr, "e", &appender) != 0) giveUp("cannot append");
  const auto text = [&](std::string_view t) { l.appendText(appender, t.data(), t.size()); };
  for (const EventBatch& batch : batches) {
    for (const TraceEvent& e : batch.events) {
      l.appendNumber(appender, e.timeNs);
      text(stageName(e.stage));
      for (const Name name : {e.service, e.topic, e.type, e.subscription}) text(names.text(name));
      for (const Id128* id : {&e.eventId, &e.traceId, &e.causationId}) {
        l.appendBlob(appender, id, sizeof *id);
      }
      l.appendNumber(appender, static_cast<std::int64_t>(e.spanId));
      for (const auto value : {e.publishedNs, e.brokerNs, e.durationNs}) {
        l.appendNumber(appender, value);
      }
      text(e.key.empty() ? std::string_view("") : e.key);
      text(e.payload.empty() ? std::string_view("") : e.payload);
      if (l.endRow(appender) != 0) giveUp("cannot append a row");
    }
  }
  if (l.destroyAppender(&appender) != 0) giveUp("cannot append");
}

void Duck::ask(const std::string& statement) {
  DuckResult result{};
  if (m_library->query(m_library->connection, statement.c_str(), &result) != 0) {
    giveUp(result.error);
  }
  m_library->destroyResult(&result);
}

}  // namespace rheo::bench
