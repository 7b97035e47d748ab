package dev.rewardgrader.grade.swe.xml;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads XML that a hostile program may have written: no document type, so no entities to expand and
 * no file or address to fetch. Names, nesting and attributes are bounded by the text alone, as in
 * other readers, but namespaces are few: the JDK looks for them one by one.
 */
public final class SafeXml {
  private static final int UNLIMITED = 0;

  /** Of declarations that hold in one place. */
  private static final int MOST_NAMESPACES = 200;

  /** Of an element, where any of them may declare a namespace. */
  private static final int MOST_ATTRIBUTES = 1000;

  private SafeXml() {}

  /**
   * Reads a document with namespaces.
   *
   * @throws SAXException if the document is not well-formed, has a document type or more namespaces
   *     in one place than is plausible
   */
  public static void parse(String xml, DefaultHandler handler) throws SAXException, IOException {
    int attributes = xml.contains("xmlns") ? MOST_ATTRIBUTES : UNLIMITED;
    parser(attributes).parse(new InputSource(new StringReader(xml)), new Quiet(handler));
  }

  private static SAXParser parser(int attributes) {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setXIncludeAware(false);
      SAXParser parser = factory.newSAXParser();
      parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      // Without a document type there are no entities, but the JDK counts what stands in attributes
      // as such, and messages of failures are long.
      parser.setProperty("jdk.xml.maxGeneralEntitySizeLimit", UNLIMITED);
      parser.setProperty("jdk.xml.totalEntitySizeLimit", UNLIMITED);
      // The JDK's own limits are lower than what other readers take, and the text is in memory.
      parser.setProperty("jdk.xml.maxElementDepth", UNLIMITED);
      parser.setProperty("jdk.xml.elementAttributeLimit", attributes);
      parser.setProperty("jdk.xml.maxXMLNameLimit", UNLIMITED);
      return parser;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IllegalStateException("this JDK has no hardened XML parser", e);
    }
  }

  /** Hands on what a handler wants, and prints nothing about errors, which are thrown. */
  private static final class Quiet extends DefaultHandler {
    private final DefaultHandler handler;
    private int namespaces;

    Quiet(DefaultHandler handler) {
      this.handler = handler;
    }

    @Override
    public void startElement(
        String uri, String local, String qualified, org.xml.sax.Attributes attributes)
        throws SAXException {
      check(qualified);
      for (int i = 0; i < attributes.getLength(); i++) {
        check(attributes.getQName(i));
      }
      handler.startElement(uri, local, qualified, attributes);
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
      if (++namespaces > MOST_NAMESPACES) {
        throw new SAXException("more than " + MOST_NAMESPACES + " namespaces in one place");
      }
    }

    @Override
    public void endPrefixMapping(String prefix) {
      namespaces--;
    }

    /** The JDK lets an empty prefix pass, which names in namespaces must not have. */
    private static void check(String qualified) throws SAXException {
      if (qualified.startsWith(":")) {
        throw new SAXException("the name '" + qualified + "' begins with a colon");
      }
    }

    @Override
    public void endElement(String uri, String local, String qualified) throws SAXException {
      handler.endElement(uri, local, qualified);
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
      handler.characters(text, start, length);
    }

    @Override
    public void processingInstruction(String target, String data) throws SAXException {
      if (target.indexOf(':') >= 0) {
        throw new SAXException("the instruction '" + target + "' has a colon in its name");
      }
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw new SAXException("line " + e.getLineNumber() + ": " + e.getMessage(), e);
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
      throw new SAXException("external entity '" + systemId + "' is not read");
    }
  }
}
