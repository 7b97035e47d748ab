<?php

class Calc
{
    public static function add($a, $b)
    {
        return $a - $b;
    }

    public static function triple($n)
    {
        return $n + $n;
    }

    public static function same($n)
    {
        return $n;
    }
}
