package dev.rewardgrader.testsuites.sql.formats;

import java.nio.file.Path;

/**
 * The files of a suite.
 *
 * @param input questions, golds or rows, whatever the format starts from
 * @param databases the folder of databases, or null
 * @param golds the folder of gold CSV files, or null
 * @param predictions what a model wrote, a file or a folder, or null
 */
public record SqlFiles(Path input, Path databases, Path golds, Path predictions) {}
