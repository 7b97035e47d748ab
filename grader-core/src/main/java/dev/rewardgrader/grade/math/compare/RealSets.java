package dev.rewardgrader.grade.math.compare;

import dev.rewardgrader.grade.math.exact.Rationals;
import dev.rewardgrader.grade.math.expr.Expr;
import dev.rewardgrader.grade.math.expr.Fn;
import dev.rewardgrader.grade.math.expr.Rational;
import dev.rewardgrader.grade.math.expr.Rel;
import dev.rewardgrader.grade.math.limits.Budget;
import dev.rewardgrader.grade.math.numeric.Substitution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads intervals, unions, inequalities, memberships and set builders as one {@link RealSet}. */
final class RealSets {
  private final Budget budget;
  private final Numerics numerics;

  RealSets(Budget budget, Numerics numerics) {
    this.budget = budget;
    this.numerics = numerics;
  }

  /** The set that {@code e} denotes, or null when it denotes none. */
  RealSet of(Expr e) {
    return switch (e) {
      case Expr.Group g -> interval(g);
      case Expr.SetOf s ->
          s.items().stream().allMatch(Trees::isScalar)
              ? new RealSet(null, s.items().stream().map(RealSet.Piece::point).toList())
              : null;
      case Expr.SetOp s -> operation(s);
      case Expr.NamedSet n ->
          n.name().equals("R")
              ? whole()
              : n.name().equals("empty") ? new RealSet(null, List.of()) : null;
      case Expr.SetBuilder b -> {
        RealSet inner = of(b.condition());
        yield inner == null ? null : new RealSet(null, inner.pieces());
      }
      case Expr.Chain c -> chain(c);
      case Expr.Listing l -> listing(l);
      default -> null;
    };
  }

  private static RealSet whole() {
    return new RealSet(null, List.of(new RealSet.Piece(null, false, null, false)));
  }

  private static RealSet interval(Expr.Group g) {
    if (g.items().size() != 2 || !g.items().stream().allMatch(Trees::isScalar)) {
      return null;
    }
    Expr low = g.items().get(0);
    Expr high = g.items().get(1);
    return new RealSet(
        null,
        List.of(
            new RealSet.Piece(
                Trees.infinity(low) != 0 ? null : low, g.open() == '[' && Trees.infinity(low) == 0,
                Trees.infinity(high) != 0 ? null : high,
                    g.close() == ']' && Trees.infinity(high) == 0)));
  }

  private RealSet operation(Expr.SetOp s) {
    RealSet acc = of(s.items().get(0));
    for (int i = 1; i < s.items().size() && acc != null; i++) {
      RealSet next = of(s.items().get(i));
      acc =
          next == null
              ? null
              : switch (s.op()) {
                case UNION -> union(acc, next);
                case INTERSECTION -> intersection(acc, next);
                case DIFFERENCE -> difference(acc, next);
              };
    }
    return acc;
  }

  private RealSet union(RealSet a, RealSet b) {
    List<RealSet.Piece> all = new ArrayList<>(a.pieces());
    all.addAll(b.pieces());
    return sorted(a.of() == null ? b.of() : a.of(), all);
  }

  private RealSet sorted(Expr of, List<RealSet.Piece> pieces) {
    record Keyed(RealSet.Piece piece, Rational low) {}
    List<Keyed> keyed = new ArrayList<>();
    for (RealSet.Piece p : pieces) {
      Rational low = p.low() == null ? null : number(p.low());
      if (p.low() != null && low == null) {
        return new RealSet(of, pieces);
      }
      keyed.add(new Keyed(p, low));
    }
    keyed.sort(Comparator.comparing(Keyed::low, Comparator.nullsFirst(Comparator.naturalOrder())));
    return new RealSet(of, keyed.stream().map(Keyed::piece).toList());
  }

  private Rational number(Expr e) {
    Rational exact = Rationals.eval(e, budget);
    return exact != null || !Trees.isConstant(e) ? exact : numerics.midpoint(e);
  }

  private RealSet intersection(RealSet a, RealSet b) {
    List<RealSet.Piece> out = new ArrayList<>();
    for (RealSet.Piece p : a.pieces()) {
      for (RealSet.Piece q : b.pieces()) {
        List<RealSet.Piece> both = meet(p, q);
        if (both == null) {
          return null;
        }
        out.addAll(both);
      }
    }
    return sorted(a.of() == null ? b.of() : a.of(), out);
  }

  /** The common part of two intervals, empty when there is none; null when it is not known. */
  private List<RealSet.Piece> meet(RealSet.Piece p, RealSet.Piece q) {
    Integer low = compareEnds(p.low(), q.low(), -1);
    Integer high = compareEnds(p.high(), q.high(), 1);
    if (low == null || high == null) {
      return null;
    }
    Expr lo = low >= 0 ? p.low() : q.low();
    boolean loClosed =
        low == 0 ? p.lowClosed() && q.lowClosed() : low > 0 ? p.lowClosed() : q.lowClosed();
    Expr hi = high <= 0 ? p.high() : q.high();
    boolean hiClosed =
        high == 0 ? p.highClosed() && q.highClosed() : high < 0 ? p.highClosed() : q.highClosed();
    if (lo != null && hi != null) {
      Rational x = number(lo);
      Rational y = number(hi);
      if (x == null || y == null) {
        return null;
      }
      int order = x.compareTo(y);
      if (order > 0 || (order == 0 && !(loClosed && hiClosed))) {
        return List.of();
      }
    }
    return List.of(new RealSet.Piece(lo, loClosed, hi, hiClosed));
  }

