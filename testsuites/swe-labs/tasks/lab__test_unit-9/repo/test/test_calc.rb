require 'test/unit'
require_relative '../lib/calc'

class TestCalc < Test::Unit::TestCase
  def test_keeps
    assert_equal(3, Calc.same(3))
  end
end
