/* SPDX-License-Identifier: Apache-2.0
 *
 * rheo/probe.h - the event probe for C and for everything with a C foreign-function interface.
 *
 * Conventions
 *   Handles are opaque pointers. A null handle is accepted everywhere and does nothing, so that a
 *   host may go on without a probe. No call throws, blocks (but flush and destroy, up to their
 *   deadline) or reports an error to anyone but its caller.
 *   Calls that can fail return rheo_status; rheo_status_text() gives a static string for it.
 *   Structs begin with `size`, set by the caller to sizeof: fields may be appended later, and what
 *   a caller of an older header does not have takes its default. Zero-initialise them, set `size`.
 *   Texts are pointer and length, need not end in NUL, and are copied during the call; a null
 *   pointer is an empty text. Texts handed out are NUL-terminated and owned by the library, valid
 *   as long as the handle they came from (or for ever, where it says static).
 *   All calls are thread-safe except where a handle says "one thread".
 *   Names (topics, types, ...) are registered once per process with rheo_name() and used as
 *   numbers; 0 is no name.
 */
#ifndef RHEO_PROBE_H
#define RHEO_PROBE_H

#include <stddef.h>
#include <stdint.h>

#include "rheo/export.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum rheo_status {
  RHEO_OK = 0,
  RHEO_INVALID = 1,  /**< a required argument is missing, or a struct's size is unknown */
  RHEO_DISABLED = 2, /**< the probe records nothing now; rheo_probe_disabled_reason() says why */
  RHEO_TIMEOUT = 3,
  RHEO_EMPTY = 4, /**< nothing is waiting */
  RHEO_NO_MEMORY = 5
} rheo_status;

/** A static English sentence. */
RHEO_API const char* rheo_status_text(rheo_status status);
/** "0.1.0", static: of the library, not of this header. */
RHEO_API const char* rheo_version(void);

typedef struct rheo_text {
  const char* data;
  size_t length;
} rheo_text;

/** Registers a name; takes a lock the first time. The same text gives the same number. */
RHEO_API uint32_t rheo_name(const char* text, size_t length);
/** The text of a name, static; empty for a number that is none. */
RHEO_API rheo_text rheo_name_text(uint32_t name);

/* --- the probe --- */

typedef struct rheo_probe rheo_probe;

typedef struct rheo_config {
  size_t size;
  rheo_text service; /**< required, unless RHEO_SERVICE is set */
  rheo_text instance;
  rheo_text version;
  rheo_text endpoint;         /**< default tcp://127.0.0.1:5571 */
  uint64_t ring_bytes;        /**< 0 = default, 8 MiB */
  uint64_t max_payload_bytes; /**< 0 = default, 64 KiB */
  uint32_t flush_interval_ms; /**< 0 = default, 5 */
  uint32_t exit_deadline_ms;  /**< 0 = default, 200 */
  int32_t overwrite_oldest;   /**< 0 = a full ring drops the newest */
  int32_t disabled;           /**< not 0: record nothing, as RHEO_DISABLED=1 */
  int32_t sizes_only;         /**< not 0: capture no payloads, only their sizes */
  int32_t redact;             /**< not 0: only what allow_fields names leaves the process */
  rheo_text allow_fields;     /**< "orderId,customer.tier,$key": see rheo::Config::allowFields */
} rheo_config;

/** Starts a probe; the environment (RHEO_ENDPOINT, ...) overrides the config. A probe that cannot
 * work is made all the same, disabled. */
RHEO_API rheo_status rheo_probe_create(const rheo_config* config, rheo_probe** probe);
/** Waits for the collector at most the exit deadline. No other thread may use the probe any more.
 */
RHEO_API void rheo_probe_destroy(rheo_probe* probe);
/** 1 while sightings are recorded. */
RHEO_API int rheo_probe_enabled(const rheo_probe* probe);
/** Static text, empty when enabled. */
RHEO_API const char* rheo_probe_disabled_reason(const rheo_probe* probe);
/** RHEO_OK when all that was emitted before is committed by a collector. */
RHEO_API rheo_status rheo_probe_flush(rheo_probe* probe, uint32_t deadline_ms);

typedef struct rheo_stats {
  size_t size;
  uint64_t emitted;
  uint64_t dropped;
  uint64_t acked;
  uint64_t resent;
  int32_t connected;
} rheo_stats;
RHEO_API rheo_status rheo_probe_stats(const rheo_probe* probe, rheo_stats* stats);

/* --- context: what travels in the headers of a message --- */

typedef struct rheo_context {
  size_t size;
  uint64_t trace_id[2]; /**< most significant first; all zero = none */
  uint64_t span_id;
  uint64_t event_id[2];
  int64_t published_ns; /**< Unix ns; 0 unknown */
  char producer[64];
  uint32_t trace_flags; /**< W3C flags, passed on as they came: 1 sampled, 2 random trace id */
} rheo_context;

/** W3C headers, NUL-terminated; empty when the context is. The buffers need at least these sizes.
 */
#define RHEO_TRACEPARENT_BYTES 56
#define RHEO_TRACESTATE_BYTES 160
RHEO_API rheo_status rheo_context_inject(const rheo_context* context, char* traceparent,
                                         char* tracestate);
/** Malformed headers give an empty context, as the standard demands. */
RHEO_API rheo_status rheo_context_extract(rheo_text traceparent, rheo_text tracestate,
                                          rheo_context* context);
