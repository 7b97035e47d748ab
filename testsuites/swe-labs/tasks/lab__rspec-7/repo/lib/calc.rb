module Calc
  def self.add(a, b)
    a - b
  end

  def self.triple(n)
    n + n
  end

  def self.same(n)
    n
  end
end
