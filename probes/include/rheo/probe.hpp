// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rheo/context.hpp"
#include "rheo/export.h"

namespace rheo {

/// Name registered once per process; construct at namespace scope or as a function-local static and
/// keep. Construction takes a lock; use costs nothing. Names are process-wide, shared by all
/// probes.
class RHEO_API NameHandle {
 public:
  /// The code of a name that is registered already (for foreign-function interfaces).
  struct Code {
    std::uint32_t value = 0;  ///< 0 = no name
  };

  /// Registers a name, cut at 256 bytes; beyond 65,536 names of a process all are one.
  explicit NameHandle(std::string_view name) noexcept;
  /// Refers to a name that is there.
  explicit constexpr NameHandle(Code code) noexcept : m_code(code.value) {}
  /// The same for the same text, as long as the process lives.
  [[nodiscard]] std::uint32_t code() const noexcept { return m_code; }
  /// Valid for ever.
  [[nodiscard]] std::string_view text() const noexcept;

 private:
  std::uint32_t m_code;
};

/// Where events go.
class Topic : public NameHandle {
  using NameHandle::NameHandle;
};
/// Who takes them: consumer group, queue.
class Subscription : public NameHandle {
  using NameHandle::NameHandle;
};
/// What went wrong, as a class of errors, not as a message.
class ErrorType : public NameHandle {
  using NameHandle::NameHandle;
};
/// A step of a saga, or what undoes one.
class Step : public NameHandle {
  using NameHandle::NameHandle;
};
/// A kind of long transaction.
class SagaType : public NameHandle {
  using NameHandle::NameHandle;
};

/// What an event is for: it happened, it asks for something, it asks for an answer, it is one.
enum class EventKind : std::uint8_t { Event = 0, Command = 1, Query = 2, Reply = 3 };

/// An event type with its schema version (0 = not said) and kind.
class EventType : public NameHandle {
 public:
  /// Registers the name, as NameHandle does.
  explicit EventType(std::string_view name, std::uint16_t version = 0,
                     EventKind kind = EventKind::Event) noexcept
      : NameHandle(name), m_version(version), m_kind(kind) {}
  /// Refers to a name that is there.
  constexpr EventType(Code code, std::uint16_t version, EventKind kind) noexcept
      : NameHandle(code), m_version(version), m_kind(kind) {}
  /// Of the schema; 0 = not said.
  [[nodiscard]] std::uint16_t version() const noexcept { return m_version; }
  /// Event unless said otherwise.
  [[nodiscard]] EventKind kind() const noexcept { return m_kind; }

 private:
  std::uint16_t m_version;
  EventKind m_kind;
};

/// What to do with an emit when the thread's ring is full.
enum class FullPolicy : std::uint8_t {
  DropNewest,      ///< the emit is counted as dropped (default)
  OverwriteOldest  ///< flight recorder: the oldest unsent make room and are counted as dropped
};

/// Where and how a probe reports. Defaults are safe in production.
struct RHEO_API Config {
  std::string service;                            ///< RHEO_SERVICE
  std::string instance;                           ///< RHEO_INSTANCE; default host:pid
  std::string version;                            ///< RHEO_VERSION
  std::string endpoint = "tcp://127.0.0.1:5571";  ///< RHEO_ENDPOINT
  bool enabled = true;                            ///< RHEO_DISABLED=1 clears it
  std::size_t ringBytes = 8u << 20;  ///< all rings of the process together; RHEO_RING_BYTES
  std::size_t maxPayloadBytes = 64u
                                << 10;  ///< captured bytes per payload; longer ones are cut visibly
  std::uint32_t flushIntervalMs = 5;    ///< longest time an event waits in the ring
  std::uint32_t exitDeadlineMs = 200;   ///< longest time the destructor waits for the collector
  FullPolicy fullPolicy = FullPolicy::DropNewest;  ///< what a full ring does
  bool redact = false;  ///< only what allowFields names leaves the process; RHEO_REDACT=1 sets it
  /// Comma-separated paths into JSON payloads and attributes, from their root; a path allows all
  /// below it, arrays are passed through: "orderId,customer.tier,items.sku". Every other value is
  /// replaced by "***", a text that is no JSON (one that was cut included) is withheld whole, and
  /// so are keys, unless "$key" and "$saga" are listed. RHEO_ALLOW_FIELDS sets it and redact.
  std::string allowFields;

