/* SPDX-License-Identifier: Apache-2.0 */
/** @file
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

/** How a call went. */
typedef enum rheo_status {
  RHEO_OK = 0,        /**< as asked */
  RHEO_INVALID = 1,   /**< a required argument is missing, or a struct's size is unknown */
  RHEO_DISABLED = 2,  /**< the probe records nothing now; rheo_probe_disabled_reason() says why */
  RHEO_TIMEOUT = 3,   /**< the deadline passed first */
  RHEO_EMPTY = 4,     /**< nothing is waiting */
  RHEO_NO_MEMORY = 5, /**< the host is out of memory */
  RHEO_FAILED = 6     /**< the system refused: a file, too many of a thing */
} rheo_status;

/** A static English sentence. */
RHEO_API const char* rheo_status_text(rheo_status status);
/** "0.1.0", static: of the library, not of this header. */
RHEO_API const char* rheo_version(void);

/** A text that somebody else owns. */
typedef struct rheo_text {
  const char* data; /**< may be null when the length is 0 */
  size_t length;    /**< bytes */
} rheo_text;

/** Registers a name; takes a lock the first time. The same text gives the same number. */
RHEO_API uint32_t rheo_name(const char* text, size_t length);
/** The text of a name, static; empty for a number that is none. */
RHEO_API rheo_text rheo_name_text(uint32_t name);

/* --- the probe --- */

/** The probe of one service. Make one per process and keep it until the end. */
typedef struct rheo_probe rheo_probe;

