package dev.rewardgrader.grade.swe.restore;

import dev.rewardgrader.grade.swe.xml.SafeDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Surefire, Failsafe and the properties that steer them, in {@code pom.xml}. */
final class MavenPom {
  private static final Set<String> PLUGINS =
      Set.of("maven-surefire-plugin", "maven-failsafe-plugin");
  private static final List<String> PROPERTIES =
      List.of("maven.test.", "surefire.", "failsafe.", "skipTests", "skipITs", "testFailureIgnore");

  private MavenPom() {}

  /**
   * A setting and where it stands: names of elements from the root, a profile with its id.
   *
   * @param text of the element, by which settings are compared
   */
  private record Setting(List<String> place, Element element, String text) {
    boolean same(Setting other) {
      return place.equals(other.place) && text.equals(other.text);
    }
  }

  static Optional<String> restored(String base, String patched) {
    if (base.isEmpty()) {
      return Optional.empty();
    }
    try {
      Document before = SafeDocument.parse(base);
      Document after = SafeDocument.parse(patched);
      List<Setting> wanted = settings(before);
      List<Setting> found = settings(after);
      if (same(wanted, found)) {
        return Optional.empty();
      }
      found.forEach(setting -> setting.element().getParentNode().removeChild(setting.element()));
      for (Setting setting : wanted) {
        Element parent = place(after.getDocumentElement(), setting.place());
        parent.appendChild(after.importNode(setting.element(), true));
      }
      return Optional.of(SafeDocument.text(after));
    } catch (SAXException e) {
      return Optional.of(base);
    }
  }

  private static boolean same(List<Setting> a, List<Setting> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!a.get(i).same(b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<Setting> settings(Document pom) {
    List<Setting> settings = new ArrayList<>();
    collect(pom.getDocumentElement(), List.of(), settings);
    return settings;
  }

  private static void collect(Element element, List<String> place, List<Setting> out) {
    for (Element child : children(element)) {
      String name = child.getTagName();
      boolean plugin =
          name.equals("plugin") && PLUGINS.contains(textOf(child, "artifactId").strip());
      boolean property =
          element.getTagName().equals("properties")
              && PROPERTIES.stream().anyMatch(name::startsWith);
      if (plugin || property) {
        out.add(new Setting(place, child, SafeDocument.text(child)));
      } else {
        List<String> inside = new ArrayList<>(place);
        inside.add(name.equals("profile") ? "profile " + textOf(child, "id").strip() : name);
        collect(child, inside, out);
      }
    }
  }

  /** The element at a place, made where it is missing. */
  private static Element place(Element root, List<String> place) {
    Element at = root;
    for (String step : place) {
      Element parent = at;
      at =
          children(parent).stream()
              .filter(child -> fits(child, step))
              .findFirst()
              .orElseGet(() -> add(parent, step));
    }
    return at;
  }

  private static boolean fits(Element child, String step) {
    return step.startsWith("profile ")
        ? child.getTagName().equals("profile")
            && textOf(child, "id").strip().equals(step.substring("profile ".length()))
        : child.getTagName().equals(step);
  }

  private static Element add(Element parent, String step) {
    Document document = parent.getOwnerDocument();
    String[] parts = step.split(" ", 2);
    Element child = document.createElement(parts[0]);
    if (parts.length == 2) {
      child.appendChild(document.createElement("id")).setTextContent(parts[1]);
    }
    parent.appendChild(child);
    return child;
  }

  private static String textOf(Element element, String name) {
    return children(element).stream()
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .map(Node::getTextContent)
        .orElse("");
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element found) {
        children.add(found);
      }
    }
    return children;
  }
}
