/* Frames: a big-endian length, a type byte, the body. The host is trusted; what it sends is still checked. */
#include "supervisor.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint8_t out[FRAME_MAX + 64];
static size_t out_len, out_start;

void die(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "supervisor: ");
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  _exit(70);
}

static void need(struct reader *r, size_t n) {
  if ((size_t)(r->end - r->at) < n) die("malformed frame");
}

uint8_t read_u8(struct reader *r) {
  need(r, 1);
  return *r->at++;
}

uint32_t read_u32(struct reader *r) {
  need(r, 4);
  uint32_t v = (uint32_t)r->at[0] << 24 | (uint32_t)r->at[1] << 16 | (uint32_t)r->at[2] << 8 | r->at[3];
  r->at += 4;
  return v;
}

uint64_t read_u64(struct reader *r) {
  uint64_t high = read_u32(r);
  return high << 32 | read_u32(r);
}

/* A string of the frame as a C string of its own; the caller frees it. */
char *read_string(struct reader *r) {
  uint32_t n = read_u32(r);
  need(r, n);
  char *s = malloc((size_t)n + 1);
  if (!s) die("out of memory");
  memcpy(s, r->at, n);
  s[n] = 0;
  r->at += n;
  return s;
}

void frame_flush(void) {
  size_t done = 0;
  while (done < out_len) {
    ssize_t n = write(STDOUT_FILENO, out + done, out_len - done);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) _exit(0); /* the host is gone */
    done += (size_t)n;
  }
  out_len = 0;
}

void frame_begin(uint8_t type) {
  if (out_len + CHUNK + 4096 > sizeof out) frame_flush();
  out_start = out_len;
  out_len += 4;
  frame_u8(type);
}

void frame_u8(uint8_t v) { frame_bytes(&v, 1); }

void frame_u32(uint32_t v) {
  uint8_t b[4] = {(uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v};
  frame_bytes(b, 4);
}

void frame_u64(uint64_t v) {
  frame_u32((uint32_t)(v >> 32));
  frame_u32((uint32_t)v);
}

void frame_bytes(const void *bytes, size_t n) {
  if (out_len + n > sizeof out) die("frame too long");
  memcpy(out + out_len, bytes, n);
  out_len += n;
}

void frame_string(const char *text) {
  size_t n = strlen(text);
  frame_u32((uint32_t)n);
  frame_bytes(text, n);
}

void frame_end(void) {
  uint32_t n = (uint32_t)(out_len - out_start - 4);
  uint8_t b[4] = {(uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
  memcpy(out + out_start, b, 4);
}

void send_simple(uint8_t type) {
  frame_begin(type);
  frame_end();
  frame_flush();
}

void send_fault(const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  frame_begin(OUT_FAULT);
  frame_string(text);
  frame_end();
  frame_flush();
}

void send_chunk(uint8_t type, uint8_t which, const void *bytes, size_t n) {
  frame_begin(type);
  frame_u8(which);
  frame_bytes(bytes, n);
  frame_end();
  frame_flush();
}
