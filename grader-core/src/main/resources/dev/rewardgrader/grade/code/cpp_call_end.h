// Stands behind the candidate: turns JSON into the types of the function and its result into JSON.
namespace gr_SALT {
struct Value {
  enum Kind { Null, Bool, Number, Text, Array, Object } kind = Null;
  bool truth = false;
  std::string text;
  std::vector<Value> items;
  std::vector<std::string> names;
};

struct Wrong : std::exception {
  std::string what_;
  explicit Wrong(std::string w) : what_(std::move(w)) {}
  const char *what() const noexcept override { return what_.c_str(); }
};

struct Parser {
  const char *p, *end;

  void space() {
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r')) p++;
  }

  static void utf8(std::string &out, unsigned c) {
    if (c < 0x80) out += char(c);
    else if (c < 0x800) out += char(0xc0 | c >> 6), out += char(0x80 | (c & 63));
    else if (c < 0x10000) out += char(0xe0 | c >> 12), out += char(0x80 | (c >> 6 & 63)), out += char(0x80 | (c & 63));
    else out += char(0xf0 | c >> 18), out += char(0x80 | (c >> 12 & 63)), out += char(0x80 | (c >> 6 & 63)), out += char(0x80 | (c & 63));
  }

  std::string string() {
    std::string out;
    for (p++; p < end && *p != '"'; p++) {
      if (*p != '\\') {
        out += *p;
        continue;
      }
      switch (*++p) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'u': {
          unsigned c = std::stoul(std::string(p + 1, 4), nullptr, 16);
          p += 4;
          if (c >= 0xd800 && c < 0xdc00 && p[1] == '\\' && p[2] == 'u') {
            unsigned low = std::stoul(std::string(p + 3, 4), nullptr, 16);
            c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
            p += 6;
          }
          utf8(out, c);
          break;
        }
        default: out += *p;
      }
    }
    p++;
    return out;
  }

  Value value() {
    Value v;
    space();
    if (p >= end) throw Wrong("request ends early");
    if (*p == '[' || *p == '{') {
      bool object = *p == '{';
      char close = object ? '}' : ']';
      v.kind = object ? Value::Object : Value::Array;
      for (p++, space(); *p != close; space()) {
        if (*p == ',') p++, space();
        if (object) {
          v.names.push_back(string());
          space();
          p++;
        }
        v.items.push_back(value());
      }
      p++;
    } else if (*p == '"') {
      v.kind = Value::Text;
      v.text = string();
    } else if (*p == 't' || *p == 'f') {
      v.kind = Value::Bool;
      v.truth = *p == 't';
      p += v.truth ? 4 : 5;
    } else if (*p == 'n') {
      p += 4;
    } else {
      v.kind = Value::Number;
      while (p < end && (isalnum(*p) || *p == '-' || *p == '+' || *p == '.')) v.text += *p++;
    }
    return v;
  }
};

template <class T> struct Of;

template <class T> T decode(const Value &v) { return Of<T>::decode(v); }

static void need(bool ok, const char *what) {
  if (!ok) throw Wrong(std::string("an argument is not ") + what);
}

template <> struct Of<bool> {
  static bool decode(const Value &v) { return need(v.kind == Value::Bool, "a boolean"), v.truth; }
  static void encode(std::string &o, bool v) { o += v ? "true" : "false"; }
};
template <> struct Of<char> {
  static char decode(const Value &v) { return need(v.kind == Value::Text && v.text.size() == 1, "a character"), v.text[0]; }
  static void encode(std::string &o, char v);
};
template <> struct Of<std::string> {
  static std::string decode(const Value &v) { return need(v.kind == Value::Text, "a string"), v.text; }
  static void encode(std::string &o, const std::string &v) {
    o += '"';
    for (unsigned char c : v) {
      if (c == '"' || c == '\\') o += '\\', o += char(c);
      else if (c < 0x20) {
        char buffer[8];
        snprintf(buffer, sizeof buffer, "\\u%04x", c);
        o += buffer;
      } else o += char(c);
    }
    o += '"';
  }
};
void Of<char>::encode(std::string &o, char v) { Of<std::string>::encode(o, std::string(1, v)); }
template <> struct Of<const char *> {
  static const char *decode(const Value &v) { return (new std::string(v.text))->c_str(); }
  static void encode(std::string &o, const char *v) { Of<std::string>::encode(o, v); }
};

