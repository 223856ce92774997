/* SPDX-License-Identifier: Apache-2.0 */
#undef LTTNG_UST_TRACEPOINT_PROVIDER
#define LTTNG_UST_TRACEPOINT_PROVIDER rheo_bench
#undef LTTNG_UST_TRACEPOINT_INCLUDE
#define LTTNG_UST_TRACEPOINT_INCLUDE "tests/bench/probe_lttng_provider.h"

#if !defined(RHEO_BENCH_LTTNG_H) || defined(LTTNG_UST_TRACEPOINT_HEADER_MULTI_READ)
#define RHEO_BENCH_LTTNG_H

#include <lttng/tracepoint.h>

LTTNG_UST_TRACEPOINT_EVENT(
    rheo_bench, published,
    LTTNG_UST_TP_ARGS(const uint64_t*, ids, uint32_t, topic, uint32_t, type, const char*, payload,
                      uint32_t, size),
    LTTNG_UST_TP_FIELDS(lttng_ust_field_array(uint64_t, ids, ids,
                                              5) lttng_ust_field_integer(uint32_t, topic, topic)
                            lttng_ust_field_integer(uint32_t, type, type)
                                lttng_ust_field_sequence(char, payload, payload, uint32_t, size)))

#endif

#include <lttng/tracepoint-event.h>
