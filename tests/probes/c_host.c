/* SPDX-License-Identifier: Apache-2.0 */
/* A host in plain C11: what it does is checked by tst_c_api.cpp at the collector's side. */
#include "tests/probes/c_host.h"

#include <stdio.h>
#include <string.h>

static rheo_text text(const char* s) {
  rheo_text t;
  t.data = s;
  t.length = strlen(s);
  return t;
}

#define CHECK(condition)               \
  do {                                 \
    if (!(condition)) return __LINE__; \
  } while (0)

static int consume(rheo_probe* probe, const rheo_event* event, const rheo_context* sent) {
  char traceparent[RHEO_TRACEPARENT_BYTES];
  char tracestate[RHEO_TRACESTATE_BYTES];
  rheo_context received = {0}, current = {0};
  rheo_incoming incoming = {0};
  rheo_processing* processing;
  received.size = current.size = sizeof received;
  incoming.size = sizeof incoming;

  CHECK(rheo_context_inject(sent, traceparent, tracestate) == RHEO_OK);
  CHECK(strncmp(tracestate, "rheo=", 5) == 0);
  CHECK(rheo_context_extract(text(traceparent), text(tracestate), &received) == RHEO_OK);
  CHECK(received.event_id[0] == sent->event_id[0] && received.span_id == sent->span_id);
  CHECK(strcmp(received.producer, "c-host") == 0);

  incoming.context = &received;
  incoming.subscription = rheo_name("payments", 8);
  processing = rheo_processing_begin(probe, event, &incoming);
  CHECK(processing != NULL);
  CHECK(rheo_context_current(&current) == RHEO_OK);
  CHECK(current.event_id[1] == sent->event_id[1]);
  CHECK(rheo_processing_context(processing, &current) == RHEO_OK);
  CHECK(current.event_id[1] == sent->event_id[1] && current.span_id != sent->span_id);
  rheo_processing_failed(processing, rheo_name("timeout", 7));
  rheo_processing_retried(processing, 100);
  rheo_processing_dead_lettered(processing, rheo_name("orders.dlq", 10), rheo_name("timeout", 7));
  rheo_processing_end(processing);
  processing = rheo_processing_begin(probe, event, &incoming);
  rheo_processing_end(processing);
  return 0;
}

static int saga(rheo_probe* probe) {
  rheo_saga_event event = {0};
  event.size = sizeof event;
  event.saga_type = rheo_name("OrderFulfilment", 15);
  event.saga_key = text("o-1");
  event.stage = RHEO_SAGA_STARTED;
  event.deadline_ms = 1000;
  CHECK(rheo_saga(probe, &event) == RHEO_OK);
  event.stage = RHEO_COMPENSATING;
  event.step = rheo_name("RefundCard", 10);
  event.undoes = rheo_name("ChargeCard", 10);
  CHECK(rheo_saga(probe, &event) == RHEO_OK);
  event.stage = (rheo_saga_stage)99;
  CHECK(rheo_saga(probe, &event) == RHEO_INVALID);
  return 0;
}

static int dump(rheo_probe* probe) {
  const char* file = "c_host.dump";
  CHECK(rheo_probe_dump(NULL, file) == RHEO_DISABLED);
  CHECK(rheo_probe_dump(probe, NULL) == RHEO_INVALID);
  CHECK(rheo_probe_dump(probe, "/nowhere/at/all") == RHEO_FAILED);
  CHECK(rheo_probe_dump(probe, file) == RHEO_OK);
  CHECK(remove(file) == 0);
  CHECK(rheo_probe_dump_on_crash(probe, file) == RHEO_OK);
  CHECK(rheo_probe_dump_on_crash(probe, NULL) == RHEO_OK);
  return 0;
}

