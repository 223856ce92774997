// SPDX-License-Identifier: Apache-2.0
#pragma once

// Included in front of every source of the extension: calls of SQLite go to the program that has
// loaded it, so that a process holds one SQLite and one set of file locks.
#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3
