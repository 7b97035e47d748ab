package dev.rewardgrader.server.run;

import dev.rewardgrader.sandbox.SandboxException;
import dev.rewardgrader.server.work.Ask;
import dev.rewardgrader.server.work.BusyException;
import dev.rewardgrader.server.work.Dispatcher;
import dev.rewardgrader.server.work.Ticket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/** Runs programs for whoever asks, in turn; programs take turns, too. */
public final class RunService {
  /** The dispatcher's lane for programs. */
  public static final String LANE = "run";

  private final WarmPrograms programs;
  private final Dispatcher dispatcher;

  public RunService(WarmPrograms programs, Dispatcher dispatcher) {
    this.programs = programs;
    this.dispatcher = dispatcher;
  }

  /**
   * Runs a program.
   *
   * @param longest time in the queue
   * @throws SandboxException when there is no place to run it in
   */
  public RunOutcome run(ProgramText program, Run run, String caller, Duration longest)
      throws BusyException, SandboxException, InterruptedException {
    Ask ask = new Ask(LANE, caller, program.key(), program.key(run));
    try (Ticket<RunOutcome> ticket = dispatcher.submit(ask, () -> programs.run(program, run))) {
      return ticket.await(longest);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case SandboxException fault -> fault;
        case InterruptedException _ -> new SandboxException("the run was given up", true);
        default -> new SandboxException("the run failed: " + e.getCause(), false, e.getCause());
      };
    }
  }
}
