package dev.rewardgrader.sandboxes.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.rewardgrader.sandboxes.protocol.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A supervisor as the first process of a container, over a socket that both sides see. */
final class DirectConnection implements Connection {
  /** How the supervisor begins to tell that it cannot reach its socket (supervisor/launch.c). */
  static final String CANNOT_CONNECT = "supervisor: connect to ";

  /** What the container says on its standard error, and when that ends. */
  static final class Complaint extends ResultCallback.Adapter<Frame> {
    private static final int BYTES = 4096;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String text = "";

    @Override
    public void onNext(Frame frame) {
      String all = text + new String(frame.getPayload(), StandardCharsets.UTF_8);
      text = all.substring(0, Math.min(all.length(), BYTES));
    }

    @Override
    public void onError(Throwable cause) {
      ended.countDown();
      super.onError(cause);
    }

    @Override
    public void onComplete() {
      ended.countDown();
      super.onComplete();
    }

    boolean isEnded() {
      return ended.getCount() == 0;
    }

    /** All of it, where it ends soon. */
    String whole() {
      try {
        ended.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return text.strip();
    }

    void drop() {
      try {
        close();
      } catch (IOException e) {
        // The container is gone, and its stream with it.
      }
    }
  }

  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;
  private final Complaint complaint;
  private final Runnable remove;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param remove destroys the container
   */
  DirectConnection(SocketChannel channel, Complaint complaint, Runnable remove) {
    this.channel = channel;
    this.in = Channels.newInputStream(channel);
    this.out = Channels.newOutputStream(channel);
    this.complaint = complaint;
    this.remove = remove;
  }

  @Override
  public InputStream fromSupervisor() {
    return in;
  }

  @Override
  public OutputStream toSupervisor() {
    return out;
  }

  @Override
  public String complaint() {
    return complaint.whole();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        channel.close();
      } catch (IOException e) {
        // Closed one way or the other.
      }
      try {
        remove.run();
      } finally {
        complaint.drop();
      }
    }
  }
}