template <class T> struct Integer {
  static T decode(const Value &v) {
    need(v.kind == Value::Number, "a number");
    bool whole = v.text.find_first_of(".eE") == std::string::npos;
    if (!whole) return T(std::stold(v.text));
    return v.text[0] == '-' ? T(std::stoll(v.text)) : T(std::stoull(v.text));
  }
  static void encode(std::string &o, T v) { o += std::to_string(v); }
};
template <> struct Of<signed char> : Integer<signed char> {};
template <> struct Of<unsigned char> : Integer<unsigned char> {};
template <> struct Of<short> : Integer<short> {};
template <> struct Of<unsigned short> : Integer<unsigned short> {};
template <> struct Of<int> : Integer<int> {};
template <> struct Of<unsigned> : Integer<unsigned> {};
template <> struct Of<long> : Integer<long> {};
template <> struct Of<unsigned long> : Integer<unsigned long> {};
template <> struct Of<long long> : Integer<long long> {};
template <> struct Of<unsigned long long> : Integer<unsigned long long> {};

template <class T> struct Real {
  static T decode(const Value &v) { return need(v.kind == Value::Number, "a number"), T(std::stold(v.text)); }
  static void encode(std::string &o, T v) {
    if (!std::isfinite(v)) throw Wrong(v != v ? "NaN" : "infinity");
    char buffer[48];
    snprintf(buffer, sizeof buffer, "%.*g", std::is_same<T, float>::value ? 9 : 17, double(v));
    o += buffer;
  }
};
template <> struct Of<float> : Real<float> {};
template <> struct Of<double> : Real<double> {};
template <> struct Of<long double> : Real<long double> {};

template <class C> void encode_items(std::string &o, const C &items) {
  o += '[';
  bool more = false;
  for (const auto &item : items) {
    if (more) o += ',';
    more = true;
    Of<typename C::value_type>::encode(o, item);
  }
  o += ']';
}
template <class C, class T> struct Sequence {
  static C decode(const Value &v) {
    need(v.kind == Value::Array, "a list");
    C items;
    for (const Value &item : v.items) items.insert(items.end(), Of<T>::decode(item));
    return items;
  }
  static void encode(std::string &o, const C &v) { encode_items(o, v); }
};
template <class T> struct Of<std::vector<T>> : Sequence<std::vector<T>, T> {};
template <> struct Of<std::vector<bool>> : Sequence<std::vector<bool>, bool> {
  static void encode(std::string &o, const std::vector<bool> &v) {
    o += '[';
    for (size_t i = 0; i < v.size(); i++) o += i ? "," : "", Of<bool>::encode(o, v[i]);
    o += ']';
  }
};
template <class T> struct Of<std::list<T>> : Sequence<std::list<T>, T> {};
template <class T> struct Of<std::deque<T>> : Sequence<std::deque<T>, T> {};
template <class T> struct Of<std::set<T>> : Sequence<std::set<T>, T> {};
template <class T> struct Of<std::unordered_set<T>> : Sequence<std::unordered_set<T>, T> {};
template <class A, class B> struct Of<std::pair<A, B>> {
  static std::pair<A, B> decode(const Value &v) {
    need(v.kind == Value::Array && v.items.size() == 2, "a pair");
    return {Of<A>::decode(v.items[0]), Of<B>::decode(v.items[1])};
  }
  static void encode(std::string &o, const std::pair<A, B> &v) {
    o += '[';
    Of<A>::encode(o, v.first);
    o += ',';
    Of<B>::encode(o, v.second);
    o += ']';
  }
};
template <class M, class B> struct Mapping {
  static M decode(const Value &v) {
    need(v.kind == Value::Object, "an object");
    M m;
    for (size_t i = 0; i < v.items.size(); i++) {
      Value key;
      key.kind = std::is_arithmetic<typename M::key_type>::value ? Value::Number : Value::Text;
      key.text = v.names[i];
      m[Of<typename M::key_type>::decode(key)] = Of<B>::decode(v.items[i]);
    }
    return m;
  }
  static void encode(std::string &o, const M &m) {
    o += '{';
    bool more = false;
    for (const auto &e : m) {
      std::string key;
      Of<typename M::key_type>::encode(key, e.first);
      if (more) o += ',';
      more = true;
      o += key[0] == '"' ? key : '"' + key + '"';
      o += ':';
      Of<B>::encode(o, e.second);
    }
    o += '}';
  }
};
template <class A, class B> struct Of<std::map<A, B>> : Mapping<std::map<A, B>, B> {};
template <class A, class B> struct Of<std::unordered_map<A, B>> : Mapping<std::unordered_map<A, B>, B> {};
template <> struct Of<::ListNode *> {
  static ::ListNode *decode(const Value &v) {
    ::ListNode *head = nullptr;
    for (size_t i = v.items.size(); i-- > 0;) {
      ::ListNode *node = new ::ListNode(Of<int>::decode(v.items[i]));
      node->next = head;
      head = node;
    }
    return head;
  }
  static void encode(std::string &o, ::ListNode *v) {
    o += '[';
    for (size_t n = 0; v; v = v->next, n++) {
      if (n > 5000000) throw Wrong("a linked list with a cycle");
      o += n ? "," : "";
      Of<int>::encode(o, v->val);
    }
    o += ']';
  }
};
template <> struct Of<::TreeNode *> {
  static ::TreeNode *decode(const Value &v) {
    if (v.items.empty() || v.items[0].kind == Value::Null) return nullptr;
    ::TreeNode *root = new ::TreeNode(Of<int>::decode(v.items[0]));
    std::deque<::TreeNode *> waiting{root};
    for (size_t i = 1; i < v.items.size() && !waiting.empty();) {
      ::TreeNode *node = waiting.front();
      waiting.pop_front();
      for (::TreeNode **side : {&node->left, &node->right}) {
        if (i < v.items.size() && v.items[i].kind != Value::Null) waiting.push_back(*side = new ::TreeNode(Of<int>::decode(v.items[i])));
        i++;
      }
    }
    return root;
  }
  static void encode(std::string &o, ::TreeNode *root) {
    std::vector<std::string> values;
    std::deque<::TreeNode *> level{root};
    while (!level.empty()) {
      ::TreeNode *node = level.front();
      level.pop_front();
      if (values.size() > 5000000) throw Wrong("a tree with a cycle");
      if (!node) {
        values.push_back("null");
        continue;
      }
      values.push_back(std::to_string(node->val));
      level.push_back(node->left);
      level.push_back(node->right);
    }
    while (!values.empty() && values.back() == "null") values.pop_back();
    o += '[';
    for (size_t i = 0; i < values.size(); i++) o += (i ? "," : "") + values[i];
    o += ']';
  }
};

