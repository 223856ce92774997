// SPDX-License-Identifier: Apache-2.0
#include "app/views/control/inject_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>

#include "app/shell/theme/format.h"
#include "app/shell/theme/theme.h"
#include "app/views/control/json_editor.h"
#include "app/views/control/mailbox.h"
#include "app/views/control/sends_model.h"
#include "app/views/parts/filter_text.h"
#include "app/views/parts/payload_format.h"

namespace rheo::ui {
namespace {

// The published sighting carries the payload; a consumer's often does not.
Result<std::optional<store::EventRow>> withPayload(store::StoreReader& reader, std::uint64_t row,
                                                   CancelToken cancel) {
  using Found = std::optional<store::EventRow>;
  const std::uint64_t ids[] = {row};
  auto rows = reader.eventRows(ids, true, cancel);
  if (!rows) return rows.error();
  if (rows->empty()) return Found();
  auto& event = rows->front();
  if (!event.payload.empty() || event.eventId.isNull()) return Found(std::move(event));
  auto sightings = reader.sightings(event.eventId, cancel);
  if (!sightings) return sightings.error();
  for (const auto& sighting : *sightings) {
    if (sighting.stage != Stage::Published) continue;
    const std::uint64_t published[] = {sighting.row};
    auto origin = reader.eventRows(published, true, cancel);
    if (origin && !origin->empty()) return Found(std::move(origin->front()));
  }
  return Found(std::move(event));
}

}  // namespace

InjectDialog::~InjectDialog() {
  m_mailbox->close();
}

const InjectTarget* InjectDialog::target() const {
  return m_chosen ? &*m_chosen : nullptr;
}

void InjectDialog::setScene(const Scene& scene) {
  m_scene = scene;
}

void InjectDialog::takeStatus(const LiveStatus& status) {
  auto targets = injectTargets(status.sessions);
  if (targets == m_targets) return refreshState();
  m_targets = std::move(targets);
  listTargets();
}

void InjectDialog::listTargets() {
  const QSignalBlocker blocker(m_list);
  m_list->clear();
  const auto wanted = m_search->text().trimmed();
  int current = -1;
  for (std::size_t i = 0; i < m_targets.size(); ++i) {
    const auto& entry = m_targets[i];
    if (!entry.label().contains(wanted, Qt::CaseInsensitive)) continue;
    auto* item = new QListWidgetItem(entry.type + u'\n' + entry.service +
                                     QStringLiteral(" \u00b7 ") + entry.topic);
    item->setData(Qt::UserRole, static_cast<int>(i));
    m_list->addItem(item);
    if (m_chosen && m_chosen->service == entry.service && m_chosen->type == entry.type &&
        m_chosen->topic == entry.topic)
      current = m_list->count() - 1;
  }
  if (current < 0 && !m_chosen && m_list->count() > 0) {
    m_list->setCurrentRow(0);
    chooseTarget(0);
  } else {
    m_list->setCurrentRow(current);
  }
  refreshState();
}

void InjectDialog::chooseTarget(int row) {
  const auto* item = m_list->item(row);
  if (item == nullptr) return;
  const auto& chosen = m_targets[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())];
  const bool same = m_chosen && *m_chosen == chosen;
  m_chosen = chosen;
  if (!same) {
    const auto example = chosen.example.isEmpty() ? QStringLiteral("{}") : chosen.example;
    m_editor->setText(prettyJson(example.toUtf8()).value_or(example));
    m_key->clear();
    m_attributes->clear();
    m_note->clear();
  }
  refreshState();
}

bool InjectDialog::canSend() const {
  if (!m_chosen || !m_editor->verdict().ok) return false;
  const auto attributes = m_attributes->text().trimmed();
  if (!attributes.isEmpty() && !checkJson(attributes).ok) return false;
  const auto* workspace = m_bridge.workspace();
  return workspace != nullptr && m_bridge.isRecording() &&
         std::find(m_targets.begin(), m_targets.end(), *m_chosen) != m_targets.end();
}

void InjectDialog::refreshState() {
  QString head = m_chosen ? m_chosen->label() : tr("Nothing to send to");
  if (!m_bridge.isRecording()) {
    head = tr("Events can only be sent to running services. Start a recording first (Capture).");
  } else if (m_targets.empty()) {
    head =
        tr("No running service takes events from here. A service opens a type with "
           "probe.injectable(topic, type, handler).");
  }
  m_head->setText(head);
  m_send->setEnabled(canSend());
  m_example->setEnabled(m_chosen && !m_chosen->example.isEmpty());
  m_newest->setEnabled(m_chosen.has_value());
}

