#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The checker finds what it is there to find: each case is a small tree with one breach, or none."""
import os
import subprocess
import sys
import tempfile
import unittest

CHECKER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "architecture.py")
HEAD = "// SPDX-License-Identifier: Apache-2.0\n"


def check(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            full = os.path.join(root, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as out:
                out.write(text)
        # Outside of any repository, whatever stands above the temporary folder.
        env = dict(os.environ, GIT_DIR=os.path.join(root, "none"))
        run = subprocess.run([sys.executable, CHECKER, root], capture_output=True, text=True, env=env, check=False)
        return run.returncode, run.stdout


class Architecture(unittest.TestCase):
    def breach(self, path, line, expected, others=None):
        files = {path: HEAD + line + "\n"}
        files.update(others or {})
        code, out = check(files)
        self.assertEqual(code, 1, out)
        self.assertIn(expected, out)
        self.assertEqual(len(out.splitlines()), 1, out)

    def fine(self, path, line):
        code, out = check({path: HEAD + line + "\n"})
        self.assertEqual((code, out), (0, ""))

    def test_model_rooms_keep_their_direction(self):
        self.breach("model/event/a.cpp", '#include "model/store/store.h"', "model/event must not include model/store")
        self.breach("model/query/a.cpp", '#include "model/store/store.h"', "model/query must not include")
        self.fine("model/store/a.cpp", '#include "model/query/filter.h"')

    def test_model_knows_neither_app_nor_probe_sources(self):
        self.breach("model/session/a.cpp", '#include "app/bridge/bridge.h"', "must not include app/bridge")
        self.breach("model/sources/a.cpp", '#include "probes/src/ring.hpp"', "must not include probes/src")
        self.fine("model/sources/a.cpp", '#include "probes/wire/wire.hpp"')

    def test_probes_know_nothing_of_the_model(self):
        self.breach("probes/src/a.cpp", '#include "model/base/ids.h"', "probes/src must not include model/base")
        self.breach("probes/wire/a.hpp", '#pragma once\n#include "rheo/probe.hpp"', "must not include probes/include",
                    {"probes/include/rheo/probe.hpp": HEAD + "#pragma once\n"})

    def test_views_keep_off_each_other_and_the_shell(self):
        self.breach("app/views/events/a.cpp", '#include "app/views/topology/b.h"', "must not include its sibling")
        self.breach("app/views/events/a.cpp", '#include "app/shell/window.h"', "app/views must not include app/shell")
        self.fine("app/views/events/a.cpp", '#include "app/views/parts/b.h"')
        self.fine("app/views/events/a.cpp", '#include "app/views/view.h"')
        self.fine("app/views/events/a.cpp", '#include "app/shell/theme/theme.h"')

    def test_no_qt_below_the_app(self):
        self.breach("model/base/a.cpp", "#include <QString>", "no Qt in model/base")
        self.breach("probes/src/a.cpp", "#include <QtCore/qglobal.h>", "no Qt in probes/src")
        code, out = check({"model/base/CMakeLists.txt": "# " + HEAD[3:] + "target_link_libraries(a Qt6::Core)\n"})
        self.assertEqual(code, 1, out)
        self.breach("app/bridge/a.cpp", "#include <QWidget>", "no widgets in app/bridge")

    def test_third_party_headers_stay_in_their_adapter(self):
        self.breach("model/store/store.cpp", "#include <sqlite3.h>", "<sqlite3.h> is included only in")
        self.breach("model/query/filter.cpp", "#include <re2/re2.h>", "<re2/re2.h> is included only in")
        self.breach("app/bridge/a.cpp", "#include <zmq.h>", "<zmq.h> is included only in")
        self.fine("model/query/regex.cpp", "#include <re2/re2.h>")

    def test_files_look_alike(self):
        code, out = check({"model/base/a.cpp": "int a;\n"})
        self.assertEqual(code, 1)
        self.assertIn("the first line says SPDX", out)
        self.breach("model/base/a.h", "int a;", "#pragma once")
        self.breach("model/base/a.cpp", "int a;\n" * 600, "a file has at most 600")
        self.breach("model/base/a.cpp", "class QueueManager {};", "'QueueManager' says nothing")
        self.fine("model/base/a.cpp", "// class QueueManager was here")

    def test_an_empty_tree_is_an_error(self):
        self.assertEqual(check({})[0], 1)


if __name__ == "__main__":
    unittest.main()
