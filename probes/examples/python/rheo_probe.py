# SPDX-License-Identifier: Apache-2.0
"""The event probe from Python, through ctypes: rheo/probe.h as it stands, no package to install.

    probe = Probe("payments")
    sent = probe.published("orders.placed", "OrderPlaced", body, key=customer)
    headers = sent.headers()                      # traceparent, tracestate: send them along
    with probe.handling("orders.placed", "OrderPlaced", "payments", headers, body) as handling:
        ...                                       # left by an exception, it has failed

The shared library is looked for as the loader does; RHEO_PROBE_LIBRARY names it otherwise. One call
costs a few microseconds, nearly all of it Python's. All calls are thread-safe but those of one
handling, which belongs to the thread that began it.
"""
import ctypes as c
import os


class _Text(c.Structure):
    _fields_ = [("data", c.c_char_p), ("length", c.c_size_t)]


class _Config(c.Structure):
    _fields_ = [("size", c.c_size_t), ("service", _Text), ("instance", _Text), ("version", _Text),
                ("endpoint", _Text), ("ring_bytes", c.c_uint64), ("max_payload_bytes", c.c_uint64),
                ("flush_interval_ms", c.c_uint32), ("exit_deadline_ms", c.c_uint32),
                ("overwrite_oldest", c.c_int32), ("disabled", c.c_int32), ("sizes_only", c.c_int32)]


class _Stats(c.Structure):
    _fields_ = [("size", c.c_size_t), ("emitted", c.c_uint64), ("dropped", c.c_uint64),
                ("acked", c.c_uint64), ("resent", c.c_uint64), ("connected", c.c_int32)]


class _Context(c.Structure):
    _fields_ = [("size", c.c_size_t), ("trace_id", c.c_uint64 * 2), ("span_id", c.c_uint64),
                ("event_id", c.c_uint64 * 2), ("published_ns", c.c_int64),
                ("producer", c.c_char * 64), ("trace_flags", c.c_uint32)]


class _Event(c.Structure):
    _fields_ = [("size", c.c_size_t), ("topic", c.c_uint32), ("type", c.c_uint32),
                ("schema_version", c.c_uint16), ("kind", c.c_uint8), ("injected", c.c_uint8),
                ("replayed", c.c_uint8), ("payload", _Text), ("key", _Text), ("attributes", _Text),
                ("saga_type", _Text), ("saga_key", _Text)]


class _Incoming(c.Structure):
    _fields_ = [("size", c.c_size_t), ("context", c.POINTER(_Context)), ("subscription", c.c_uint32),
                ("attempt", c.c_uint16), ("broker_ns", c.c_int64), ("detached", c.c_int32)]


def _load():
    lib = c.CDLL(os.environ.get("RHEO_PROBE_LIBRARY", "librheo_probe.so.0"))
    pointer = c.c_void_p
    for name, result, arguments in (
            ("rheo_status_text", c.c_char_p, [c.c_int]),
            ("rheo_name", c.c_uint32, [c.c_char_p, c.c_size_t]),
            ("rheo_probe_create", c.c_int, [c.POINTER(_Config), c.POINTER(pointer)]),
            ("rheo_probe_destroy", None, [pointer]),
            ("rheo_probe_enabled", c.c_int, [pointer]),
            ("rheo_probe_disabled_reason", c.c_char_p, [pointer]),
            ("rheo_probe_flush", c.c_int, [pointer, c.c_uint32]),
            ("rheo_probe_stats", c.c_int, [pointer, c.POINTER(_Stats)]),
            ("rheo_context_inject", c.c_int, [c.POINTER(_Context), c.c_char_p, c.c_char_p]),
            ("rheo_context_extract", c.c_int, [_Text, _Text, c.POINTER(_Context)]),
            ("rheo_published", c.c_int,
             [pointer, c.POINTER(_Event), c.POINTER(_Context), c.POINTER(_Context)]),
            ("rheo_processing_begin", pointer,
             [pointer, c.POINTER(_Event), c.POINTER(_Incoming)]),
            ("rheo_processing_failed", None, [pointer, c.c_uint32]),
            ("rheo_processing_retried", None, [pointer, c.c_uint32]),
            ("rheo_processing_dead_lettered", None, [pointer, c.c_uint32, c.c_uint32]),
            ("rheo_processing_end", None, [pointer])):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


