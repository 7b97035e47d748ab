package dev.rewardgrader.grade.swe.gate;

import java.util.Comparator;
import java.util.List;

/**
 * Channels of reward, added up behind their gates.
 *
 * @param trace every channel and whether it counted, highest priority first
 * @param gated the sum of the channels that counted (G-RA)
 * @param ungated the sum of all channels (D-RA, direct accumulation)
 */
public record GatedReward(List<Gate> trace, double gated, double ungated) {
  /** A channel, and whether every channel of higher priority reached its threshold. */
  public record Gate(Channel channel, boolean open) {}

  public GatedReward {
    trace = List.copyOf(trace);
  }

  /** Adds up channels in any order. */
  public static GatedReward of(List<Channel> channels) {
    List<Channel> ordered =
        channels.stream().sorted(Comparator.comparingInt(Channel::priority)).toList();
    List<Gate> trace =
        ordered.stream()
            .map(
                channel ->
                    new Gate(
                        channel,
                        ordered.stream()
                            .filter(other -> other.priority() < channel.priority())
                            .allMatch(Channel::reached)))
            .toList();
    double gated =
        trace.stream().filter(Gate::open).mapToDouble(gate -> gate.channel().value()).sum();
    double ungated = ordered.stream().mapToDouble(Channel::value).sum();
    return new GatedReward(trace, gated, ungated);
  }
}
