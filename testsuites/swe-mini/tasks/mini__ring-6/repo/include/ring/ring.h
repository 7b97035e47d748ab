#pragma once

#include <cstddef>
#include <vector>

// The last values of a series, up to a capacity.
class Ring {
 public:
  explicit Ring(std::size_t capacity);
  void push(int value);
  std::size_t size() const;
  // The value at an index, counted from the oldest one.
  int at(std::size_t index) const;
  long sum() const;

 private:
  std::vector<int> values_;
  std::size_t capacity_;
  std::size_t next_ = 0;
};
