/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RHEO_EXPORT_H
#define RHEO_EXPORT_H

/* Everything that is not marked stays inside the shared library. */
#if defined(__GNUC__)
#define RHEO_API __attribute__((visibility("default")))
#else
#define RHEO_API
#endif

#endif
