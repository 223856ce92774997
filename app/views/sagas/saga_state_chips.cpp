// SPDX-License-Identifier: Apache-2.0
#include "app/views/sagas/saga_state_chips.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <array>

#include "app/shell/theme/format.h"
#include "app/views/parts/controls.h"
#include "app/views/sagas/saga_table_model.h"
#include "app/views/sagas/saga_words.h"

namespace rheo::ui {
namespace {

constexpr std::array kStates{SagaState::Stuck,       SagaState::Failed,       SagaState::TimedOut,
                             SagaState::Compensated, SagaState::Compensating, SagaState::Running,
                             SagaState::Completed};

/// Told apart without its word.
bool hasOwnMark(SagaState state) {
  return state == SagaState::Completed || state == SagaState::Compensated ||
         state == SagaState::Running;
}

}  // namespace

SagaStateChips::SagaStateChips(QWidget* parent) : QWidget(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  const auto add = [&](std::optional<SagaState> state) {
    QToolButton* button = makeButton(QString(), QStringLiteral("quiet"), this);
    button->setCheckable(true);
    button->setStyleSheet(QStringLiteral("QToolButton { padding: 4px 6px; }"));
    row->addWidget(button);
    m_chips.push_back({state, button, {}, {}});
    connect(button, &QToolButton::clicked, this, [this, state] { choose(state); });
  };
  add(std::nullopt);
  for (const SagaState state : kStates) add(state);
  m_chips.front().button->setChecked(true);
}

void SagaStateChips::setCounts(const SagaTableModel& model) {
  for (Chip& chip : m_chips) {
    const auto count = chip.state ? static_cast<std::uint64_t>(model.count(*chip.state))
                                  : static_cast<std::uint64_t>(model.all().size());
    chip.name = chip.state ? sagaStateText(*chip.state) : tr("all");
    chip.count = formatCount(count);
    if (chip.state) chip.button->setIcon(stateIcon(markOf(*chip.state), 12));
    chip.button->setVisible(!chip.state || count > 0 || m_current == chip.state);
  }
  showWords();
}

void SagaStateChips::setCompact(bool compact) {
  m_compact = compact;
  showWords();
}

void SagaStateChips::showWords() {
  for (const Chip& chip : m_chips) {
    const QString words = chip.name + u' ' + chip.count;
    const bool bare = m_compact && chip.state && hasOwnMark(*chip.state);
    chip.button->setText(bare ? chip.count : words);
    chip.button->setAccessibleName(words);
    chip.button->setToolTip(chip.state ? tr("Only sagas that are %1").arg(chip.name)
                                       : tr("All sagas of the range"));
  }
}

void SagaStateChips::choose(std::optional<SagaState> state) {
  if (state == m_current) state = std::nullopt;  // pressed again: all
  m_current = state;
  for (const Chip& chip : m_chips) chip.button->setChecked(chip.state == m_current);
  Q_EMIT currentChanged();
}

}  // namespace rheo::ui
