package dev.rewardgrader.testsuites.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rewardgrader.grade.sql.metric.Bird;
import dev.rewardgrader.grade.sql.metric.Paverl;
import dev.rewardgrader.grade.sql.metric.PaverlScore;
import dev.rewardgrader.grade.sql.metric.ResultEquality;
import dev.rewardgrader.grade.sql.metric.Shape;
import dev.rewardgrader.grade.sql.metric.Spider2;
import dev.rewardgrader.grade.sql.pandas.Frame;
import dev.rewardgrader.grade.sql.pandas.MalformedCsvException;
import dev.rewardgrader.grade.sql.pandas.ReadCsv;
import dev.rewardgrader.grade.sql.pandas.ToCsv;
import dev.rewardgrader.grade.sql.result.ResultTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code comparator_cases.jsonl}: two small tables each, no database needed. */
final class ComparatorCases {
  private ComparatorCases() {}

  static void run(Path file, LabelCounts counts) throws IOException {
    LabelledJson.forEach(
        file,
        node -> {
          try {
            check(node, counts);
          } catch (MalformedCsvException e) {
            counts.add(
                "comparator.csv", node.get("case_id").asText(), "readable", e.getMessage(), false);
          }
        });
  }

  private static void check(JsonNode node, LabelCounts counts) throws MalformedCsvException {
    String id = node.get("case_id").asText();
    JsonNode labels = node.get("labels");
    ResultTable gold = LabelledJson.table(node.get("gold"));
    ResultTable predicted = LabelledJson.table(node.get("pred"));
    String csv = node.at("/gold/csv").asText();
    counts.add("comparator.csv", id, csv, ToCsv.write(gold), false);
    Frame frame = ReadCsv.parse(csv);
    PaverlScore score = Paverl.training(predicted, Paverl.gold(frame, Paverl.Variant.TRAINING));
    counts.add("comparator.paverl", id, paverl(labels.get("paverl")), describe(score), false);
    String evaluation =
        Paverl.evaluation(predicted, Paverl.gold(frame, Paverl.Variant.EVALUATION))
            .map(ComparatorCases::describeEvaluation)
            .orElse("incorrect answer");
    counts.add(
        "comparator.paverl_eval", id, evaluation(labels.get("paverl_eval")), evaluation, false);
    JsonNode equality = labels.get("testsuite_result_eq");
    for (String order : List.of("unordered", "ordered")) {
      boolean equal = ResultEquality.equal(gold, predicted, order.equals("ordered"));
      counts.add(
          "comparator.testsuite." + order, id, equality.get(order).asInt() == 1, equal, false);
    }
    bird(id, labels.get("bird"), predicted, gold, "comparator.bird", counts, false);
    spider2(id, labels.get("spider2"), predicted, frame, "comparator.spider2", counts, false);
  }

  static void bird(
      String id,
      JsonNode label,
      ResultTable predicted,
      ResultTable gold,
      String name,
      LabelCounts counts,
      boolean unstable) {
    counts.add(
        name + ".ex",
        id,
        label.get("ex").asInt() == 1,
        Bird.executionAccuracy(predicted, gold),
        unstable);
    counts.add(
        name + ".soft_f1",
        id,
        number(label.get("soft_f1").asDouble()),
        number(Bird.softF1(predicted, gold)),
        unstable);
  }

  static void spider2(
      String id,
      JsonNode label,
      ResultTable predicted,
      Frame gold,
      String name,
      LabelCounts counts,
      boolean unstable) {
    Frame frame = Frame.of(predicted);
    counts.add(
        name + ".all_ordered",
        id,
        label.get("all_ordered").asInt() == 1,
        Spider2.matchesThroughCsv(frame, Spider2.gold(gold, List.of(), false)),
        unstable);
    counts.add(
        name + ".all_ignore_order",
        id,
        label.get("all_ignore_order").asInt() == 1,
        Spider2.matchesThroughCsv(frame, Spider2.gold(gold, List.of(), true)),
        unstable);
    counts.add(
        name + ".cond0_ignore_order",
        id,
        label.get("cond0_ignore_order").asInt() == 1,
        Spider2.matchesThroughCsv(frame, Spider2.gold(gold, List.of(0), true)),
        unstable);
  }

  static String paverl(JsonNode label) {
    return describe(label.get("tuple"), label.get("reward").asDouble());
  }

  static String describe(PaverlScore score) {
    return shape(score.predicted())
        + shape(score.gold())
        + shape(score.matched())
        + " "
        + number(score.reward());
  }

  private static String describe(JsonNode tuple, double reward) {
    StringBuilder out = new StringBuilder();
    tuple.forEach(pair -> out.append(shape(new Shape(pair.get(0).asLong(), pair.get(1).asLong()))));
    return out.append(' ').append(number(reward)).toString();
  }

  static String evaluation(JsonNode label) {
    if (!label.get("err").asText().equals("--")) {
      return label.get("err").asText();
    }
    return describe(label.get("tuple"), label.get("ex_f").asDouble())
        + " "
        + (label.get("ex_b").asDouble() == 1);
  }

  static String describeEvaluation(PaverlScore score) {
    return shape(score.predicted())
        + shape(score.gold())
        + shape(score.matched())
        + " "
        + number(score.fraction())
        + " "
        + score.exact();
  }

  private static String shape(Shape shape) {
    return "(" + shape.rows() + "," + shape.columns() + ")";
  }

  /** A score to the precision in which two ways of summing can agree. */
  static String number(double value) {
    return String.format(Locale.ROOT, "%.9f", value);
  }
}
