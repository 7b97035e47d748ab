package dev.rewardgrader.sandboxes.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorwayTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  @Test
  void leavesTheWayOpenAndNothingElse() throws Exception {
    try (SocketChannel theirs = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      SocketChannel ours;
      Path folder;
      try (Doorway doorway = Doorway.open()) {
        folder = doorway.folder();
        theirs.connect(UnixDomainSocketAddress.of(Doorway.within(folder.toString())));
        ours = doorway.accept(LONG, () -> false);
      }
      assertThat(folder.getParent()).doesNotExist();
      theirs.write(ByteBuffer.wrap("hello".getBytes(UTF_8)));
      ByteBuffer heard = ByteBuffer.allocate(5);
      while (heard.hasRemaining() && ours.read(heard) >= 0) {
        // The rest may come later.
      }
      ours.close();
      assertThat(new String(heard.array(), UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void isClosedToOtherUsersOfTheHost() throws Exception {
    try (Doorway doorway = Doorway.open()) {
      assertThat(Files.getPosixFilePermissions(doorway.folder().getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void doesNotWaitForAContainerThatIsGone() throws Exception {
    try (Doorway doorway = Doorway.open()) {
      assertThat(doorway.accept(LONG, () -> true)).isNull();
    }
  }

  @Test
  void findsWhatCameBeforeItsContainerEnded() throws Exception {
    try (Doorway doorway = Doorway.open();
        SocketChannel theirs = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      theirs.connect(UnixDomainSocketAddress.of(Doorway.within(doorway.folder().toString())));
      try (SocketChannel ours = doorway.accept(LONG, () -> true)) {
        assertThat(ours).isNotNull();
      }
    }
  }
}
