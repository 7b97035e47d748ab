package dev.rewardgrader.sandboxes.languages;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds where in a YAML text a path of keys leads: Jackson's own lines are those of its read-ahead.
 */
final class YamlLines {

  private YamlLines() {}

  /** The line, from 1 on, of the last key of {@code path} that is there; 1 in what is no YAML. */
  static int lineOf(String text, List<String> path) {
    Node node;
    try {
      node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (YAMLException e) {
      return 1;
    }
    int line = 1;
    for (String key : path) {
      NodeTuple entry = entry(node, key);
      if (entry == null) {
        break;
      }
      line = entry.getKeyNode().getStartMark().getLine() + 1;
      node = entry.getValueNode();
    }
    return line;
  }

  private static NodeTuple entry(Node node, String key) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
          return tuple;
        }
      }
    }
    return null;
  }
}