/** Where and how a probe reports. All zero but `size` and `service` is safe in production. */
typedef struct rheo_config {
  size_t size;                /**< sizeof the struct, set by the caller */
  rheo_text service;          /**< required, unless RHEO_SERVICE is set */
  rheo_text instance;         /**< default host:pid */
  rheo_text version;          /**< of the service */
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

/** Counts since the probe was made; stored + dropped = emitted once all is drained. */
typedef struct rheo_stats {
  size_t size;       /**< sizeof the struct, set by the caller */
  uint64_t emitted;  /**< emit attempts while enabled */
  uint64_t dropped;  /**< of those, refused by a full ring */
  uint64_t acked;    /**< of those, committed by a collector */
  uint64_t resent;   /**< sent more than once */
  int32_t connected; /**< 1: a collector answered lately */
  uint64_t left_out; /**< beside those: not wanted by the collector (paused, sampled out) */
} rheo_stats;
/** Never blocks; a few microseconds. */
RHEO_API rheo_status rheo_probe_stats(const rheo_probe* probe, rheo_stats* stats);

/** Writes what no collector has committed into a file (made anew) that `rheo import` reads,
 * redacted as on the wire; with overwrite_oldest the newest that the rings hold. Emits go on
 * meanwhile, but what finds its ring full is dropped. As long as the disk takes. RHEO_FAILED: no
 * file, or not a whole one. */
RHEO_API rheo_status rheo_probe_dump(rheo_probe* probe, const char* path);
/** The same when SIGSEGV, SIGBUS, SIGFPE, SIGILL or SIGABRT ends the process, once, before the
 * signal does what it did without us. Async-signal-safe: its memory is taken now. A null path
 * undoes it. RHEO_FAILED: more than 8 probes. */
RHEO_API rheo_status rheo_probe_dump_on_crash(rheo_probe* probe, const char* path);

/* --- context: what travels in the headers of a message --- */

/** What travels in the headers of a message. */
typedef struct rheo_context {
  size_t size;          /**< sizeof the struct, set by the caller */
  uint64_t trace_id[2]; /**< most significant first; all zero = none */
  uint64_t span_id;     /**< 0 = none */
  uint64_t event_id[2]; /**< the event that carried it; cause of what is published under it */
  int64_t published_ns; /**< Unix ns; 0 unknown */
  char producer[64];    /**< publishing service, NUL-terminated */
  uint32_t trace_flags; /**< W3C flags, passed on as they came: 1 sampled, 2 random trace id */
} rheo_context;

/** What rheo_context_inject() writes at most, the NUL included. */
#define RHEO_TRACEPARENT_BYTES 56
/** What rheo_context_inject() writes at most, the NUL included. */
#define RHEO_TRACESTATE_BYTES 160
/** W3C headers, NUL-terminated; empty when the context is. The buffers need at least the sizes
 * above. Allocates nothing, ~100 ns. */
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

/** An event, as rheo_published() and rheo_processing_begin() take it. */
typedef struct rheo_event {
  size_t size;             /**< sizeof the struct, set by the caller */
  uint32_t topic;          /**< required */
  uint32_t type;           /**< required */
  uint16_t schema_version; /**< of the type; 0 = not said */
  uint8_t kind;            /**< 0 event, 1 command, 2 query, 3 reply */
  uint8_t injected;        /**< 1: made for a request of the collector */
  uint8_t replayed;        /**< 1: sent again */
  rheo_text payload;       /**< captured up to the limit of the probe, its size always */
  rheo_text key;           /**< partition or entity key; cut at 1 KiB */
  rheo_text attributes;    /**< JSON object */
  rheo_text saga_type;     /**< correlation: the saga this event belongs to */
  rheo_text saga_key;      /**< which one; cut at 63 bytes */
} rheo_event;

/** Event published. `parent` null: the thread's current context. `context` (may be null) goes into
 * the message's headers; it is filled in also when nothing is recorded. */
RHEO_API rheo_status rheo_published(rheo_probe* probe, const rheo_event* event,
                                    const rheo_context* parent, rheo_context* context);

/** One received event being handled. One thread, unless detached; end them in reverse order. */
typedef struct rheo_processing rheo_processing;

/** How an event arrived. */
typedef struct rheo_incoming {
  size_t size;                 /**< sizeof the struct, set by the caller */
  const rheo_context* context; /**< from rheo_context_extract(); may be null */
  uint32_t subscription;       /**< who takes it: consumer group, queue */
  uint16_t attempt;            /**< 0 and 1: the first delivery */
  int64_t broker_ns;           /**< when the broker took it, Unix ns; 0 unknown */
  int32_t detached; /**< not 0: the handler may move between threads; it is no thread's current
                         context, so give rheo_processing_context() to what it publishes */
} rheo_incoming;

/** `received`. Null when memory is out. */
RHEO_API rheo_processing* rheo_processing_begin(rheo_probe* probe, const rheo_event* event,
                                                const rheo_incoming* incoming);
/** What is published because of it has this parent. */
RHEO_API rheo_status rheo_processing_context(const rheo_processing* processing,
                                             rheo_context* context);
/** This attempt ended in an error. */
RHEO_API void rheo_processing_failed(rheo_processing* processing, uint32_t error_type);
/** After failed: another attempt is scheduled. */
RHEO_API void rheo_processing_retried(rheo_processing* processing, uint32_t delay_ms);
/** Given up, moved to `queue`. */
RHEO_API void rheo_processing_dead_lettered(rheo_processing* processing, uint32_t queue,
                                            uint32_t error_type);
/** `processed`, unless it failed or was dead-lettered. Frees the handle. */
RHEO_API void rheo_processing_end(rheo_processing* processing);

/** What happened to a saga or to one of its steps. */
typedef enum rheo_saga_stage {
  RHEO_SAGA_STARTED = 16,     /**< may declare a deadline */
  RHEO_STEP_STARTED = 17,     /**< names the step and the attempt */
  RHEO_STEP_DONE = 18,        /**< names the step */
  RHEO_STEP_FAILED = 19,      /**< names the step and the error */
  RHEO_COMPENSATING = 20,     /**< `step` begins to undo `undoes` */
  RHEO_COMPENSATED = 21,      /**< `step` has undone `undoes` */
  RHEO_SAGA_COMPLETED = 22,   /**< it ended well */
  RHEO_SAGA_COMPENSATED = 23, /**< it ended by undoing what it did */
  RHEO_SAGA_FAILED = 24,      /**< it ended in an error */
  RHEO_SAGA_TIMED_OUT = 25    /**< it ended at its deadline */
} rheo_saga_stage;

/** One stage of one saga instance, as one service sees it. */
typedef struct rheo_saga_event {
  size_t size;           /**< sizeof the struct, set by the caller */
  uint32_t saga_type;    /**< required */
  rheo_text saga_key;    /**< required; cut at 63 bytes */
  rheo_saga_stage stage; /**< required */
  uint32_t step;         /**< name of the step, for those stages that have one */
  uint32_t undoes;       /**< name of the step that a compensation undoes */
  uint32_t error_type;   /**< for those stages that fail */
  uint16_t attempt;      /**< 0 and 1: the first */
  uint32_t deadline_ms;  /**< for RHEO_SAGA_STARTED; 0 = none declared */
} rheo_saga_event;
/** A saga's sighting. RHEO_INVALID without type, key and a known stage. */
RHEO_API rheo_status rheo_saga(rheo_probe* probe, const rheo_saga_event* event);

/* --- injection: the collector asks, the service decides --- */

/** Lets the collector ask for events of this type; `example` is a JSON payload. Takes a lock. */
RHEO_API rheo_status rheo_declare_injectable(rheo_probe* probe, uint32_t topic, uint32_t type,
                                             rheo_text example);

/** One request. One thread. */
typedef struct rheo_injection rheo_injection;
/** RHEO_OK: `*injection` must be answered with accept or refuse, which free it. */
RHEO_API rheo_status rheo_next_injection(rheo_probe* probe, rheo_injection** injection);
/** Where it should be published. This text and the next are valid until it is answered. */
RHEO_API rheo_text rheo_injection_topic(const rheo_injection* injection);
/** The event's type. */
RHEO_API rheo_text rheo_injection_type(const rheo_injection* injection);
/** The event's key; may be empty. */
RHEO_API rheo_text rheo_injection_key(const rheo_injection* injection);
/** The event's payload, from outside: check it as any request. */
RHEO_API rheo_text rheo_injection_payload(const rheo_injection* injection);
/** JSON object, or empty. */
RHEO_API rheo_text rheo_injection_attributes(const rheo_injection* injection);
/** 1: an event that was seen before should be sent again. */
RHEO_API int rheo_injection_is_replay(const rheo_injection* injection);
/** The id of the event that is sent again, most significant first; zeros when it is no replay. */
RHEO_API void rheo_injection_replay_of(const rheo_injection* injection, uint64_t event_id[2]);
/** `context`: of the event published for it. */
RHEO_API rheo_status rheo_injection_accept(rheo_probe* probe, rheo_injection* injection,
                                           const rheo_context* context);
/** The reason is shown to who asked. */
RHEO_API rheo_status rheo_injection_refuse(rheo_probe* probe, rheo_injection* injection,
                                           rheo_text reason);

#ifdef __cplusplus
}
#endif

#endif
