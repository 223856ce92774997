# SPDX-License-Identifier: Apache-2.0
find_package(SQLite3 REQUIRED)
rheo_add_bench(store_ingest SOURCES ingest_bench.cpp ingest_load.cpp ingest_path.cpp ingest_writers.cpp
    store_rows.cpp
  LIBS rheo::session rheo::probe SQLite::SQLite3)
