package dev.rewardgrader.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.grade.math.MathOptions;
import dev.rewardgrader.grade.math.MathResult;
import dev.rewardgrader.grade.math.MathTaskOptions;
import dev.rewardgrader.grade.math.MathVerifier;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "math",
    description = "Compare one mathematical answer with a gold.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:compared, whatever the verdict", "2:bad usage"},
    footerHeading = "%nExample:%n",
    footer = "  grader math --gold '\\frac12' --answer 'The answer is 0.5' --explain")
final class MathCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "GOLD",
      description = "A reference answer; may be given several times.")
  private List<String> golds;

  @Option(
      names = "--answer",
      required = true,
      paramLabel = "TEXT",
      description = "What the model wrote.")
  private String answer;

  @Option(
      names = "--options",
      paramLabel = "JSON",
      description = "The options object of a math task, such as '{\"percent_lenient\":true}'.")
  private String options;

  @Option(
      names = "--explain",
      description = "Show what was extracted, how both sides were read and which layer decided.")
  private boolean explain;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    MathOptions parsed;
    try {
      parsed = MathTaskOptions.parse(options == null ? null : Json.parse(options));
    } catch (InputException e) {
      throw new ParameterException(spec.commandLine(), "--options: " + e.getMessage());
    }
    MathResult result = MathVerifier.verify(MathVerifier.compile(golds, parsed), answer);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writeValueAsString(toJson(result)));
    } else {
      out.println(result.verdict() + " (" + result.reason() + ")");
      if (explain) {
        explain(out, result);
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private static void explain(PrintWriter out, MathResult result) {
    if (result.span() != null) {
      out.printf(
          Locale.ROOT,
          "  extracted  %s  [%d..%d, rule %s%s]%n",
          result.span().text().strip(),
          result.span().start(),
          result.span().end(),
          result.span().rule(),
          result.span().ambiguous() ? ", ambiguous" : "");
    }
    if (result.layer() != null) {
      out.printf(Locale.ROOT, "  answer     %s%n", result.canonicalAnswer());
      out.printf(Locale.ROOT, "  gold       %s%n", result.canonicalGold());
      out.printf(Locale.ROOT, "  layer      %s (%s)%n", result.layer(), result.certainty());
    }
    out.printf(
        Locale.ROOT, "  cost       %d steps, %.3f ms%n", result.steps(), result.nanos() / 1e6);
  }

  private static ObjectNode toJson(MathResult result) {
    ObjectNode node = JSON.createObjectNode();
    node.put("verdict", result.verdict().name());
    node.put("reason", result.reason());
    node.put("layer", result.layer());
    node.put("certainty", result.certainty());
    node.put("answer", result.canonicalAnswer());
    node.put("gold", result.canonicalGold());
    if (result.span() != null) {
      ObjectNode span = node.putObject("span");
      span.put("text", result.span().text());
      span.put("start", result.span().start());
      span.put("end", result.span().end());
      span.put("rule", result.span().rule());
      span.put("ambiguous", result.span().ambiguous());
    }
    node.put("steps", result.steps());
    node.put("ms", result.nanos() / 1e6);
    return node;
  }
}
