#include "ring/ring.h"

Ring::Ring(std::size_t capacity) : capacity_(capacity) {}

void Ring::push(int value) {
  if (values_.size() < capacity_) {
    values_.push_back(value);
  } else {
    values_[next_] = value;
  }
  next_ = (next_ + 1) % capacity_;
}

std::size_t Ring::size() const { return values_.size(); }

int Ring::at(std::size_t index) const { return values_[index]; }

long Ring::sum() const {
  int total = 0;
  for (int value : values_) {
    total += value;
  }
  return total;
}