def _text(value):
    data = value.encode() if isinstance(value, str) else bytes(value or b"")
    return _Text(data, len(data))


class Context:
    """What travels in the headers of a message."""

    def __init__(self, lib):
        self._lib = lib
        self._raw = _Context(size=c.sizeof(_Context))

    def headers(self):
        parent, state = c.create_string_buffer(56), c.create_string_buffer(160)
        self._lib.rheo_context_inject(c.byref(self._raw), parent, state)
        return {name: value.value.decode() for name, value in
                (("traceparent", parent), ("tracestate", state)) if value.value}


class Handling:
    """One received event being handled: a context manager."""

    def __init__(self, probe, event, incoming):
        self._probe, self._lib = probe, probe._lib
        self._handle = self._lib.rheo_processing_begin(probe._handle, c.byref(event), c.byref(incoming))

    def failed(self, error):
        self._lib.rheo_processing_failed(self._handle, self._probe._name(error))

    def retried(self, delay_ms):
        self._lib.rheo_processing_retried(self._handle, delay_ms)

    def dead_lettered(self, queue, error):
        self._lib.rheo_processing_dead_lettered(self._handle, self._probe._name(queue),
                                                self._probe._name(error))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.failed(kind.__name__)
        self._lib.rheo_processing_end(self._handle)
        self._handle = None
        return False


class Probe:
    """The probe of one service; keep one, close it at the end."""

    def __init__(self, service, endpoint=""):
        self._lib = _load()
        self._names = {}
        self._handle = c.c_void_p()
        config = _Config(size=c.sizeof(_Config), service=_text(service), endpoint=_text(endpoint))
        status = self._lib.rheo_probe_create(c.byref(config), c.byref(self._handle))
        if status != 0:
            raise RuntimeError(f"rheo: {self._lib.rheo_status_text(status).decode()}")

    def _name(self, text):
        if text not in self._names:
            data = text.encode()
            self._names[text] = self._lib.rheo_name(data, len(data))
        return self._names[text]

    def _event(self, topic, kind, payload, key):
        return _Event(size=c.sizeof(_Event), topic=self._name(topic), type=self._name(kind),
                      payload=_text(payload), key=_text(key))

    def published(self, topic, type, payload, key=""):
        """Child of the context of this thread: of the handling that is under way, if one is."""
        context = Context(self._lib)
        event = self._event(topic, type, payload, key)
        self._lib.rheo_published(self._handle, c.byref(event), None, c.byref(context._raw))
        return context

    def handling(self, topic, type, subscription, headers, payload, key="", attempt=1):
        context = _Context(size=c.sizeof(_Context))
        self._lib.rheo_context_extract(_text(headers.get("traceparent", "")),
                                       _text(headers.get("tracestate", "")), c.byref(context))
        incoming = _Incoming(size=c.sizeof(_Incoming), context=c.pointer(context),
                             subscription=self._name(subscription), attempt=attempt)
        return Handling(self, self._event(topic, type, payload, key), incoming)

    @property
    def disabled_reason(self):
        return self._lib.rheo_probe_disabled_reason(self._handle).decode()

    def stats(self):
        stats = _Stats(size=c.sizeof(_Stats))
        self._lib.rheo_probe_stats(self._handle, c.byref(stats))
        return {name: getattr(stats, name) for name, _ in _Stats._fields_ if name != "size"}

    def flush(self, deadline_ms):
        """True when all that was emitted before is committed by a collector."""
        return self._lib.rheo_probe_flush(self._handle, deadline_ms) == 0

    def close(self):
        self._lib.rheo_probe_destroy(self._handle)
        self._handle = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        return False
