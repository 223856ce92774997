/* SPDX-License-Identifier: Apache-2.0 */
/** @file
 * rheo/propagation.h - trace context, baggage and CloudEvents in the headers of any message, for C.
 * The conventions are those of rheo/probe.h.
 */
#ifndef RHEO_PROPAGATION_H
#define RHEO_PROPAGATION_H

#include "rheo/probe.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The headers of one message, whatever carries it: HTTP, Kafka, AMQP, SQS. Names are lower case; a
 * header that came several times is one value, joined by commas. The functions are called during
 * the call that got the carrier, on its thread; either may be null when it is not needed. */
typedef struct rheo_carrier {
  size_t size; /**< sizeof the struct, set by the caller */
  void* host;  /**< handed to both */
  /** The value, {NULL, 0} when there is none; must stay until the next call. */
  rheo_text (*get)(void* host, const char* name);
  /** The name is NUL-terminated, the value copied by whoever wants to keep it. */
  void (*set)(void* host, const char* name, rheo_text value);
} rheo_carrier;

/** What a message carries besides its payload: context, tracestate of others, baggage. One thread
 * at a time; may be handed from thread to thread. */
typedef struct rheo_carried rheo_carried;

/** Reads traceparent, tracestate and baggage; what is malformed is ignored. A null carrier gives an
 * empty one to start with. Null when memory is out. Allocates. */
RHEO_API rheo_carried* rheo_carried_extract(const rheo_carrier* carrier);
/** Another one like it, for a message that goes its own way. */
RHEO_API rheo_carried* rheo_carried_copy(const rheo_carried* carried);
/** A null one is none. */
RHEO_API void rheo_carried_free(rheo_carried* carried);
/** Writes the headers. `context`, when not null, goes instead of what was extracted: that of the
 * event just published. */
RHEO_API rheo_status rheo_carried_inject(const rheo_carried* carried, const rheo_context* context,
                                         const rheo_carrier* carrier);
/** The context alone: for rheo_incoming, or a parent. */
RHEO_API rheo_status rheo_carried_context(const rheo_carried* carried, rheo_context* context);

/** RHEO_INVALID when the key is no HTTP token, or 64 entries or 8,192 bytes would be passed. */
RHEO_API rheo_status rheo_carried_set_baggage(rheo_carried* carried, rheo_text key,
                                              rheo_text value);
/** RHEO_EMPTY when there was none. */
RHEO_API rheo_status rheo_carried_remove_baggage(rheo_carried* carried, rheo_text key);
/** Entries that rheo_carried_baggage_at() has. */
RHEO_API size_t rheo_carried_baggage_count(const rheo_carried* carried);
/** The texts are valid until the baggage changes. RHEO_EMPTY beyond the last. */
RHEO_API rheo_status rheo_carried_baggage_at(const rheo_carried* carried, size_t index,
                                             rheo_text* key, rheo_text* value);
/** RHEO_EMPTY when there is none. */
RHEO_API rheo_status rheo_carried_find_baggage(const rheo_carried* carried, rheo_text key,
                                               rheo_text* value);

/* --- CloudEvents 1.0, binary mode --- */

/** How attributes are named and encoded in headers. */
typedef enum rheo_binding {
  RHEO_BINDING_HTTP = 0,  /**< ce-id, values percent-encoded */
  RHEO_BINDING_KAFKA = 1, /**< ce_id */
  RHEO_BINDING_AMQP = 2   /**< cloudEvents:id; cloudEvents_id is read, too */
} rheo_binding;

/** The attributes that mean something to us; empty ones are left out. */
typedef struct rheo_cloud_event {
  size_t size;                 /**< sizeof the struct, set by the caller */
  rheo_text id;                /**< required */
  rheo_text source;            /**< required: a URI reference */
  rheo_text type;              /**< required */
  rheo_text subject;           /**< what it is about */
  rheo_text data_content_type; /**< the message's own content-type */
  rheo_text data_schema;       /**< URI of the schema */
  int64_t time_ns;             /**< Unix ns; 0 unknown */
  rheo_text partition_key;     /**< our key */
  rheo_text correlation_id;    /**< our saga key */
  rheo_text topic;             /**< where it was published */
  const rheo_context* context; /**< written as traceparent and tracestate; may be null */
} rheo_cloud_event;

/** A CloudEvent that was read, and the owner of its texts. */
typedef struct rheo_received_cloud_event rheo_received_cloud_event;

/** Writes the attributes of what was published: `context` from rheo_published() of `event`. */
RHEO_API rheo_status rheo_cloud_event_describe(const rheo_context* context, const rheo_event* event,
                                               rheo_binding binding, const rheo_carrier* carrier);
/** Writes attributes as they are. RHEO_INVALID without id, source or type. */
RHEO_API rheo_status rheo_cloud_event_inject(const rheo_cloud_event* event, rheo_binding binding,
                                             const rheo_carrier* carrier);
/** Null when the message is no CloudEvent 1.x, or memory is out. */
RHEO_API rheo_received_cloud_event* rheo_cloud_event_extract(rheo_binding binding,
                                                             const rheo_carrier* carrier);
/** Its attributes; texts and context are valid until it is freed. */
RHEO_API rheo_status rheo_cloud_event_attributes(const rheo_received_cloud_event* received,
                                                 rheo_cloud_event* event);
/** The context to handle it in: an event of somebody else gets an id made from its source and id,
 * the same in every service. */
RHEO_API rheo_status rheo_cloud_event_context(const rheo_received_cloud_event* received,
                                              rheo_context* context);
/** A null one is none. */
RHEO_API void rheo_cloud_event_free(rheo_received_cloud_event* received);

#ifdef __cplusplus
}
#endif

#endif
