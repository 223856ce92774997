// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <memory>

#include "app/bridge/bridge.h"
#include "app/views/control/inject_targets.h"
#include "app/views/scene.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QSplitter;
class QTableView;
class QToolButton;

namespace rheo::ui {

class JsonEditor;
class Mailbox;
class SendsModel;

/// Sends one event to a service that takes it, and shows what became of it. Non-modal; made once.
class InjectDialog : public QDialog {
  Q_OBJECT

 public:
  explicit InjectDialog(Bridge& bridge, QWidget* parent = nullptr);
  ~InjectDialog() override;

  /// The range in which "newest recorded" looks.
  void setScene(const Scene& scene);
  /// Fills the form from a recorded event.
  void useEvent(quint64 row);
  [[nodiscard]] SendsModel& sends() const { return *m_sends; }
  [[nodiscard]] JsonEditor& editor() const { return *m_editor; }
  [[nodiscard]] bool canSend() const;
  void send();

 Q_SIGNALS:
  void selected(const rheo::ui::Selection& selection);
  void journal(const QString& text);

 private:
  using Template = std::optional<store::EventRow>;

  QWidget* buildTargets();
  QWidget* buildForm();
  QWidget* buildSends();
  void takeStatus(const LiveStatus& status);
  void listTargets();
  void chooseTarget(int row);
  void fill(const store::EventRow& row);
  void askTemplate(std::function<Result<Template>(store::StoreReader&, CancelToken)> work);
  void useNewest();
  void refreshState();
  void openSend(int row);
  [[nodiscard]] const InjectTarget* target() const;

  Bridge& m_bridge;
  std::shared_ptr<Mailbox> m_mailbox;
  LatestQuery<Template> m_template;
  Scene m_scene;
  std::vector<InjectTarget> m_targets;
  std::optional<InjectTarget> m_chosen;
  QLineEdit* m_search = nullptr;
  QListWidget* m_list = nullptr;
  QLabel* m_head = nullptr;
  QLabel* m_note = nullptr;
  QLineEdit* m_key = nullptr;
  QLineEdit* m_attributes = nullptr;
  JsonEditor* m_editor = nullptr;
  QToolButton* m_example = nullptr;
  QToolButton* m_newest = nullptr;
  QToolButton* m_send = nullptr;
  SendsModel* m_sends = nullptr;
  QTableView* m_table = nullptr;
};

}  // namespace rheo::ui
