package dev.rewardgrader.testsuites.code.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rewardgrader.json.InputException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a Python pickle that holds nothing but text, numbers, booleans, None, lists, tuples and
 * dictionaries with text as keys. Whatever would name or build a Python object is refused, so that
 * a pickle from a stranger is only data (Python, {@code Lib/pickletools.py}).
 */
final class Unpickler {
  /** Values that a memo may copy in all: nested references must not grow beyond memory. */
  private static final int MAX_COPIED = 10_000_000;

  private final ByteBuffer in;
  private final String path;
  private final List<JsonNode> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, JsonNode> memo = new HashMap<>();
  private long copied;

  Unpickler(byte[] pickle, String path) {
    this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
    this.path = path;
  }

  JsonNode read() throws InputException {
    try {
      while (true) {
        int opcode = in.get() & 0xff;
        if (opcode == '.') {
          return pop();
        }
        step(opcode);
      }
    } catch (BufferUnderflowException e) {
      throw new InputException(path, "the pickle ends in the middle");
    } catch (NumberFormatException e) {
      throw bad("a number that is none");
    }
  }

  private void step(int opcode) throws InputException {
    switch (opcode) {
      case 0x80 -> in.get();
      case 0x95 -> in.getLong();
      case '(' -> marks.push(stack.size());
      case '0' -> pop();
      case '1' -> popMark();
      case '2' -> push(copy(top()));
      case 'N' -> push(Rows.NODES.nullNode());
      case 0x88 -> push(Rows.NODES.booleanNode(true));
      case 0x89 -> push(Rows.NODES.booleanNode(false));
      case 'I', 'L' -> wholeLine(line());
      case 'J' -> push(Rows.NODES.numberNode(in.getInt()));
      case 'K' -> push(Rows.NODES.numberNode(in.get() & 0xff));
      case 'M' -> push(Rows.NODES.numberNode(in.getShort() & 0xffff));
      case 0x8a -> push(Rows.NODES.numberNode(big(in.get() & 0xff)));
      case 0x8b -> push(Rows.NODES.numberNode(big(in.getInt())));
      case 'F' -> push(Rows.NODES.numberNode(Double.parseDouble(line())));
      case 'G' ->
          push(Rows.NODES.numberNode(Double.longBitsToDouble(Long.reverseBytes(in.getLong()))));
      case 0x8c -> text(in.get() & 0xff);
      case 'X' -> text(in.getInt());
      case 0x8d -> text(in.getLong());
      case ']' -> push(Rows.NODES.arrayNode());
      case ')' -> push(Rows.NODES.arrayNode());
      case '}' -> push(Rows.NODES.objectNode());
      case 'a' -> append();
      case 'e' -> appendAll();
      case 'l', 't' -> push(list(popMark()));
      case 0x85 -> push(list(popLast(1)));
      case 0x86 -> push(list(popLast(2)));
      case 0x87 -> push(list(popLast(3)));
      case 'd' -> {
        List<JsonNode> items = popMark();
        push(Rows.NODES.objectNode());
        put(items);
      }
      case 's' -> put(popLast(2));
      case 'u' -> put(popMark());
      case 'p' -> memo.put(Integer.parseInt(line()), top());
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'g' -> recall(Integer.parseInt(line()));
      case 'h' -> recall(in.get() & 0xff);
      case 'j' -> recall(in.getInt());
      default ->
          throw new InputException(
              path,
              "the pickle wants opcode 0x%02x, which is more than plain data: refused"
                  .formatted(opcode));
    }
  }

  private void wholeLine(String line) {
    if (line.equals("01") || line.equals("00")) {
      push(Rows.NODES.booleanNode(line.equals("01")));
    } else {
      String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
      push(Rows.NODES.numberNode(new BigInteger(digits)));
    }
  }

  private BigInteger big(int length) throws InputException {
    byte[] bytes = bytes(length);
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte swap = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = swap;
    }
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }

  private void text(long length) throws InputException {
    push(Rows.NODES.textNode(new String(bytes(length), StandardCharsets.UTF_8)));
  }

  private byte[] bytes(long length) throws InputException {
    if (length < 0 || length > in.remaining()) {
      throw bad("a length beyond its end");
    }
    byte[] bytes = new byte[(int) length];
    in.get(bytes);
    return bytes;
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int b = in.get(); b != '\n'; b = in.get()) {
      line.append((char) (b & 0xff));
    }
    return line.toString();
  }

  private void append() throws InputException {
    JsonNode item = pop();
    if (!(top() instanceof ArrayNode list)) {
      throw bad("an append to what is no list");
    }
    list.add(item);
  }

  private void appendAll() throws InputException {
    List<JsonNode> items = popMark();
    if (!(top() instanceof ArrayNode list)) {
      throw bad("an append to what is no list");
    }
    list.addAll(items);
  }

  private void put(List<JsonNode> items) throws InputException {
    if (!(top() instanceof ObjectNode dict) || items.size() % 2 != 0) {
      throw bad("an entry of what is no dictionary");
    }
    for (int i = 0; i < items.size(); i += 2) {
      if (!items.get(i).isTextual()) {
        throw bad("a key that is no text");
      }
      dict.set(items.get(i).textValue(), items.get(i + 1));
    }
  }

  private void recall(int index) throws InputException {
    JsonNode value = memo.get(index);
    if (value == null) {
      throw bad("a reference to nothing");
    }
    push(copy(value));
  }

  /** A container is copied, which ends what refers to itself. */
  private JsonNode copy(JsonNode value) throws InputException {
    if (!value.isContainerNode()) {
      return value;
    }
    copied += count(value, 0);
    if (copied > MAX_COPIED) {
      throw bad("too many references");
    }
    return value.deepCopy();
  }

  private long count(JsonNode value, int depth) throws InputException {
    if (depth > 500) {
      throw bad("too deep a nesting");
    }
    long sum = 1;
    for (JsonNode child : value) {
      sum += count(child, depth + 1);
      if (sum > MAX_COPIED) {
        break;
      }
    }
    return sum;
  }

  private static ArrayNode list(List<JsonNode> items) {
    return Rows.NODES.arrayNode().addAll(items);
  }

  private void push(JsonNode value) {
    stack.add(value);
  }

  private JsonNode top() throws InputException {
    if (stack.isEmpty()) {
      throw bad("an empty stack");
    }
    return stack.getLast();
  }

  private JsonNode pop() throws InputException {
    JsonNode value = top();
    stack.removeLast();
    return value;
  }

  private List<JsonNode> popMark() throws InputException {
    if (marks.isEmpty()) {
      throw bad("a missing mark");
    }
    int from = marks.pop();
    if (from > stack.size()) {
      throw bad("a mark beyond the stack");
    }
    return popLast(stack.size() - from);
  }

  private List<JsonNode> popLast(int count) throws InputException {
    if (count > stack.size()) {
      throw bad("an empty stack");
    }
    List<JsonNode> tail = stack.subList(stack.size() - count, stack.size());
    List<JsonNode> items = List.copyOf(tail);
    tail.clear();
    return items;
  }

  private InputException bad(String what) {
    return new InputException(path, "the pickle has " + what);
  }
}