template <class F> struct Signature;
template <class R, class... A> struct Signature<R (*)(A...)> {
  using Result = R;
  using Arguments = std::tuple<std::decay_t<A>...>;
};
template <class R, class C, class... A> struct Signature<R (C::*)(A...)> : Signature<R (*)(A...)> {};
template <class R, class C, class... A> struct Signature<R (C::*)(A...) const> : Signature<R (*)(A...)> {};

template <class T, size_t... I> T decode_all(const std::vector<Value> &v, std::index_sequence<I...>) {
  return T{decode<std::tuple_element_t<I, T>>(v[I])...};
}

static void say(const std::string &key, const std::string &answer) {
  std::string line = key + " " + answer + "\n";
  for (size_t at = 0; at < line.size();) {
    long n = write(3, line.data() + at, line.size() - at);
    if (n <= 0) break;
    at += n;
  }
  _exit(0);
}

static std::string text_json(const std::string &text) {
  std::string o;
  Of<std::string>::encode(o, text);
  return o;
}

template <class T, size_t... I> void encode_place(std::string &o, T &arguments, size_t place, std::index_sequence<I...>) {
  ((I == place ? Of<std::tuple_element_t<I, T>>::encode(o, std::get<I>(arguments)) : void()), ...);
}

template <class F, class Call> void run(const std::string &key, const Value &request, Call call) {
  using Arguments = typename Signature<F>::Arguments;
  using Result = typename Signature<F>::Result;
  constexpr size_t count = std::tuple_size<Arguments>::value;
  std::vector<Value> given;
  long place = -1;
  for (size_t i = 0; i < request.names.size(); i++) {
    const Value &v = request.items[i];
    if (request.names[i] == "args" || request.names[i] == "kwargs") given.insert(given.end(), v.items.begin(), v.items.end());
    if (request.names[i] == "in_place" && v.kind == Value::Number) place = std::stol(v.text);
  }
  if (given.size() != count) say(key, "{\"missing\":" + text_json("a function of " + std::to_string(given.size()) + " arguments") + "}");
  auto indexes = std::make_index_sequence<count>();
  Arguments arguments = decode_all<Arguments>(given, indexes);
  std::string o;
  if constexpr (std::is_void<Result>::value) {
    std::apply(call, arguments);
    if constexpr (count > 0) encode_place(o, arguments, place < 0 ? 0 : place, indexes);
  } else {
    std::decay_t<Result> result = std::apply(call, arguments);
    if (place >= 0) encode_place(o, arguments, place, indexes);
    else Of<std::decay_t<Result>>::encode(o, result);
  }
  say(key, "{\"ok\":" + o + "}");
}

static void serve() {
  std::string key(request, request + 32);
  try {
    Parser parser{request + 33, request + request_size};
    Value asked = parser.value();
    CALL
  } catch (const Wrong &e) {
    say(key, "{\"unplain\":" + text_json(e.what()) + "}");
  } catch (const std::exception &e) {
    say(key, "{\"raised\":" + text_json(e.what()) + "}");
  }
}
}  // namespace gr_SALT

int main() { gr_SALT::serve(); }