int c_host_emit(rheo_probe* probe) {
  rheo_event event = {0};
  rheo_context sent = {0};
  rheo_stats stats = {0};
  int line;
  event.size = sizeof event;
  event.topic = rheo_name("orders.placed", 13);
  event.type = rheo_name("OrderPlaced", 11);
  event.schema_version = 2;
  event.payload = text("{\"total\":1}");
  event.key = text("c-42");
  sent.size = sizeof sent;
  CHECK(rheo_published(probe, &event, NULL, &sent) == RHEO_OK);
  CHECK(sent.event_id[0] != 0 && sent.published_ns > 0);
  if ((line = consume(probe, &event, &sent)) != 0) return line;
  if ((line = saga(probe)) != 0) return line;
  CHECK(rheo_probe_flush(probe, 5000) == RHEO_OK);
  stats.size = sizeof stats;
  CHECK(rheo_probe_stats(probe, &stats) == RHEO_OK);
  CHECK(stats.emitted == 9 && stats.acked == 9 && stats.dropped == 0 && stats.connected == 1);
  /* An older caller, who knows one field less, is served and not overwritten. */
  memset(&stats, 0x7F, sizeof stats);
  stats.size = offsetof(rheo_stats, acked);
  CHECK(rheo_probe_stats(probe, &stats) == RHEO_OK);
  CHECK(stats.emitted == 9 && stats.acked == 0x7F7F7F7F7F7F7F7F);
  CHECK(stats.size == offsetof(rheo_stats, acked));
  return dump(probe);
}

int c_host_serve_one(rheo_probe* probe, int accept) {
  rheo_injection* injection = NULL;
  uint64_t replay_of[2] = {1, 1};
  rheo_event event = {0};
  rheo_context sent = {0};
  rheo_status status = rheo_next_injection(probe, &injection);
  if (status == RHEO_EMPTY) return -1;
  CHECK(status == RHEO_OK && injection != NULL);
  CHECK(strcmp(rheo_injection_topic(injection).data, "orders.placed") == 0);
  CHECK(strcmp(rheo_injection_type(injection).data, "OrderPlaced") == 0);
  CHECK(rheo_injection_key(injection).length == 1);
  CHECK(rheo_injection_attributes(injection).length == 0);
  CHECK(rheo_injection_is_replay(injection) == 0);
  rheo_injection_replay_of(injection, replay_of);
  CHECK(replay_of[0] == 0 && replay_of[1] == 0);
  if (!accept) {
    CHECK(rheo_injection_refuse(probe, injection, text("not today")) == RHEO_OK);
    return 0;
  }
  event.size = sizeof event;
  event.topic = rheo_name("orders.placed", 13);
  event.type = rheo_name("OrderPlaced", 11);
  event.payload = rheo_injection_payload(injection);
  event.injected = 1;
  sent.size = sizeof sent;
  CHECK(rheo_published(probe, &event, NULL, &sent) == RHEO_OK);
  CHECK(rheo_injection_accept(probe, injection, &sent) == RHEO_OK);
  return 0;
}

int c_host_without_a_probe(void) {
  rheo_event event = {0};
  rheo_context parent = {0}, sent = {0};
  rheo_probe* probe = NULL;
  rheo_injection* injection = NULL;
  rheo_config config = {0};
  CHECK(rheo_probe_create(NULL, &probe) == RHEO_INVALID);
  CHECK(rheo_probe_create(&config, &probe) == RHEO_INVALID); /* size not set */
  config.size = sizeof config;
  CHECK(rheo_probe_create(&config, &probe) == RHEO_INVALID); /* no service */
  CHECK(probe == NULL);
  event.size = sizeof event;
  parent.size = sent.size = sizeof sent;
  parent.trace_id[0] = 1;
  parent.span_id = 2;
  CHECK(rheo_published(NULL, &event, &parent, &sent) == RHEO_INVALID); /* no topic */
  event.topic = event.type = rheo_name("t", 1);
  CHECK(rheo_published(NULL, &event, &parent, &sent) == RHEO_DISABLED);
  CHECK(sent.trace_id[0] == 1 && sent.span_id == 2);
  CHECK(rheo_processing_begin(NULL, &event, NULL) == NULL);
  rheo_processing_failed(NULL, 1);
  rheo_processing_end(NULL);
  rheo_probe_destroy(NULL);
  CHECK(rheo_next_injection(NULL, &injection) == RHEO_EMPTY);
  CHECK(rheo_probe_enabled(NULL) == 0);
  CHECK(rheo_name("", 0) == 0 && rheo_name(NULL, 3) == 0);
  CHECK(strcmp(rheo_name_text(rheo_name("t", 1)).data, "t") == 0);
  CHECK(rheo_name_text(0).length == 0 && *rheo_name_text(0).data == 0);
  CHECK(strlen(rheo_status_text(RHEO_TIMEOUT)) > 0 && strlen(rheo_version()) > 0);
  return 0;
}
