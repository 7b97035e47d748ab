<?php
[$a, $b] = array_map('intval', explode(' ', trim(fgets(STDIN))));
echo bcadd((string) $a, (string) $b), "\n";