  /// Defaults overridden by the environment.
  static Config fromEnvironment(std::string_view service);
  /// Takes what the environment says over what is set here.
  void applyEnvironment();
};

/// Key and attributes of one event. Views need to live only during the call.
struct EventOptions {
  std::string_view key = {};         ///< partition or entity key
  std::string_view attributes = {};  ///< JSON object
  std::string_view sagaType = {};    ///< correlation: the saga this event belongs to
  std::string_view sagaKey = {};     ///< which one; cut at 63 bytes
  bool injected = false;             ///< made for a request of the collector
  bool replayed = false;             ///< sent again
};

/// A message as it arrived at a consumer.
struct Incoming {
  Context context;                ///< from extract()
  std::string_view payload = {};  ///< as it came
  std::string_view key = {};      ///< partition or entity key
  std::uint16_t attempt = 1;      ///< 1 for the first delivery
  std::int64_t brokerNs = 0;      ///< when the broker took it, if it says so
  /// The handler may move from thread to thread (a coroutine, a chain of tasks): its Processing is
  /// nobody's current context. Give Processing::context() to published(), or open a ContextScope
  /// around what stays on one thread.
  bool detached = false;
};

/// An inject request from the collector, for a type this service declared injectable.
struct Injection {
  std::uint64_t id = 0;    ///< for the answer
  std::string topic;       ///< as declared
  std::string type;        ///< as declared
  std::string key;         ///< may be empty
  std::string payload;     ///< from outside: check it as any request
  std::string attributes;  ///< JSON object, or empty
  bool replay = false;     ///< an event that was seen before should be sent again
  ProbeId replayOf;        ///< that event
};

/// Emits made since construction; recorded + dropped = emitted once drained.
struct ProbeStats {
  std::uint64_t emitted = 0;  ///< emit attempts while enabled
  std::uint64_t dropped = 0;  ///< of those, refused by a full ring (counted, reported)
  std::uint64_t acked = 0;    ///< of those, committed by a collector
  std::uint64_t resent = 0;   ///< sent more than once
  bool connected = false;     ///< a collector answered lately
  std::uint64_t leftOut = 0;  ///< beside those: not wanted by the collector (paused, sampled out)
};

/// The probe of one service: emits sightings, never blocks, never throws, never grows beyond
/// ringBytes. All emit calls are thread-safe, noexcept, free of locks, allocations and system calls
/// once the thread's ring exists.
class RHEO_API Probe {
 public:
  /// Starts the sender thread; what cannot work is made all the same, disabled. ~1 ms.
  explicit Probe(Config config) noexcept;
  /// Waits for the collector at most the exit deadline. No other thread may use the probe any more.
  ~Probe();
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;

  /// Event published. Returns the context to put into the message's headers. Child of the current
  /// context.
  Context published(const Topic& topic, const EventType& type, std::string_view payload,
                    const EventOptions& options = {}) noexcept;
  /// The same under an explicit parent (coroutines, pools).
  Context published(const Topic& topic, const EventType& type, std::string_view payload,
                    const EventOptions& options, const Context& parent) noexcept;

  /// Lets the collector inject events of this type: it may ask, the service decides. `example` is a
  /// JSON payload.
  void declareInjectable(const Topic& topic, const EventType& type,
                         std::string_view example) noexcept;
  /// Takes the next request, if any; the host polls this from a thread of its choice.
  bool nextInjection(Injection& injection) noexcept;
  /// Accepts: `published` is the context of the event made for it.
  void accepted(const Injection& injection, const Context& published) noexcept;
  /// Says no; the reason is shown to who asked.
  void refused(const Injection& injection, std::string_view reason) noexcept;

