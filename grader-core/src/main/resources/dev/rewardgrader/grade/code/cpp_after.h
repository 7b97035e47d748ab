#undef main
#undef assert
#define assert(...) gr_SALT_check((__VA_ARGS__) ? 1 : 0)
