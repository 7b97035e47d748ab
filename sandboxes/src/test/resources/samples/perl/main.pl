use strict;
use warnings;
use bigint;
use List::Util qw(sum);

print sum(split ' ', <STDIN>), "\n";
