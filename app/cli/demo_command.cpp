// SPDX-License-Identifier: Apache-2.0
#include <QCoreApplication>
#include <QTextStream>

#include "app/cli/command.h"
#if RHEO_WITH_DEMO
#include "probes/demo/system.hpp"
#endif

namespace rheo::cli {

#if RHEO_WITH_DEMO
int runDemo(const QStringList& arguments) {
  std::vector<std::string> words;
  for (const QString& argument : arguments) words.push_back(argument.toStdString());
  demo::SystemOptions options;
  const std::string trouble = demo::parseSystemOptions(words, options);
  if (!trouble.empty()) return complain(QString::fromStdString(trouble), kUsage);
  if (options.help || options.listFaults) {
    QTextStream(stdout) << QString::fromStdString(options.help ? demo::systemHelp()
                                                               : demo::faultList());
    return kOk;
  }
  return demo::System(options, QCoreApplication::applicationDirPath().toStdString()).run();
}
#else
int runDemo(const QStringList&) {
  return complain(QStringLiteral("this build has no demo. Configure it with -DRHEO_DEMO=ON"),
                  kFailed);
}
#endif

}  // namespace rheo::cli
