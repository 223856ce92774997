/* SPDX-License-Identifier: Apache-2.0 */
/* A host in plain C11 that hands contexts on, in headers of its own making. */
#include <stdio.h>
#include <string.h>

#include "rheo/propagation.h"
#include "tests/probes/c_host.h"

#define CHECK(condition)               \
  do {                                 \
    if (!(condition)) return __LINE__; \
  } while (0)

typedef struct headers {
  char names[16][64];
  char values[16][512];
  size_t lengths[16];
  int count;
} headers;

static rheo_text text(const char* s) {
  rheo_text t;
  t.data = s;
  t.length = strlen(s);
  return t;
}

static int equal(rheo_text a, const char* b) {
  return a.length == strlen(b) && memcmp(a.data, b, a.length) == 0;
}

static rheo_text get(void* host, const char* name) {
  const headers* all = host;
  rheo_text found = {NULL, 0};
  int i;
  for (i = 0; i < all->count; ++i) {
    if (strcmp(all->names[i], name) != 0) continue;
    found.data = all->values[i];
    found.length = all->lengths[i];
  }
  return found;
}

static void set(void* host, const char* name, rheo_text value) {
  headers* all = host;
  if (all->count == 16 || strlen(name) > 63 || value.length > 512) return;
  strcpy(all->names[all->count], name);
  memcpy(all->values[all->count], value.data, value.length);
  all->lengths[all->count++] = value.length;
}

static rheo_carrier carrier_of(headers* all) {
  rheo_carrier carrier = {0};
  carrier.size = sizeof carrier;
  carrier.host = all;
  carrier.get = get;
  carrier.set = set;
  return carrier;
}

