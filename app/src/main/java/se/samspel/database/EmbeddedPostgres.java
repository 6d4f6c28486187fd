package se.samspel.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A real PostgreSQL of the installation's own, for the machine that has none: binaries from a Maven
 * artifact, data kept between starts, reachable on loopback only and by password.
 *
 * <p>Durability is PostgreSQL's default: {@code fsync} and {@code synchronous_commit} stay on, and
 * pages carry checksums. One process at a time holds the data directory; a server left behind by a
 * killed process is stopped before the new one starts, so that recovery is PostgreSQL's own.
 */
public final class EmbeddedPostgres {

  /** The user that owns the database. */
  public static final String USER = "samspel_owner";

  private static final String DATABASE = "samspel";
  private static final int START_SECONDS = 120;

  /** Names a directory beside the program for the unpacked binaries, which are not data. */
  private static final String BINARIES = "samspel.binaries";

  private final Path data;
  private final int port;
  private final String password;
  private final Optional<FileChannel> lock;
  private final CompletableFuture<Void> answering;
  private volatile boolean stopped;

  private EmbeddedPostgres(
      Path data,
      int port,
      String password,
      Optional<FileChannel> lock,
      CompletableFuture<Void> answering) {
    this.data = data;
    this.port = port;
    this.password = password;
    this.lock = lock;
    this.answering = answering;
  }

  /**
   * Starts the server on the directory, making it ready first where it is new, and waits until it
   * answers.
   *
   * @param home the installation's data directory
   * @throws Start.Refused when another process uses the directory, or PostgreSQL can't start
   */
  public static EmbeddedPostgres start(Path home) {
    var server = begin(home);
    server.await();
    return server;
  }

  /**
   * Takes the directory and starts the server meanwhile; {@link #await} before it is asked.
   *
   * @throws Start.Refused when another process uses the directory
   */
  static EmbeddedPostgres begin(Path home) {
    try {
      Files.createDirectories(home);
      var lock = lock(home);
      var server =
          new EmbeddedPostgres(
              home.resolve("postgres"),
              freePort(),
              password(home),
              Optional.of(lock),
              new CompletableFuture<>());
      Thread.ofPlatform().name("postgres-start").start(() -> server.bringUp(home));
      return server;
    } catch (IOException broken) {
      throw unusable(home, broken);
    }
  }

