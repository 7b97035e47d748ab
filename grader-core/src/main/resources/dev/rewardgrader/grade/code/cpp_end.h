// Stands behind the tests. The linker sends the start of the program here and __real_main to the tests' own main.
#ifdef __cplusplus
extern "C" {
#endif
int __real_main(int, char **, char **);
int __wrap_main(int argc, char **argv, char **envp) {
  int status = __real_main(argc, argv, envp);
  if (status == 0) gr_SALT_say("passed");
  return status;
}
#ifdef __cplusplus
}
#endif
