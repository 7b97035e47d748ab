<?php

namespace Lab;

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../src/Calc.php';

class CalcTest extends TestCase
{
    public function testKeeps(): void
    {
        $this->assertSame(3, \Calc::same(3));
    }
}
