/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RHEO_TESTS_C_HOST_H
#define RHEO_TESTS_C_HOST_H

#include "rheo/probe.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Each returns 0, or the line of the check that failed. */
int c_host_emit(rheo_probe* probe);
int c_host_serve_one(rheo_probe* probe, int accept); /* -1: nothing to serve */
int c_host_without_a_probe(void);
int c_host_hand_on(void);

#ifdef __cplusplus
}
#endif

#endif
