package dev.rewardgrader.cli;

import dev.rewardgrader.cli.ending.ExitCode;
import dev.rewardgrader.json.InputException;
import dev.rewardgrader.json.Suggest;
import dev.rewardgrader.testsuites.code.datasets.DatasetConverter;
import dev.rewardgrader.testsuites.code.datasets.DatasetFormat;
import dev.rewardgrader.testsuites.code.datasets.Datasets;
import dev.rewardgrader.testsuites.rows.RowSource;
import dev.rewardgrader.testsuites.sql.formats.SqlFiles;
import dev.rewardgrader.testsuites.sql.formats.SqlFormat;
import dev.rewardgrader.testsuites.sql.formats.SqlFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "convert",
    description = "Turn rows of a public dataset into tasks.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every row became a task", "2:bad usage or input, or some rows could not"},
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FORMAT",
      description = "The dataset's format; --list shows all.")
  private String format;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INPUT",
      description =
          "JSON Lines or one JSON array (.gz and .zst too), or Parquet; - for standard input.")
  private String input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The task file to write.")
  private Path output;

  @Option(
      names = "--databases",
      paramLabel = "DIR",
      description = "The databases, for SQL formats.")
  private Path databases;

  @Option(
      names = "--golds",
      paramLabel = "DIR",
      description = "The gold CSV files, for Spider 2.0.")
  private Path golds;

  @Option(
      names = "--predictions",
      paramLabel = "PATH",
      description = "What a model wrote, for SQL formats: rollouts are written in place of tasks.")
  private Path predictions;

  @Option(names = "--list", description = "Show the formats.")
  private boolean list;

  @Override
  public Integer call() throws IOException, InputException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      for (DatasetFormat each : Datasets.all()) {
        out.println("%-15s %s".formatted(each.name(), each.description()));
      }
      for (SqlFormat each : SqlFormats.all()) {
        out.println("%-15s %s".formatted(each.name(), each.description()));
      }
      out.flush();
      return ExitCode.OK;
    }
    if (format == null || input == null || output == null) {
      throw new ParameterException(
          spec.commandLine(), "give FORMAT, INPUT and -o FILE, or --list for the formats");
    }
    Optional<SqlFormat> sql = SqlFormats.named(format);
    if (sql.isPresent()) {
      SqlFiles files = new SqlFiles(Path.of(input), databases, golds, predictions);
      List<SqlFormat.Entry> entries = SqlFormats.read(sql.get(), files);
      long written =
          OutputFiles.whole(
              output,
              inputs(),
              lines -> SqlFormats.write(entries, predictions != null, lines),
              any -> true);
      out.println(written + (predictions == null ? " tasks" : " rollouts"));
      out.flush();
      return ExitCode.OK;
    }
    DatasetFormat chosen = Datasets.named(format).orElseThrow(this::noSuchFormat);
    DatasetConverter.Counts counts;
    try (RowSource rows = RowSource.open(input)) {
      PrintWriter err = spec.commandLine().getErr();
      counts =
          OutputFiles.whole(
              output,
              List.of(input),
              tasks -> DatasetConverter.convert(chosen, rows, tasks, err::println),
              told -> told.converted() > 0 || told.refused() == 0);
      err.flush();
    }
    out.println(
        "%d rows became tasks, %d could not".formatted(counts.converted(), counts.refused()));
    out.flush();
    return counts.refused() == 0 ? ExitCode.OK : ExitCode.BAD_INPUT;
  }

  /** All that a SQL format reads. */
  private List<String> inputs() {
    return Stream.concat(Stream.of(input), Stream.of(databases, golds, predictions))
        .filter(Objects::nonNull)
        .map(Object::toString)
        .toList();
  }

  private InputException noSuchFormat() {
    List<String> names =
        Stream.concat(
                Datasets.all().stream().map(DatasetFormat::name),
                SqlFormats.all().stream().map(SqlFormat::name))
            .toList();
    return new InputException(
        "FORMAT",
        "'%s' is not one of %s%s"
            .formatted(format, String.join(", ", names), Suggest.hint(format, names)));
  }
}