void InjectDialog::send() {
  if (!canSend()) return;
  auto handle = m_bridge.workspaceHandle();
  if (!handle) return;
  control::InjectRequest request;
  request.service = m_chosen->service.toStdString();
  request.topic = m_chosen->topic.toStdString();
  request.type = m_chosen->type.toStdString();
  request.key = m_key->text().toStdString();
  request.payload = m_editor->text().toStdString();
  request.attributes = m_attributes->text().trimmed().toStdString();
  const auto ticket = m_sends->add(request, nowNs());
  m_table->scrollToTop();
  const auto listener = [mailbox = m_mailbox, this, ticket](const control::InjectStatus& status) {
    mailbox->post([this, ticket, status] { m_sends->update(ticket, status); });
  };
  // On a query thread: the attempt is written to the audit table first, and that may wait for disk.
  m_bridge.run<std::uint64_t>(
      this, CancelToken(),
      [handle, request, listener](store::StoreReader&, CancelToken) -> Result<std::uint64_t> {
        auto* injector = handle->injector();
        if (injector == nullptr)
          return Error{"Sending is not allowed", {}, "This recording was started without control"};
        return injector->inject(request, listener);
      },
      [this, ticket](Result<std::uint64_t> id) {
        if (!id) m_sends->refuse(ticket, QString::fromStdString(id.error().text()));
      });
}

void InjectDialog::askTemplate(
    std::function<Result<Template>(store::StoreReader&, CancelToken)> work) {
  if (!m_bridge.isOpen()) return;
  m_template.ask(
      std::move(work),
      [this](Result<Template> found) {
        if (!found) {
          Q_EMIT journal(QString::fromStdString(found.error().text()));
        } else if (found->has_value()) {
          fill(**found);
        } else {
          m_note->setText(tr("No such event was recorded."));
        }
      },
      true);
}

void InjectDialog::useEvent(quint64 row) {
  askTemplate([row](store::StoreReader& reader, CancelToken cancel) {
    return withPayload(reader, row, cancel);
  });
}

void InjectDialog::useNewest() {
  if (!m_chosen) return;
  const auto text = bothHold(bothHold(fieldEquals(QLatin1String("type"), m_chosen->type),
                                      fieldEquals(QLatin1String("topic"), m_chosen->topic)),
                             QStringLiteral("stage == \"published\""));
  auto filter = query::Filter::parse(text.toStdString());
  if (!filter) return;
  askTemplate([query = store::Query{TimeRange{}, *filter}](store::StoreReader& reader,
                                                           CancelToken cancel) -> Result<Template> {
    auto ids = reader.eventIds(query, 1, cancel);
    if (!ids) return ids.error();
    if (ids->empty()) return Template();
    return withPayload(reader, ids->back(), cancel);
  });
}

void InjectDialog::fill(const store::EventRow& row) {
  const auto type = QString::fromStdString(row.type);
  const auto topic = QString::fromStdString(row.topic);
  const auto fits = std::find_if(m_targets.begin(), m_targets.end(), [&](const InjectTarget& t) {
    return t.type == type && t.topic == topic;
  });
  if (fits != m_targets.end()) {
    m_chosen = *fits;
    m_search->clear();
    listTargets();
  }
  const auto payload = QByteArray::fromStdString(row.payload);
  m_editor->setText(formatPayload(payload, PayloadForm::Json));
  m_key->setText(QString::fromStdString(row.key));
  QStringList notes{tr("Filled from %1 at %2.").arg(type, formatTime(row.timeNs, 3))};
  if (fits == m_targets.end())
    notes << tr("No running service takes %1: choose another target.").arg(type);
  if (row.payloadSize > payload.size())
    notes << tr("Its payload was cut when it was recorded: complete it first.");
  if ((row.flags & kRedacted) != 0)
    notes << tr("Fields were blanked out when it was recorded: fill them in.");
  m_note->setText(notes.join(u' '));
  refreshState();
}

void InjectDialog::openSend(int row) {
  const auto* send = m_sends->sendAt(row);
  if (send == nullptr || send->eventId.isNull()) return;
  Selection selection;
  selection.kind = Selection::Kind::Event;
  selection.eventId = send->eventId;
  selection.filter = filterOf(selection);
  Q_EMIT selected(selection);
}

}  // namespace rheo::ui
