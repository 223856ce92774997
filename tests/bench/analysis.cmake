# SPDX-License-Identifier: Apache-2.0
rheo_add_bench(analysis SOURCES analysis_bench.cpp LIBS rheo::analysis rheo::query benchmark::benchmark)
