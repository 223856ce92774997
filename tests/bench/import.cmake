# SPDX-License-Identifier: Apache-2.0
rheo_add_bench(import SOURCES import_bench.cpp LIBS rheo::session rheo_trace_maker)
