// Stands before the candidate. SALT is random for each run.
#ifdef __cplusplus
#include <bits/stdc++.h>
#else
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#endif
#include <fcntl.h>
#include <unistd.h>

static unsigned char gr_SALT_key[33];
static int gr_SALT_count;
static const unsigned char gr_SALT_mask[] = "SALT";

// Runs before every constructor: reads the key and leaves an empty standard input.
static void gr_SALT_start(void) {
  int n = 0;
  while (n < 32) {
    long got = read(0, gr_SALT_key + n, 32 - n);
    if (got <= 0) _exit(125);
    n += got;
  }
  for (int i = 0; i < 32; i++) gr_SALT_key[i] ^= gr_SALT_mask[i];
  close(0);
  open("/dev/null", O_RDONLY);
}
__attribute__((section(".preinit_array"), used)) static void (*gr_SALT_first)(void) = gr_SALT_start;

__attribute__((noinline)) static void gr_SALT_say(const char *word) {
  char line[96];
  char *p = line;
  for (int i = 0; i < 32; i++) *p++ = (char)(gr_SALT_key[i] ^ gr_SALT_mask[i]);
  *p++ = ' ';
  while (*word) *p++ = *word++;
  *p++ = ' ';
  char digits[12];
  int n = 0, count = gr_SALT_count;
  do digits[n++] = (char)('0' + count % 10);
  while ((count /= 10) > 0);
  while (n > 0) *p++ = digits[--n];
  *p++ = '\n';
  if (write(3, line, p - line) < 0) _exit(125);
}

static void gr_SALT_check(int held) {
  gr_SALT_count++;
  if (!held) {
    gr_SALT_say("failed");
    _exit(1);
  }
}
#define main gr_SALT_other_main
