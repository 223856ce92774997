// SPDX-License-Identifier: Apache-2.0
// Chrome's trace events, for Perfetto and chrome://tracing. A process is a service; its threads are
// lanes, so that slices that overlap stand beside each other instead of breaking the nesting that
// viewers expect. Arrows lead from what was published to what was handled.
#include <algorithm>
#include <map>
#include <vector>

#include "model/base/generations.h"
#include "model/export/span_view.h"
#include "model/export/writers.h"
#include "model/json/json_writer.h"

namespace rheo::exports {
namespace {

constexpr std::size_t kMostLanes = 1024;
constexpr std::size_t kMostPublications = 256u << 10;  ///< that arrows may still begin at

/// Microseconds with the nanoseconds behind the point: "1763880000000000.391".
std::string microseconds(std::int64_t ns) {
  const bool negative = ns < 0;
  const std::uint64_t size =
      negative ? ~static_cast<std::uint64_t>(ns) + 1 : static_cast<std::uint64_t>(ns);
  std::string text = (negative ? "-" : "") + std::to_string(size / 1000);
  if (size % 1000 != 0) {
    std::string decimals = std::to_string(size % 1000);
    decimals.insert(0, 3 - decimals.size(), '0');
    text += '.' + decimals;
  }
  return text;
}

/// Where a slice stands.
struct Place {
  std::size_t process = 0;
  std::size_t lane = 0;
  TimeNs startNs = 0;
};

struct Publication {
  Id128 event;
  Place place;
};

class ChromeWriter final : public Writer {
 public:
  void begin(std::string& out) override { out += "{\"displayTimeUnit\":\"ns\",\"traceEvents\":["; }
  void end(std::string& out) override { out += "\n]}\n"; }

  bool sighting(std::string& out, const store::EventRow& row) override {
    const SpanView span = m_spans.of(row);
    const auto [it, isNew] = m_services.try_emplace(std::string(span.service));
    Service& service = it->second;
    if (isNew) {
      service.process = m_services.size();
      nameProcess(out, service.process, span.service);
    }
    const Place place{service.process, lane(service, span), span.startNs};
    slice(out, span, place);
    if (row.stage == Stage::Published) remember(row.eventId, place);
    if (row.stage == Stage::Processed || row.stage == Stage::Failed) arrow(out, row.eventId, place);
    return true;
  }

 private:
  struct Service {
    std::size_t process = 0;
    std::vector<TimeNs> lanes;  ///< when each is free again
  };

  void separate(std::string& out) {
    out += m_any ? ",\n" : "\n";
    m_any = true;
  }

  void nameProcess(std::string& out, std::size_t process, std::string_view name) {
    separate(out);
    JsonWriter json(out);
    json.beginObject().member("name", "process_name").member("ph", "M");
    json.key("pid").unsignedInteger(process).key("args").beginObject().member("name", name);
    json.endObject().endObject();
  }

  static std::size_t lane(Service& service, const SpanView& span) {
    std::size_t lane = 0;
    while (lane < service.lanes.size() && service.lanes[lane] > span.startNs) ++lane;
    if (lane == service.lanes.size() && lane < kMostLanes) service.lanes.push_back(0);
    lane = std::min(lane, service.lanes.size() - 1);
    service.lanes[lane] = std::max(service.lanes[lane], span.endNs);
    return lane + 1;
  }

  static void stand(JsonWriter& json, const Place& place) {
    json.key("ts").raw(microseconds(place.startNs)).key("pid").unsignedInteger(place.process);
    json.key("tid").unsignedInteger(place.lane);
  }

  void slice(std::string& out, const SpanView& span, const Place& place) {
    separate(out);
    JsonWriter json(out);
    json.beginObject().member("name", span.name).member("cat", kindText(span.kind));
    json.member("ph", "X").key("dur").raw(microseconds(span.endNs - span.startNs));
    stand(json, place);
    json.key("args").beginObject();
    const bool said = std::any_of(span.tags.begin(), span.tags.end(),
                                  [](const SpanView::Tag& tag) { return tag.key == "rheo.trace"; });
    if (!said) json.member("rheo.trace", span.traceId.hex());
    for (const SpanView::Tag& tag : span.tags) json.member(tag.key, tag.text);
    json.optional("rheo.instance", span.instance).endObject().endObject();
  }

  void remember(const Id128& event, const Place& place) {
    if (!event.isNull()) m_publications.add(event.lo, {event, place});
  }

  /// An arrow of its own for each that handled it: in this format one has one end.
  void arrow(std::string& out, const Id128& event, const Place& to) {
    const Publication* from = m_publications.find(
        event.lo, [&event](const Publication& each) { return each.event == event; });
    // Arrows do not lead back in time, not even where clocks disagree.
    if (event.isNull() || from == nullptr || from->place.startNs > to.startNs) return;
    ++m_arrows;
    point(out, "s", from->place);
    point(out, "f", to);
  }

  void point(std::string& out, std::string_view phase, const Place& place) {
    separate(out);
    JsonWriter json(out);
    json.beginObject().member("name", "event").member("cat", "hop").member("ph", phase);
    json.key("id").unsignedInteger(m_arrows);
    // The slice that it stands in, not the one that comes next.
    if (phase == "f") json.member("bp", "e");
    stand(json, place);
    json.endObject();
  }

  SpanMaker m_spans;
  std::map<std::string, Service> m_services;
  Generations<Publication> m_publications{kMostPublications};
  std::uint64_t m_arrows = 0;
  bool m_any = false;
};

}  // namespace

std::unique_ptr<Writer> makeChromeWriter() {
  return std::make_unique<ChromeWriter>();
}

}  // namespace rheo::exports
