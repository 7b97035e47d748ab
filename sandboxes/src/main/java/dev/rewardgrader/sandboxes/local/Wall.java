package dev.rewardgrader.sandboxes.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The command line of bubblewrap that builds the outer wall. */
final class Wall {
  private static final String SYSTEM_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** What programs need of /etc beside the files that the supervisor's launch mode provides. */
  private static final List<String> ETC =
      List.of("alternatives", "fpc.cfg", "ld.so.cache", "localtime", "services");

  /** The configuration of language toolchains, which Debian keeps in /etc. */
  private static final List<String> ETC_BEGINNINGS =
      List.of("java", "mono", "perl", "php", "python3", "R", "ghc", "ocaml", "lua", "ruby");

  private Wall() {}

  static List<String> command(String bubblewrap, LocalOptions options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(bubblewrap);
    Collections.addAll(
        command,
        ("--unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts"
                + " --unshare-cgroup-try --die-with-parent --new-session --as-pid-1 --clearenv")
            .split(" ", -1));
    add(command, "--setenv", "PATH", options.path() == null ? SYSTEM_PATH : options.path());
    add(command, "--ro-bind", "/usr", "/usr");
    for (String folder : List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")) {
      Path path = Path.of(folder);
      if (Files.isSymbolicLink(path)) {
        add(command, "--symlink", Files.readSymbolicLink(path).toString(), folder);
      } else if (Files.isDirectory(path)) {
        add(command, "--ro-bind", folder, folder);
      }
    }
    // The numbers are those of supervisor/launch.c.
    add(command, "--perms", "0555", "--file", "20", "/run/supervisor");
    add(command, "--perms", "0444", "--file", "21", "/etc/passwd");
    add(command, "--perms", "0444", "--file", "22", "/etc/group");
    add(command, "--perms", "0444", "--file", "23", "/etc/hosts");
    add(command, "--perms", "0444", "--file", "24", "/etc/nsswitch.conf");
    for (String name : etc()) {
      add(command, "--ro-bind-try", "/etc/" + name, "/etc/" + name);
    }
    // What images hold there: precompiled headers and class archives of the host's own compilers.
    add(command, "--ro-bind-try", prepared().toString(), "/opt/grader");
    for (Path extra : options.readOnly()) {
      add(command, "--ro-bind", extra.toString(), extra.toString());
    }
    add(command, "--proc", "/proc", "--dev", "/dev", "--dir", "/box", "--dir", "/tmp");
    add(command, "--dir", "/var", "--symlink", "/tmp", "/var/tmp");
    add(command, "--remount-ro", "/", "--chdir", "/", "/run/supervisor");
    return command;
  }

  private static void add(List<String> command, String... words) {
    Collections.addAll(command, words);
  }

  /**
   * Where scripts/lib/toolchain.sh puts what it prepares for the host's compilers. For root that is
   * not in the home folder, which the users that root's sandboxes run as could not enter.
   */
  private static Path prepared() {
    String given = System.getenv("GRADER_PREPARED");
    if (given != null && !given.isEmpty()) {
      return Path.of(given);
    }
    if (System.getProperty("user.name").equals("root")) {
      return Path.of("/var/cache/grader/opt");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("grader").resolve("opt");
  }

  private static List<String> etc() throws IOException {
    List<String> names = new ArrayList<>(ETC);
    try (var entries = Files.newDirectoryStream(Path.of("/etc"))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (ETC_BEGINNINGS.stream().anyMatch(name::startsWith)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
