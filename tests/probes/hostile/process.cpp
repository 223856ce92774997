// SPDX-License-Identifier: Apache-2.0
// Hosts that fork, exec, become daemons, close everything and end in every way there is.
#include <dirent.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <thread>

#include "tests/probes/hostile/host.h"

using namespace hostile;

namespace {

int waitFor(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) return 96;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 95;
}

int forkWithoutExec() {
  rheo::Probe probe(config());
  emit(probe, 100);
  const pid_t child = fork();
  if (child == 0) {
    if (probe.enabled()) std::_Exit(fail("the child's copy is on"));
    emit(probe, 100);
    probe.~Probe();  // the parent's thread and sockets are not touched
    rheo::Probe own(config());
    emit(own, 50);
    std::_Exit(finish(own));
  }
  const int wrong = waitFor(child);
  emit(probe, 100);
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

/// The same while threads emit: no lock of ours may be held in the child.
int forkStorm() {
  rheo::Probe probe(config());
  std::atomic<bool> stop{false};
  std::thread threads[3];
  for (auto& thread : threads)
    thread = std::thread([&] {
      while (!stop) std::thread([&] { emit(probe, 20); }).join();
    });
  int wrong = 0;
  for (int i = 0; i < 60 && wrong == 0; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      emit(probe, 10);
      const rheo::Topic fresh("a name that only a child has");
      std::_Exit(probe.enabled() ? 1 : 0);
    }
    wrong = waitFor(child);
  }
  stop = true;
  for (auto& thread : threads) thread.join();
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

/// Started by forkAndExec: no descriptor of the probe came along.
int countDescriptors() {
  DIR* dir = opendir("/proc/self/fd");
  int count = 0;
  char target[256];
  while (dir != nullptr) {
    const dirent* entry = readdir(dir);
    if (entry == nullptr) break;
    const ssize_t size = readlinkat(dirfd(dir), entry->d_name, target, sizeof target - 1);
    if (size <= 0) continue;
    target[size] = 0;
    if (std::strncmp(target, "anon_inode:", 11) == 0) ++count;  // eventfd, epoll
    if (std::strncmp(target, "socket:", 7) == 0) ++count;
  }
  if (dir != nullptr) closedir(dir);
  return count == 0 ? 0 : fail("descriptors leak into programs that the host starts");
}

int forkAndExec() {
  rheo::Probe probe(config());
  emit(probe, 10);
  if (!probe.flush(10'000)) return 10;
  const pid_t child = fork();
  if (child == 0) {
    execl("/proc/self/exe", "hostile", "countDescriptors", nullptr);
    std::_Exit(97);
  }
  const int wrong = waitFor(child);
  emit(probe, 10);
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

int execInPlace() {
  auto* probe = new rheo::Probe(config());
  emit(*probe, 10);
  if (!probe->flush(10'000)) return 10;
  report(*probe);
  execl("/proc/self/exe", "hostile", "countDescriptors", nullptr);
  return 97;
}

int becomeDaemon() {
  int ends[2];
  if (pipe(ends) != 0) return 97;
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    auto* before = new rheo::Probe(config());
    emit(*before, 10);
    if (!before->flush(10'000)) std::_Exit(10);
    report(*before);
    if (daemon(1, 1) != 0) std::_Exit(97);
    emit(*before, 10);  // off: its thread stayed with the process that is gone
    rheo::Probe after(config());
    emit(after, 10);
    const char result = static_cast<char>(before->enabled() ? 1 : finish(after));
    std::_Exit(write(ends[1], &result, 1) == 1 ? 0 : 1);
  }
  close(ends[1]);
  char result = 94;
  if (read(ends[0], &result, 1) != 1) return 94;
  waitFor(child);
  return result;
}

int closeEverythingFirst() {
  closefrom(3);
  rheo::Probe probe(config());
  emit(probe, 10);
  return finish(probe);
}

int closeEverythingInChild() {
  rheo::Probe probe(config());
  emit(probe, 10);
  const pid_t child = fork();
  if (child == 0) {
    closefrom(3);
    emit(probe, 10);
    probe.~Probe();
    rheo::Probe own(config());
    emit(own, 10);
    std::_Exit(finish(own));
  }
  const int wrong = waitFor(child);
  emit(probe, 10);
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

/// Programs started all the time while threads emit: vfork, and no descriptor of ours goes along.
int spawnsWhileEmitting() {
  rheo::Probe probe(config());
  std::atomic<bool> stop{false};
  std::thread emitter([&] {
    while (!stop) emit(probe, 10);
  });
  int wrong = 0;
  for (int i = 0; i < 30 && wrong == 0; ++i) {
    char self[] = "/proc/self/exe", name[] = "countDescriptors";
    char* arguments[] = {self, name, nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, self, nullptr, nullptr, arguments, environ) != 0) wrong = 97;
    if (wrong == 0) wrong = waitFor(child);
  }
  stop = true;
  emitter.join();
  const int late = finish(probe);
  return wrong != 0 ? wrong : late;
}

/// A daemon of the old school: no standard streams while the probe starts, other files in their
/// place later. What the probe opened must not be what is replaced.
int closedStdio() {
  const int out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 100);
  for (const int fd : {0, 1, 2}) close(fd);
  rheo::Probe probe(config());
  emit(probe, 10);
  if (!probe.flush(10'000)) return 10;
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int fd : {0, 1, 2}) dup2(null, fd);
  emit(probe, 10);
  const bool done = probe.flush(10'000);
  dup2(out, STDOUT_FILENO);
  report(probe);
  return done ? 0 : 11;
}

/// std::exit with a probe that nobody destroys, and its thread at work.
int exitWithoutGoodbye() {
  auto* probe = new rheo::Probe(config());
  emit(*probe, 100'000);
  std::exit(0);
}
int underscoreExit() {
  rheo::Probe probe(config());
  emit(probe, 1000);
  _exit(7);
}
int quickExit() {
  rheo::Probe probe(config());
  emit(probe, 1000);
  std::quick_exit(8);
}
int abortInHost() {
  rheo::Probe probe(config());
  emit(probe, 1000);
  std::abort();
}

/// SIGTERM ends the host as if we were not there: none of our threads takes or keeps signals.
int terminated() {
  rheo::Probe probe(config());
  emit(probe, 1000);
  kill(getpid(), SIGTERM);
  for (;;) pause();
}

/// The host's own signal wait gets every signal: ours are all blocked.
int signalsReachTheHost() {
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, SIGUSR1);
  sigprocmask(SIG_BLOCK, &wanted, nullptr);
  rheo::Probe probe(config());
  for (int i = 0; i < 200; ++i) {
    int got = 0;
    kill(getpid(), SIGUSR1);
    if (sigwait(&wanted, &got) != 0 || got != SIGUSR1) return fail("another signal");
    emit(probe, 1);
  }
  return finish(probe);
}

/// The driver closes and opens the collector meanwhile; SIGPIPE has its deadly default.
int collectorGoes() {
  std::signal(SIGPIPE, SIG_DFL);
  rheo::Config wanted = config();
  wanted.ringBytes = 64u << 20;
  rheo::Probe probe(wanted);
  for (int i = 0; i < 150; ++i) {
    emit(probe, 100);
    const timespec pause{0, 10'000'000};
    nanosleep(&pause, nullptr);
  }
  return finish(probe);
}

}  // namespace

int main(int argc, char** argv) {
  const Case cases[] = {{"forkWithoutExec", forkWithoutExec},
                        {"forkStorm", forkStorm},
                        {"countDescriptors", countDescriptors},
                        {"forkAndExec", forkAndExec},
                        {"execInPlace", execInPlace},
                        {"becomeDaemon", becomeDaemon},
                        {"closeEverythingFirst", closeEverythingFirst},
                        {"closeEverythingInChild", closeEverythingInChild},
                        {"spawnsWhileEmitting", spawnsWhileEmitting},
                        {"closedStdio", closedStdio},
                        {"exitWithoutGoodbye", exitWithoutGoodbye},
                        {"underscoreExit", underscoreExit},
                        {"quickExit", quickExit},
                        {"abortInHost", abortInHost},
                        {"terminated", terminated},
                        {"signalsReachTheHost", signalsReachTheHost},
                        {"collectorGoes", collectorGoes}};
  return choose(argc, argv, cases);
}