static int hand_on(void) {
  headers came = {0}, sent = {0};
  rheo_carrier in = carrier_of(&came), out = carrier_of(&sent);
  rheo_context context = {0};
  rheo_carried *carried, *copy;
  rheo_text key, value;
  context.size = sizeof context;
  set(&came, "traceparent", text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"));
  set(&came, "tracestate", text("vendor=1"));
  set(&came, "baggage", text("tenant=acme"));
  carried = rheo_carried_extract(&in);
  CHECK(carried != NULL);
  CHECK(rheo_carried_context(carried, &context) == RHEO_OK);
  CHECK(context.span_id == 0xb7ad6b7169203331 && context.trace_flags == 0);
  CHECK(rheo_carried_set_baggage(carried, text("user"), text("a b")) == RHEO_OK);
  CHECK(rheo_carried_set_baggage(carried, text("no token"), text("x")) == RHEO_INVALID);
  CHECK(rheo_carried_baggage_count(carried) == 2);
  CHECK(rheo_carried_baggage_at(carried, 1, &key, &value) == RHEO_OK);
  CHECK(equal(key, "user") && equal(value, "a b"));
  CHECK(rheo_carried_baggage_at(carried, 2, &key, &value) == RHEO_EMPTY);
  CHECK(rheo_carried_find_baggage(carried, text("tenant"), &value) == RHEO_OK);
  CHECK(equal(value, "acme"));
  copy = rheo_carried_copy(carried);
  CHECK(rheo_carried_remove_baggage(copy, text("tenant")) == RHEO_OK);
  CHECK(rheo_carried_remove_baggage(copy, text("tenant")) == RHEO_EMPTY);
  CHECK(rheo_carried_baggage_count(carried) == 2 && rheo_carried_baggage_count(copy) == 1);
  context.span_id = 1;
  CHECK(rheo_carried_inject(carried, &context, &out) == RHEO_OK);
  CHECK(
      equal(get(&sent, "traceparent"), "00-0af7651916cd43dd8448eb211c80319c-0000000000000001-00"));
  CHECK(equal(get(&sent, "tracestate"), "vendor=1"));
  CHECK(equal(get(&sent, "baggage"), "tenant=acme,user=a%20b"));
  out.set = NULL;
  CHECK(rheo_carried_inject(carried, &context, &out) == RHEO_INVALID);
  CHECK(rheo_carried_inject(carried, &context, NULL) == RHEO_INVALID);
  rheo_carried_free(copy);
  rheo_carried_free(carried);
  rheo_carried_free(NULL);
  CHECK(rheo_carried_copy(NULL) == NULL && rheo_carried_baggage_count(NULL) == 0);
  return 0;
}

static int cloud_events(void) {
  headers sent = {0};
  rheo_carrier carrier = carrier_of(&sent);
  rheo_event event = {0};
  rheo_context context = {0}, received_context = {0};
  rheo_cloud_event attributes = {0};
  rheo_received_cloud_event* received;
  event.size = sizeof event;
  event.topic = rheo_name("orders.placed", 13);
  event.type = rheo_name("OrderPlaced", 11);
  event.key = text("c-42");
  context.size = received_context.size = sizeof context;
  attributes.size = sizeof attributes;
  context.trace_id[1] = context.span_id = context.event_id[1] = 7;
  strcpy(context.producer, "c-host");
  CHECK(rheo_cloud_event_describe(&context, &event, RHEO_BINDING_KAFKA, &carrier) == RHEO_OK);
  CHECK(equal(get(&sent, "ce_type"), "OrderPlaced") && equal(get(&sent, "ce_source"), "c-host"));
  CHECK(rheo_cloud_event_extract(RHEO_BINDING_HTTP, &carrier) == NULL);
  CHECK(rheo_cloud_event_extract((rheo_binding)9, &carrier) == NULL);
  received = rheo_cloud_event_extract(RHEO_BINDING_KAFKA, &carrier);
  CHECK(received != NULL);
  CHECK(rheo_cloud_event_attributes(received, &attributes) == RHEO_OK);
  CHECK(equal(attributes.subject, "c-42") && equal(attributes.topic, "orders.placed"));
  CHECK(rheo_cloud_event_context(received, &received_context) == RHEO_OK);
  CHECK(received_context.event_id[1] == 7 && received_context.span_id == 7);
  memset(&sent, 0, sizeof sent);
  CHECK(rheo_cloud_event_inject(&attributes, RHEO_BINDING_AMQP, &carrier) == RHEO_OK);
  CHECK(equal(get(&sent, "cloudEvents:id"), "00000000000000000000000000000007"));
  CHECK(get(&sent, "cloudEvents:traceparent").length == 55);
  attributes.id.length = 0;
  CHECK(rheo_cloud_event_inject(&attributes, RHEO_BINDING_AMQP, &carrier) == RHEO_INVALID);
  rheo_cloud_event_free(received);
  rheo_cloud_event_free(NULL);
  return 0;
}

static int current_context(void) {
  rheo_context mine = {0}, previous = {0}, now = {0};
  mine.size = previous.size = now.size = sizeof mine;
  mine.trace_id[0] = 5;
  mine.span_id = 6;
  mine.trace_flags = 1;
  CHECK(rheo_context_set(&mine, &previous) == RHEO_OK && previous.span_id == 0);
  CHECK(rheo_context_current(&now) == RHEO_OK && now.span_id == 6 && now.trace_id[0] == 5);
  CHECK(rheo_context_set(&previous, NULL) == RHEO_OK);
  CHECK(rheo_context_current(&now) == RHEO_OK && now.span_id == 0);
  previous.size = 1;
  CHECK(rheo_context_set(&mine, &previous) == RHEO_INVALID);
  CHECK(rheo_context_current(&now) == RHEO_OK && now.span_id == 0);
  /* A caller from before the flags has none to clear. */
  mine.size = offsetof(rheo_context, trace_flags);
  mine.trace_flags = 0;
  CHECK(rheo_context_set(&mine, NULL) == RHEO_OK && rheo_context_current(&now) == RHEO_OK);
  CHECK(now.trace_flags == 1);
  CHECK(rheo_context_set(NULL, NULL) == RHEO_OK);
  return 0;
}

int c_host_hand_on(void) {
  int line;
  if ((line = hand_on()) != 0) return line;
  if ((line = cloud_events()) != 0) return line;
  return current_context();
}