  private void bringUp(Path home) {
    try {
      var binaries = unpack(home);
      stopOrphan(data);
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        initialise(binaries, home, data);
      }
      launch(binaries, home.resolve("postgres.log"));
      answering.complete(null);
    } catch (IOException broken) {
      answering.completeExceptionally(unusable(home, broken));
    } catch (RuntimeException refused) {
      answering.completeExceptionally(refused);
    }
  }

  private static Start.Refused unusable(Path home, IOException broken) {
    return new Start.Refused(
        "the data directory " + home + " can't be used: " + broken.getMessage());
  }

  /**
   * Waits until the server answers.
   *
   * @throws Start.Refused when PostgreSQL can't start
   */
  void await() {
    try {
      answering.join();
    } catch (CompletionException failed) {
      stop();
      throw failed.getCause() instanceof Start.Refused refused ? refused : failed;
    }
  }

  /**
   * As {@link #start}, or joins the server that a running installation has on the directory; a
   * joined server is left running.
   */
  static EmbeddedPostgres startOrJoin(Path home) {
    try {
      return start(home);
    } catch (Start.InUse running) {
      return join(home).orElseThrow(() -> running);
    }
  }

  private static Optional<EmbeddedPostgres> join(Path home) {
    var data = home.resolve("postgres");
    try {
      if (serverProcess(data).isEmpty()) {
        return Optional.empty();
      }
      var port =
          Integer.parseInt(Files.readAllLines(data.resolve("postmaster.pid")).get(3).strip());
      return Optional.of(
          new EmbeddedPostgres(
              data,
              port,
              password(home),
              Optional.empty(),
              CompletableFuture.completedFuture(null)));
    } catch (IOException broken) {
      throw new Start.Refused("the running server on " + data + " can't be joined: " + broken);
    }
  }

  /** The JDBC URL of the database. */
  public String url() {
    return url(DATABASE);
  }

  /** The JDBC URL of another database on the same server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The owner's password, made for this installation. */
  public String password() {
    return password;
  }

  /** Stops the server in order: sessions are ended, everything is written. */
  public synchronized void stop() {
    if (stopped || lock.isEmpty()) {
      return;
    }
    stopped = true;
    try {
      // One that is on its way up has to be up before it can be told to go down.
      answering.handle((done, failed) -> done).join();
      serverProcess(data).ifPresent(pid -> interrupt(pid, data));
      lock.get().close();
    } catch (IOException broken) {
      throw new IllegalStateException("PostgreSQL could not be stopped", broken);
    }
  }

  private static FileChannel lock(Path home) throws IOException {
    var channel =
        FileChannel.open(
            home.resolve("samspel.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException alsoInThisProcess) {
      // Refused below.
    }
    channel.close();
    throw new Start.InUse(
        "another samspel already uses the data directory "
            + home
            + ". Stop it first, or set SAMSPEL_DATA to another directory.");
  }

  private static Path unpack(Path home) throws IOException {
    var name = "postgres-" + system() + "-" + architecture() + ".txz";
    var resource = EmbeddedPostgres.class.getResource("/" + name);
    if (resource == null) {
      throw new Start.Refused(
          "there is no embedded PostgreSQL for this system ("
              + name
              + "). Set SAMSPEL_DATABASE_URL to a PostgreSQL of version 18 or later.");
    }
    var connection = resource.openConnection();
    connection.setUseCaches(false);
    var place =
        Optional.ofNullable(System.getProperty(BINARIES))
            .map(Path::of)
            .filter(Files::isWritable)
            .orElse(home);
    var target = place.resolve("postgres-binaries-" + connection.getContentLengthLong());
    if (Files.exists(target.resolve("bin/postgres"))) {
      return target;
    }
    // Another start may unpack beside this one; the first that is done counts.
    var partial = Files.createTempDirectory(place, "postgres-binaries-partial");
    try (var stream = connection.getInputStream()) {
      extract(stream, partial);
    }
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      Files.move(partial, target);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException done) {
      deleteTree(partial);
    }
    return target;
  }

  private static void extract(InputStream stream, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(stream)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & 0b001_000_000) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static String password(Path home) throws IOException {
    var file = home.resolve("postgres.password");
    if (!Files.exists(file)) {
      var bytes = new byte[24];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file).strip();
  }

  private static void initialise(Path binaries, Path home, Path data) throws IOException {
    var fresh = home.resolve("postgres.new");
    deleteTree(fresh);
    run(
        "prepare the database",
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + fresh,
            "--username=" + USER,
            "--pwfile=" + home.resolve("postgres.password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--data-checksums"));
    Files.writeString(
        fresh.resolve("postgresql.auto.conf"),
        """
        fsync = on
        synchronous_commit = on
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 64
        shared_buffers = 256MB
        work_mem = 16MB
        max_wal_size = 2GB
        timezone = 'UTC'
        log_min_messages = warning
        """);
    Files.move(fresh, data);
  }

  private void launch(Path binaries, Path log) throws IOException {
    run(
        "start PostgreSQL (its log is " + log + ")",
        List.of(
            binaries.resolve("bin/pg_ctl").toString(),
            "--pgdata=" + data,
            "--log=" + log,
            "--wait",
            "--timeout=" + START_SECONDS,
            "--options=-p " + port,
            "start"));
    try (var connection = java.sql.DriverManager.getConnection(url("postgres"), USER, password);
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + DATABASE + "'")) {
      if (!found.next()) {
        statement.execute("create database " + DATABASE);
      }
    } catch (java.sql.SQLException broken) {
      throw new Start.Refused("PostgreSQL started but does not answer: " + broken.getMessage());
    }
  }

  /** A server that a killed process left running on the directory is ended before a new one. */
  private static void stopOrphan(Path data) throws IOException {
    serverProcess(data).ifPresent(pid -> interrupt(pid, data));
  }

  private static Optional<Long> serverProcess(Path data) throws IOException {
    var file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var lines = Files.readAllLines(file);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var pid = Long.parseLong(lines.getFirst().strip());
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> process.info().command().orElse("").endsWith("postgres"))
        .map(ProcessHandle::pid);
  }

  private static void interrupt(long pid, Path data) {
    try {
      // SIGINT is PostgreSQL's fast shutdown; ProcessHandle knows only SIGTERM and SIGKILL.
      new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
      var process = ProcessHandle.of(pid);
      if (process.isPresent()) {
        process.get().onExit().get(60, TimeUnit.SECONDS);
      }
    } catch (IOException | java.util.concurrent.ExecutionException broken) {
      throw new Start.Refused("the server on " + data + " could not be stopped: " + broken);
    } catch (java.util.concurrent.TimeoutException slow) {
      throw new Start.Refused("the server on " + data + " has not stopped in a minute");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String what, List<String> command) throws IOException {
    var whole = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name")) && system().equals("linux")) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      whole.addAll(List.of("unshare", "--user"));
    }
    whole.addAll(command);
    var output = Files.createTempFile("samspel-postgres", ".log");
    try {
      var process =
          new ProcessBuilder(whole)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(START_SECONDS + 30L, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Start.Refused("could not " + what + ": " + Files.readString(output).strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Start.Refused("interrupted before it could " + what);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String system() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.contains("mac")) {
      return "darwin";
    }
    return name.contains("win") ? "windows" : "linux";
  }

  private static String architecture() {
    var name = System.getProperty("os.arch");
    return switch (name) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm_64";
      default -> name;
    };
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (var path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