/** Of this thread: set by a processing or by rheo_context_set(), none by default. */
RHEO_API rheo_status rheo_context_current(rheo_context* context);
/** Makes a context this thread's current one: where a task of a pool or a coroutine resumes.
 * `previous` (may be null) takes the one before; set that again before the thread does something
 * else. A null context is none. */
RHEO_API rheo_status rheo_context_set(const rheo_context* context, rheo_context* previous);

/* --- sightings --- */

typedef struct rheo_event {
  size_t size;
  uint32_t topic; /**< required */
  uint32_t type;  /**< required */
  uint16_t schema_version;
  uint8_t kind; /**< 0 event, 1 command, 2 query, 3 reply */
  uint8_t injected;
  uint8_t replayed;
  rheo_text payload;
  rheo_text key;
  rheo_text attributes; /**< JSON object */
  rheo_text saga_type;
  rheo_text saga_key;
} rheo_event;

/** Event published. `parent` null: the thread's current context. `context` (may be null) goes into
 * the message's headers; it is filled in also when nothing is recorded. */
RHEO_API rheo_status rheo_published(rheo_probe* probe, const rheo_event* event,
                                    const rheo_context* parent, rheo_context* context);

/** One received event being handled. One thread, unless detached; end them in reverse order. */
typedef struct rheo_processing rheo_processing;

typedef struct rheo_incoming {
  size_t size;
  const rheo_context* context; /**< from rheo_context_extract(); may be null */
  uint32_t subscription;
  uint16_t attempt;  /**< 0 and 1: the first delivery */
  int64_t broker_ns; /**< when the broker took it, Unix ns; 0 unknown */
  int32_t detached;  /**< not 0: the handler may move between threads; it is no thread's current
                          context, so give rheo_processing_context() to what it publishes */
} rheo_incoming;

/** `received`. Null when memory is out. */
RHEO_API rheo_processing* rheo_processing_begin(rheo_probe* probe, const rheo_event* event,
                                                const rheo_incoming* incoming);
/** What is published because of it has this parent. */
RHEO_API rheo_status rheo_processing_context(const rheo_processing* processing,
                                             rheo_context* context);
RHEO_API void rheo_processing_failed(rheo_processing* processing, uint32_t error_type);
RHEO_API void rheo_processing_retried(rheo_processing* processing, uint32_t delay_ms);
RHEO_API void rheo_processing_dead_lettered(rheo_processing* processing, uint32_t queue,
                                            uint32_t error_type);
/** `processed`, unless it failed or was dead-lettered. Frees the handle. */
RHEO_API void rheo_processing_end(rheo_processing* processing);

typedef enum rheo_saga_stage {
  RHEO_SAGA_STARTED = 16,
  RHEO_STEP_STARTED = 17,
  RHEO_STEP_DONE = 18,
  RHEO_STEP_FAILED = 19,
  RHEO_COMPENSATING = 20,
  RHEO_COMPENSATED = 21,
  RHEO_SAGA_COMPLETED = 22,
  RHEO_SAGA_COMPENSATED = 23,
  RHEO_SAGA_FAILED = 24,
  RHEO_SAGA_TIMED_OUT = 25
} rheo_saga_stage;

typedef struct rheo_saga_event {
  size_t size;
  uint32_t saga_type; /**< required */
  rheo_text saga_key; /**< required; cut at 63 bytes */
  rheo_saga_stage stage;
  uint32_t step;
  uint32_t undoes;
  uint32_t error_type;
  uint16_t attempt;     /**< 0 and 1: the first */
  uint32_t deadline_ms; /**< for RHEO_SAGA_STARTED; 0 = none declared */
} rheo_saga_event;
RHEO_API rheo_status rheo_saga(rheo_probe* probe, const rheo_saga_event* event);

/* --- injection: the collector asks, the service decides --- */

RHEO_API rheo_status rheo_declare_injectable(rheo_probe* probe, uint32_t topic, uint32_t type,
                                             rheo_text example);

/** One request. One thread. */
typedef struct rheo_injection rheo_injection;
/** RHEO_OK: `*injection` must be answered with accept or refuse, which free it. */
RHEO_API rheo_status rheo_next_injection(rheo_probe* probe, rheo_injection** injection);
RHEO_API rheo_text rheo_injection_topic(const rheo_injection* injection);
RHEO_API rheo_text rheo_injection_type(const rheo_injection* injection);
RHEO_API rheo_text rheo_injection_key(const rheo_injection* injection);
RHEO_API rheo_text rheo_injection_payload(const rheo_injection* injection);
RHEO_API rheo_text rheo_injection_attributes(const rheo_injection* injection);
RHEO_API int rheo_injection_is_replay(const rheo_injection* injection);
/** The id of the event that is sent again, most significant first; zeros when it is no replay. */
RHEO_API void rheo_injection_replay_of(const rheo_injection* injection, uint64_t event_id[2]);
/** `context`: of the event published for it. */
RHEO_API rheo_status rheo_injection_accept(rheo_probe* probe, rheo_injection* injection,
                                           const rheo_context* context);
RHEO_API rheo_status rheo_injection_refuse(rheo_probe* probe, rheo_injection* injection,
                                           rheo_text reason);

#ifdef __cplusplus
}
#endif

#endif
