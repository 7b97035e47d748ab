require 'set'
require 'prime'

puts gets.split.map(&:to_i).sum
