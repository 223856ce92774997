/* SPDX-License-Identifier: Apache-2.0 */
#include <rheo/probe.h>
#include <stdio.h>

int main(void) {
  rheo_config config = {0};
  rheo_probe* probe = NULL;
  int enabled;
  config.size = sizeof config;
  config.service.data = "consumer";
  config.service.length = 8;
  config.exit_deadline_ms = 1;
  if (rheo_probe_create(&config, &probe) != RHEO_OK) return 1;
  enabled = rheo_probe_enabled(probe);
  rheo_probe_destroy(probe);
  puts(rheo_version());
  return enabled ? 0 : 1;
}
