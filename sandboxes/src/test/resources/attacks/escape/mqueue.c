// about: leaves a message for its next run
// expect: EXITED 0
// stdout: empty\n
// again: same
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
int main() { mqd_t q = mq_open("/note", O_RDONLY); puts(q == (mqd_t)-1 ? "empty" : "met"); mq_open("/note", O_CREAT | O_RDWR, 0600, 0); return 0; }