  /// Sums over all threads; a few microseconds.
  [[nodiscard]] ProbeStats stats() const noexcept;
  /// True while sightings are recorded.
  [[nodiscard]] bool enabled() const noexcept;
  /// Why the probe is disabled; a static string, empty when enabled.
  [[nodiscard]] const char* disabledReason() const noexcept;
  /// Waits until everything emitted so far is committed, at most deadlineMs. True if it is.
  bool flush(std::uint32_t deadlineMs) noexcept;

  /// Writes what no collector has committed into a file (made anew, readable by its owner only)
  /// that `rheo import` reads: with FullPolicy::OverwriteOldest the newest that the rings hold.
  /// Redacted as on the wire. Any thread; emits go on meanwhile, but what finds its ring full is
  /// dropped instead of overwriting. False: no file, or not a whole one. Takes as long as the disk.
  bool dump(const char* path) noexcept;
  /// The same when a signal ends the process (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT), once,
  /// before it does what it did without us: handlers that were there are called. Asks for its
  /// memory now (about 0.4 MiB with the default limits; the handler allocates nothing and takes no
  /// lock). Null undoes it, as the destructor does. At most 8 probes of a process. False: out of
  /// memory, or too many.
  bool dumpOnCrash(const char* path) noexcept;

  struct Impl;
  /// For the parts of this library only.
  [[nodiscard]] Impl* impl() const noexcept { return m_impl.get(); }

 private:
  std::unique_ptr<Impl> m_impl;
};

/// Handling of one received event: emits `received` at construction and `processed` at destruction
/// unless told otherwise (left by an exception it emits `failed` with error type "exception").
/// Carries the current context, so that what is published inside is caused by it. Its topic, type
/// and subscription need not outlive the construction. Keep it on one thread, unless the Incoming
/// is detached; nested ones end in reverse order.
class RHEO_API Processing {
 public:
  /// Emits `received`.
  Processing(Probe& probe, const Topic& topic, const EventType& type,
             const Subscription& subscription, const Incoming& incoming,
             const EventOptions& options = {}) noexcept;
  ~Processing();
  Processing(const Processing&) = delete;
  Processing& operator=(const Processing&) = delete;

  void failed(const ErrorType& error) noexcept;  ///< this attempt ended in an error
  void retried(std::uint32_t delayMs) noexcept;  ///< after failed: another attempt is scheduled
  void deadLettered(const Topic& queue,
                    const ErrorType& error) noexcept;  ///< given up, moved to `queue`
  /// Parent of what is published because of it.
  [[nodiscard]] const Context& context() const noexcept;

 private:
  struct State;
  alignas(8) unsigned char m_storage[768];
  State& state() noexcept;
};

/// One saga instance as seen by one service. Choreographed sagas: each service makes its own Saga
/// object with the same type and key and emits its steps. Methods emit one sighting each; cheap to
/// construct.
class RHEO_API Saga {
 public:
  /// The key is cut at 63 bytes. Emits nothing.
  Saga(Probe& probe, const SagaType& type, std::string_view key) noexcept;
  void started(std::uint32_t deadlineMs = 0) noexcept;  ///< 0 = no deadline declared
  /// A step begins; attempt 1 is the first.
  void stepStarted(const Step& step, std::uint16_t attempt = 1) noexcept;
  void stepDone(const Step& step) noexcept;                            ///< it ended well
  void stepFailed(const Step& step, const ErrorType& error) noexcept;  ///< it did not
  /// A step begins to undo what another did.
  void compensating(const Step& compensation, const Step& undoes) noexcept;
  /// It has undone it.
  void compensated(const Step& compensation, const Step& undoes) noexcept;
  void completed() noexcept;                     ///< the saga ended well
  void compensatedAll() noexcept;                ///< the saga ended by undoing what it did
  void failed(const ErrorType& error) noexcept;  ///< the saga ended in an error
  void timedOut() noexcept;                      ///< the saga ended at its deadline

 private:
  void emit(std::uint8_t stage, std::uint32_t step, std::uint32_t undoes, std::uint32_t error,
            std::uint16_t attempt, std::uint32_t deadlineMs) noexcept;
  Probe& m_probe;
  std::uint32_t m_type;
  char m_key[64];
};

}  // namespace rheo
