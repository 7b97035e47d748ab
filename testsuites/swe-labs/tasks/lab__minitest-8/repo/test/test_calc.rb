require 'minitest/autorun'
require_relative '../lib/calc'

class TestCalc < Minitest::Test
  define_method('test_: Calc should keep. ') { assert_equal 3, Calc.same(3) }
end
