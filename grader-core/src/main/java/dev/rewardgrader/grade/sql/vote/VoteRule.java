package dev.rewardgrader.grade.sql.vote;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How candidates are grouped, and which group wins. */
public enum VoteRule {
  /**
   * Ours: the same bag of rows. A result with rows beats an empty one, since a query that is wrong
   * is often empty; then the larger group, then the one seen first.
   */
  SOUND {
    @Override
    String key(Ballot ballot) {
      return ballot.bag();
    }

    @Override
    Comparator<Group> order() {
      return Comparator.<Group, Boolean>comparing(group -> group.first().rows() > 0)
          .thenComparing(super.order());
    }
  },
  /**
   * BIRD's and Spider 2's scripts: the same set of rows. Known flaw: repeated rows do not count,
   * and the many ways to be empty make one group.
   */
  BIRD {
    @Override
    String key(Ballot ballot) {
      return ballot.set();
    }
  },
  /**
   * PaVeRL-SQL's: the same printed table, so names and row order split votes. Where nothing runs it
   * picks one by chance; here nobody wins then. Floats count with six digits behind the point; that
   * it prints columns of very small or large numbers with an exponent does not.
   */
  PAVERL {
    @Override
    String key(Ballot ballot) {
      return ballot.named();
    }
  };

  /** Candidates with the same result, in the order of the ballots. */
  public record Group(List<Ballot> ballots) {
    public Group {
      ballots = List.copyOf(ballots);
    }

    /** The one that stands for the group. */
    public Ballot first() {
      return ballots.getFirst();
    }
  }

  abstract String key(Ballot ballot);

  /** The larger of two groups wins. */
  Comparator<Group> order() {
    return Comparator.comparingInt(group -> group.ballots().size());
  }

  /** The word used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }

  /**
   * The groups, the winner first, groups that are equally good in the order of the ballots; none
   * where no candidate ran.
   */
  public List<Group> count(List<Ballot> ballots) {
    Map<String, List<Ballot>> groups = new LinkedHashMap<>();
    for (Ballot ballot : ballots) {
      if (ballot.executed()) {
        groups.computeIfAbsent(key(ballot), _ -> new ArrayList<>()).add(ballot);
      }
    }
    return groups.values().stream().map(Group::new).sorted(order().reversed()).toList();
  }
}