  /** Compares two ends where null is infinite with the given sign; null when unknown. */
  private Integer compareEnds(Expr a, Expr b, int infinite) {
    if (a == null) {
      return b == null ? 0 : infinite;
    }
    if (b == null) {
      return -infinite;
    }
    Rational x = number(a);
    Rational y = number(b);
    return x == null || y == null ? null : x.compareTo(y);
  }

  /** Takes single points out of a set: {@code R \ {a}}. */
  private RealSet difference(RealSet a, RealSet b) {
    RealSet acc = a;
    for (RealSet.Piece p : b.pieces()) {
      if (!p.isPoint()) {
        return null;
      }
      RealSet rest =
          new RealSet(
              null,
              List.of(
                  new RealSet.Piece(null, false, p.low(), false),
                  new RealSet.Piece(p.low(), false, null, false)));
      acc = intersection(acc, rest);
      if (acc == null) {
        return null;
      }
    }
    return acc;
  }

  private RealSet listing(Expr.Listing l) {
    RealSet acc = null;
    for (Expr item : l.items()) {
      RealSet next = of(item);
      if (next == null || (!(item instanceof Expr.Chain) && l.joiner() != Expr.Joiner.OR)) {
        return null;
      }
      acc =
          acc == null
              ? next
              : l.joiner() == Expr.Joiner.OR ? union(acc, next) : intersection(acc, next);
      if (acc == null) {
        return null;
      }
    }
    return acc;
  }

  private RealSet chain(Expr.Chain c) {
    if (c.sides().size() == 2 && c.rels().get(0) == Rel.IN) {
      RealSet inner = of(c.sides().get(1));
      return inner == null ? null : new RealSet(c.sides().get(0), inner.pieces());
    }
    RealSet acc = null;
    for (int i = 0; i < c.rels().size(); i++) {
      Rel rel = c.rels().get(i);
      if (!rel.isOrder() && rel != Rel.NE && rel != Rel.EQ) {
        return null;
      }
      RealSet next = half(c.sides().get(i), rel, c.sides().get(i + 1));
      if (next == null) {
        return null;
      }
      acc = acc == null ? next : intersection(acc, next);
      if (acc == null) {
        return null;
      }
    }
    return acc;
  }

  /** One relation between something and a constant. */
  private RealSet half(Expr left, Rel rel, Expr right) {
    if (!Trees.isScalar(left) || !Trees.isScalar(right)) {
      return null;
    }
    boolean leftFixed = Trees.isConstant(left);
    if (leftFixed == Trees.isConstant(right)) {
      return null;
    }
    return leftFixed ? solve(right, rel.flipped(), left) : solve(left, rel, right);
  }

  private RealSet solve(Expr subject, Rel rel, Expr bound) {
    if (Trees.infinity(bound) != 0) {
      boolean whole = (Trees.infinity(bound) > 0) == (rel == Rel.LT || rel == Rel.LE);
      return whole ? new RealSet(subject, whole().pieces()) : null;
    }
    if (subject instanceof Expr.Call call
        && call.fn() == Fn.ABS
        && call.args().get(0) instanceof Expr.Sym) {
      return absolute(call.args().get(0), rel, bound);
    }
    Set<String> names = Trees.variables(subject);
    if (!(subject instanceof Expr.Sym) && !(subject instanceof Expr.Apply) && names.size() == 1) {
      Expr variable = new Expr.Sym(names.iterator().next());
      Rational at0 = at(subject, variable, 0);
      Rational at1 = at(subject, variable, 1);
      Rational at3 = at(subject, variable, 3);
      if (at0 != null && at1 != null && at3 != null) {
        Rational slope = at1.minus(at0);
        if (slope.signum() != 0 && at3.minus(at0).equals(slope.times(Rational.of(3)))) {
          Expr solved =
              new Expr.Quotient(
                  new Expr.Sum(List.of(bound, new Expr.Num(at0.negate(), -1))),
                  new Expr.Num(slope, -1));
          return line(variable, slope.signum() < 0 ? rel.flipped() : rel, solved);
        }
      }
    }
    return line(subject, rel, bound);
  }

  private Rational at(Expr e, Expr variable, long x) {
    return Rationals.eval(
        Substitution.replace(e, variable, new Expr.Num(Rational.of(x), -1)), budget);
  }

  private static RealSet line(Expr of, Rel rel, Expr bound) {
    return new RealSet(
        of,
        switch (rel) {
          case LT -> List.of(new RealSet.Piece(null, false, bound, false));
          case LE -> List.of(new RealSet.Piece(null, false, bound, true));
          case GT -> List.of(new RealSet.Piece(bound, false, null, false));
          case GE -> List.of(new RealSet.Piece(bound, true, null, false));
          case NE ->
              List.of(
                  new RealSet.Piece(null, false, bound, false),
                  new RealSet.Piece(bound, false, null, false));
          default -> List.of(RealSet.Piece.point(bound));
        });
  }

  private RealSet absolute(Expr of, Rel rel, Expr bound) {
    Expr minus = new Expr.Neg(bound);
    boolean closed = rel == Rel.LE || rel == Rel.GE;
    return switch (rel) {
      case LT, LE -> new RealSet(of, List.of(new RealSet.Piece(minus, closed, bound, closed)));
      case GT, GE ->
          new RealSet(
              of,
              List.of(
                  new RealSet.Piece(null, false, minus, closed),
                  new RealSet.Piece(bound, closed, null, false)));
      default -> null;
    };
  }
}
